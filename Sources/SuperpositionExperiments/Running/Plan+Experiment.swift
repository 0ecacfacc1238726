import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

extension Plan {
  /// The most units of one plan.
  static let largestUnitCount = 1_000_000

  /// The plan of an experiment whose blocks ask one question: its measured part, or its theory.
  ///
  /// - Throws: `ExperimentError` if a grid is too large or a point impossible.
  /// - Complexity: O(rows + units).
  public init(_ experiment: Experiment) throws {
    guard let question = experiment.blocks.first?.question else {
      throw ExperimentError(.badData, "\(experiment.name): the experiment asks nothing")
    }
    var rows: [Row] = []
    var unitCount = 0
    for block in experiment.blocks where block.question.name == question.name {
      let added = try block.question.rows(of: block)
      unitCount += added.reduce(0) { $0 + $1.units.count }
      guard unitCount <= Self.largestUnitCount else { throw Self.tooManyUnits }
      rows += added
    }
    self.init(
      name: experiment.name, header: question.columns.map(\.name), rows: rows,
      compared: question.compared)
  }

  /// The error of a plan that is too large.
  static let tooManyUnits = ExperimentError(
    .usage,
    "the experiment has more than \(largestUnitCount) units of work; "
      + "use fewer trials or shorter lists")
}

extension Experiment {
  /// The result of an experiment whose rows need no units, before any is computed.
  public func resultWithoutRows(provenance: [ResultFile.Provenance]) -> ResultFile {
    ResultFile(
      header: blocks.first?.question.columns.map(\.name) ?? [], rows: [], experiment: yaml,
      provenance: provenance)
  }

  /// Computes the rows of an experiment that need no units, and hands each over when it is there.
  ///
  /// - Parameter handOver: gets a row's fields, and returns whether to go on.
  /// - Returns: whether all rows are computed.
  /// - Throws: `ExperimentError` for a grid that is too large; what the rows throw.
  @discardableResult
  public func computeRows(_ handOver: ([String]) -> Bool) throws -> Bool {
    let rows = try Plan(self).rows
    for (index, row) in rows.enumerated() {
      guard let fields = try row.derive([]) else { continue }
      if !handOver(fields), index + 1 < rows.count { return false }
    }
    return true
  }

  /// The result of an experiment whose rows need no units; nil if `goesOn`, asked after each row, says
  /// no before the last.
  ///
  /// - Throws: As `computeRows`.
  public func computed(
    provenance: [ResultFile.Provenance], while goesOn: () -> Bool
  ) throws -> ResultFile? {
    var result = resultWithoutRows(provenance: provenance)
    let isComplete = try computeRows { fields in
      result.rows.append(fields)
      return goesOn()
    }
    guard isComplete else { return nil }
    result.setProvenance("status", "complete")
    return result
  }
}

extension GridPoint {
  /// The decoder of a point that has one.
  func makeDecoder() throws -> any Decoder {
    try DecoderCatalog.decoder(named: decoder ?? "")
  }

  /// Ensemble, N, k, the laws of coefficients and supports, and P.
  var setting: CodeSetting { setting(sparsity: sparsity ?? 1) }

  /// The same with another k.
  func setting(sparsity: Int) -> CodeSetting {
    CodeSetting(
      ensemble: ensemble, codewordCount: codewordCount, sparsity: sparsity,
      noisePower: noisePower, coefficients: coefficients, supports: supports,
      dictionary: dictionary)
  }

  /// The fields that name the point in identities, in the order of the columns.
  var identityFields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    if let decoder { fields.append(("decoder", decoder)) }
    fields.append(("ensemble", PointColumns.name(of: ensemble)))
    fields.append(("N", String(codewordCount)))
    if let sparsity { fields.append(("k", String(sparsity))) }
    if let dimension { fields.append(("d", String(dimension))) }
    if decoder != nil { fields.append(("noise", NumberFormat.exact(noisePower))) }
    if let target { fields.append(("target", NumberFormat.exact(target))) }
    if coefficients != .one { fields.append(("coefficients", coefficients.description)) }
    if supports != .uniform { fields.append(("supports", supports.description)) }
    if let dictionary {
      fields.append((PointColumns.sha256, dictionary.contents.sha256))
      fields += PointColumns.choices.filter { $0.isMade(dictionary) }.map { ($0.name, "true") }
    }
    fields += decoderIdentity.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return fields
  }

  /// The entropy of a support, in bits, k being told.
  var entropyBits: Double {
    Entropy.entropyBits(codewords: codewordCount, sparsity: sparsity ?? 1, supports: supports)
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
