import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

extension Plan {
  /// The most units of one plan.
  static let largestUnitCount = 1_000_000

  /// The plan of an experiment's measured blocks.
  ///
  /// - Throws: `ExperimentError` if there are none, if a grid is too large or a point impossible.
  /// - Complexity: O(rows + units).
  public init(_ experiment: Experiment) throws {
    guard let blocks = experiment.measured?.blocks else {
      throw ExperimentError(.badData, "\(experiment.name): the experiment measures nothing")
    }
    let header =
      switch blocks[0].kind {
      case .success: SuccessPlan.header
      case .dimension: DimensionPlan.header
      case .coherence: CoherencePlan.header
      case .trajectory: TrajectoryPlan.header
      case .theory: TheoryTable.header
      }
    let compared =
      switch blocks[0].kind {
      case .success: ComparedValue(column: "success", telling: 0.05...0.95)
      case .dimension: ComparedValue(column: "d", countsItsTrials: true)
      case .coherence: ComparedValue(column: "coherence", spread: .quantiles)
      case .trajectory: ComparedValue(column: "tau_squared")
      case .theory: ComparedValue(column: "d", spread: .none)
      }
    var rows: [Row] = []
    var unitCount = 0
    for block in blocks {
      let added =
        switch block.kind {
        case .success: try SuccessPlan.rows(block)
        case .dimension: try DimensionPlan.rows(block)
        case .coherence: try CoherencePlan.rows(block)
        case .trajectory: try TrajectoryPlan.rows(block)
        case .theory: [Row]()
        }
      unitCount += added.reduce(0) { $0 + $1.units.count }
      guard unitCount <= Self.largestUnitCount else { throw Self.tooManyUnits }
      rows += added
    }
    self.init(name: experiment.name, header: header, rows: rows, compared: compared)
  }

  /// The error of a plan that is too large.
  static let tooManyUnits = ExperimentError(
    .usage,
    "the experiment has more than \(largestUnitCount) units of work; "
      + "use fewer trials or shorter lists")
}

extension GridPoint {
  /// The decoder of a point that has one.
  func makeDecoder() throws -> any Decoder {
    try DecoderCatalog.decoder(named: decoder ?? "")
  }

  /// Ensemble, N, k and P.
  var setting: CodeSetting {
    CodeSetting(
      ensemble: ensemble, codewordCount: codewordCount, sparsity: sparsity ?? 1,
      noisePower: noisePower)
  }

  /// The fields that name the point in identities, in the order of the columns.
  var identityFields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    if let decoder { fields.append(("decoder", decoder)) }
    fields.append(("ensemble", ensemble.rawValue))
    fields.append(("N", String(codewordCount)))
    if let sparsity { fields.append(("k", String(sparsity))) }
    if let dimension { fields.append(("d", String(dimension))) }
    if decoder != nil { fields.append(("noise", NumberFormat.exact(noisePower))) }
    if let target { fields.append(("target", NumberFormat.exact(target))) }
    return fields
  }

  /// Refuses a dimension whose correlations leave the 32 bits of the kernels.
  func checkSimulated(dimension: Double) throws {
    // No coordinate of a code exceeds ten standard deviations √k in any run.
    let largest = dimension * 10 * Double(sparsity ?? 1).squareRoot()
    guard largest < Double(Int32.max) else {
      throw ExperimentError(
        .usage,
        "-d/--dimension: d = \(Int(min(dimension, 1e18))) at k = \(sparsity ?? 1) is too large to simulate"
      )
    }
  }
}

/// A record that its unit cannot have written.
func damagedRecord(_ unit: WorkUnit) -> ExperimentError {
  ExperimentError(.badData, "the record of '\(unit.identity)' does not hold what it should")
}
