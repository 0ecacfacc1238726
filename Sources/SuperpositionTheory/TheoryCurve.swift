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

  private let applicability: @Sendable (TheoryPoint) -> Bool
  private let dimension: @Sendable (TheoryPoint) throws(TheoryError) -> Double

  /// A curve.
  ///
  /// - Parameters:
  ///   - name: as in the column `curve`.
  ///   - summary: one line, with the source.
  ///   - dependsOnTarget: whether p matters.
  ///   - isCostly: whether a point takes seconds.
  ///   - applies: whether there is a row for a point.
  ///   - dimension: the dimension at a point where the curve applies.
  public init(
    name: String, summary: String, dependsOnTarget: Bool, isCostly: Bool = false,
    applies: @escaping @Sendable (TheoryPoint) -> Bool,
    dimension: @escaping @Sendable (TheoryPoint) throws(TheoryError) -> Double
  ) {
    self.name = name
    self.summary = summary
    self.dependsOnTarget = dependsOnTarget
    self.isCostly = isCostly
    self.applicability = applies
    self.dimension = dimension
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
