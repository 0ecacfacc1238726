import SuperpositionNumerics

/// A theorem or prediction that gives a dimension for each point (N, k, P, p).
///
/// To add one, write a file with a static constant of this type and enter it in `all`.
public struct TheoryCurve: Sendable {
  /// The name in the column `curve`.
  public let name: String
  /// What the curve is, in one line, with its source.
  public let summary: String
  /// Whether the dimension depends on the target p; otherwise there is one row for all targets.
  public let dependsOnTarget: Bool
  /// Whether a point takes seconds: such a curve is evaluated where it is named, not where all are
  /// meant.
  public let isCostly: Bool
  /// Whether the dimension moves in steps from point to point, as numbers of classes do, which are
  /// powers of two: nothing can be interpolated between its points.
  public let isStepwise: Bool

  private let applicability: @Sendable (TheoryPoint) -> Bool
  private let dimension: @Sendable (TheoryPoint) throws(TheoryError) -> Double

  /// A curve.
  ///
  /// - Parameters:
  ///   - name: as in the column `curve`.
  ///   - summary: one line, with the source.
  ///   - dependsOnTarget: whether p matters.
  ///   - isCostly: whether a point takes seconds.
  ///   - isStepwise: whether the dimension moves in steps.
  ///   - applies: whether there is a row for a point.
  ///   - dimension: the dimension at a point where the curve applies.
  public init(
    name: String, summary: String, dependsOnTarget: Bool, isCostly: Bool = false,
    isStepwise: Bool = false, applies: @escaping @Sendable (TheoryPoint) -> Bool,
    dimension: @escaping @Sendable (TheoryPoint) throws(TheoryError) -> Double
  ) {
    self.name = name
    self.summary = summary
    self.dependsOnTarget = dependsOnTarget
    self.isCostly = isCostly
    self.isStepwise = isStepwise
    self.applicability = applies
    self.dimension = dimension
  }

  /// A curve of the noiseless code that is the same for all targets: a rule of thumb, a limit.
  static func noiseless(
    _ name: String, _ summary: String,
    dimension: @escaping @Sendable (TheoryPoint) throws(TheoryError) -> Double
  ) -> TheoryCurve {
    TheoryCurve(
      name: name, summary: summary, dependsOnTarget: false, applies: { $0.isNoiseless },
      dimension: dimension)
  }

  /// Where a decoder that looks once succeeds with probability p in the Gaussian model.
  ///
  /// - Parameters:
  ///   - condition: what a point has to fulfil beside.
  ///   - dimension: of the model, for p; nil where it has no crossing.
  static func gaussian(
    _ name: String, _ summary: String,
    where condition: @escaping @Sendable (TheoryPoint) -> Bool = { $0.coefficients == .one },
    dimension:
      @escaping @Sendable (OneStepGaussian, _ target: Double) throws(NumericsError) -> Double?
  ) -> TheoryCurve {
    TheoryCurve(
      name: name, summary: summary, dependsOnTarget: true, where: condition,
      crossing: { point throws(NumericsError) in
        try dimension(OneStepGaussian(point), point.target)
      })
  }

  /// A curve that applies where it has a crossing.
  ///
  /// - Parameters:
  ///   - condition: what a point has to fulfil beside.
  ///   - isCertain: where there is known to be a crossing, without looking for it.
  ///   - crossing: the dimension, nil where there is none.
  init(
    name: String, summary: String, dependsOnTarget: Bool, isStepwise: Bool = false,
    where condition: @escaping @Sendable (TheoryPoint) -> Bool,
    isCertain: @escaping @Sendable (TheoryPoint) -> Bool = { _ in false },
    crossing: @escaping @Sendable (TheoryPoint) throws(NumericsError) -> Double?
  ) {
    self.init(
      name: name, summary: summary, dependsOnTarget: dependsOnTarget, isStepwise: isStepwise,
      applies: { condition($0) && (isCertain($0) || (try? crossing($0)) != nil) },
      dimension: { point throws(TheoryError) in
        let d = try withNumerics { () throws(NumericsError) in try crossing(point) }
        guard let d else { throw .notApplicable(curve: name) }
        return d
      })
  }

  /// Whether the curve says something about `point`; if not, its row is left out.
  ///
  /// False for every curve but `threshold_gaussian` and `coherence_prop1` when k = N, where the
  /// support is known beforehand; false where a bound is vacuous (a dimension of zero or less) or a
  /// success curve has no crossing because it exceeds the target at every dimension.
  ///
  /// - Complexity: constant, but for curves that have to look for a transition or a crossing
  ///   (milliseconds to a tenth of a second).
  public func applies(to point: TheoryPoint) -> Bool {
    applicability(point)
  }

  /// The dimension that the curve gives at `point`: finite and positive.
  ///
  /// - Throws: `TheoryError.notApplicable` where `applies(to:)` is false; `TheoryError.numerics` if
  ///   a routine fails or the value does not fit a number.
  public func minimumDimension(at point: TheoryPoint) throws(TheoryError) -> Double {
    guard applies(to: point) else { throw .notApplicable(curve: name) }
    let value = try dimension(point)
    guard value.isFinite, value > 0 else { throw .numerics(.notFinite(name)) }
    return value
  }

  /// All curves, in the order of the interface.
  public static let all: [TheoryCurve] = [
    .countingConverse,
    .countingFano,
    .countingStrong,
    .maximumLikelihoodUnionBound,
    .ampStateEvolution,
    .basisPursuitStatisticalDimension,
    .topKGaussian,
    .linearGaussian,
    .thresholdGaussian,
    .topKRule,
    .thresholdRule,
    .oneStepProposition5,
    .matchingPursuitRule,
    .basisPursuitRule,
    .oneStepSyndrome,
    .syndromeRule,
    .staircaseStateEvolution,
    .staircaseQuenched,
    .staircaseCounting,
    .staircaseCountingStrong,
    .staircaseMaximumLikelihood,
    .fanoAWGN,
    .randomCodebookAWGN,
    .coherenceProposition1,
  ]

  /// The curve of that name in the column `curve`, nil if there is none.
  public static func named(_ name: String) -> TheoryCurve? {
    all.first { $0.name == name }
  }
}
