import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Maximum sparsities: one row, and one unit, for each point and target.
public struct SparsityQuestion: Question {
  public let name = "sparsity"
  public let summary = "the maximum sparsity at a target"
  public let needed: [[any AnyKey]] = [[Keys.decoder], [Keys.codewords], [Keys.dimension]]
  public let optional: [any AnyKey] =
    [
      Keys.ensemble, Keys.noise, Keys.target, Keys.estimator, Keys.trials, Keys.precision,
      Keys.seed,
      Keys.coefficients, Keys.supports,
    ] + Keys.dictionary
  public let hasTargets = true
  public let compared: ComparedValue? = ComparedValue(column: "k", countsItsTrials: true)
  public var columns: [Inventory.Entry] { Self.table.entries() }
  public let starter = [Keys.dimension.name: "[64, 128, 256]"]

  /// What a row is about.
  private struct Subject {
    let point: GridPoint
    let estimator: Estimator
    let seed: UInt64
    let found: SparsityFinding

    var dimension: Double { Double(point.dimension ?? 1) }

    /// H(N, k) of one of the ends.
    func entropy(_ end: (Estimate) -> Double) -> Double? {
      found.estimate.map {
        Entropy.entropyBits(
          codewords: point.codewordCount, sparsity: end($0.sparsity), supports: point.supports)
      }
    }

    /// A number of k*.
    func text(_ number: (SparsityEstimate) -> Double) -> String {
      NumberFormat.real(found.estimate.map(number))
    }

    func rate(_ end: (Estimate) -> Double) -> String {
      NumberFormat.real(entropy(end).map { $0 / dimension })
    }
  }

  private static let table: [Column<Subject>] =
    PointColumns.first([PointColumns.dimension]) { ($0.point, $0.estimator) } + [
      PointColumns.target.of { $0.point },
      PointColumns.trials { $0.found.estimate?.trials },
      Column("k", "the maximum sparsity, a real number") { $0.text { $0.sparsity.value } },
      Column("k_low", "the lower end of its 95% interval") { $0.text { $0.sparsity.low } },
      Column("k_high", "the upper end") { $0.text { $0.sparsity.high } },
      Column("k_certain", "the largest k measured that is certain of the target; 0 if none is") {
        String($0.found.certain)
      },
      Column("entropy_bits", PointColumns.entropySummary) {
        NumberFormat.real($0.entropy { $0.value })
      },
      Column("bits_per_dimension", "H(N, k)/d") { $0.rate { $0.value } },
      Column("bits_per_dimension_low", "the lower end of its 95% interval") { $0.rate { $0.low } },
      Column("bits_per_dimension_high", "the upper end") { $0.rate { $0.high } },
      Column("effective_dimension", "the d of Rademacher dictionaries of this N and k*, for files")
      {
        NumberFormat.real($0.found.effectiveDimension?.value)
      },
      Column("effective_dimension_low", "the lower end of its 95% interval") {
        NumberFormat.real($0.found.effectiveDimension?.low)
      },
      Column("effective_dimension_high", "the upper end") {
        NumberFormat.real($0.found.effectiveDimension?.high)
      },
      Column("seed", "the seed") { String($0.seed) },
      Column("fraction_of_limit", "the rate over what the counting converse allows") { row in
        // The counting converse is that of sums of ±1 codewords, which are integers.
        guard row.point.ensemble == .rademacher, !row.point.coefficients.isContinuous,
          row.point.supports == .uniform, let k = row.found.estimate?.sparsity.value
        else { return "" }
        return NumberFormat.real(try fractionOfLimit(row.point, sparsity: k))
      },
      Column("not_converged", "trials in which the decoder gave up") { row in
        row.estimator == .simulate
          ? row.found.estimate.map { String($0.notConverged) } ?? "" : ""
      },
    ] + PointColumns.last.map { $0.of { $0.point } }

  /// The fraction at a real k: between its neighbours, the fractions' straight line.
  private static func fractionOfLimit(_ point: GridPoint, sparsity: Double) throws -> Double? {
    let below = max(1, Int(sparsity))
    func fraction(_ k: Int) throws -> Double? {
      try TheoryPoint(
        codewords: point.codewordCount, sparsity: min(k, point.codewordCount),
        noise: point.noisePower
      ).fractionOfLimit(at: Double(point.dimension ?? 1))
    }
    guard let low = try fraction(below), let high = try fraction(below + 1) else { return nil }
    return low + (sparsity - Double(below)) * (high - low)
  }

  /// Refuses decoders of single symbols.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    for name in block.decoders {
      guard try !DecoderCatalog.decoder(named: name).covers(sparsity: 2) else { continue }
      throw settings.error(
        Keys.decoder, "decoder '\(name.quotedForMessage)' reads one symbol, whatever d is")
    }
  }

  /// The rows of a block.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().map { point in
      let search = try SparsitySearch(point, block: block)
      let unit = search.unit
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        let found = try unit.reading { () throws(RecordFlaw) in
          try SparsityFinding(record, codewordCount: point.codewordCount, limit: block.trials)
        }
        return try Self.table.fields(
          of: Subject(
            point: point, estimator: search.use.estimator, seed: block.seed, found: found))
      }
    }
  }
}
