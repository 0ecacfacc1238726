import Runs
import SuperpositionCodes
import SuperpositionLearning

/// Toy models of superposition: a row, and a unit, for each model, the best of its starts.
public struct ToyQuestion: Question {
  public let name = "toy"
  public let summary = "toy models of superposition"
  public let needed: [[any AnyKey]] = [[Keys.features], [Keys.hidden]]
  public let optional: [any AnyKey] = [
    Keys.featureSparsity, Keys.importance, Keys.steps, Keys.starts, Keys.nonlinearity, Keys.seed,
  ]
  public let compared: ComparedValue? = nil
  public let starter = [
    Keys.features.name: "5", Keys.hidden.name: "2", Keys.featureSparsity.name: "0..0.9:+0.1",
  ]
  public let starterPanels = [
    "- x: {value: \"{sparsity}\", label: \"probability S that a feature is off\"}",
    "  y: {value: \"{represented}\", label: \"features represented\"}",
    "  series: [{by: [n, m], title: \"n = {n}, m = {m}\"}]",
  ]
  public var columns: [Inventory.Entry] { Self.table.entries() }

  /// Steps where none are given.
  private static let defaultSteps = 4000

  /// What a row is about.
  private struct Subject {
    let model: ToyModel
    let starts: Int
    let seed: UInt64
    let record: UnitRecord
  }

  /// What is recorded of a solution only where it applies, in the order of the columns.
  private static let further = [
    ("smallest_gap", "the least angle between neighbours in degrees, where m = 2"),
    ("largest_gap", "the largest"),
  ]
  private static let last = [
    ("dimensionality", "the mean share of a dimension that a represented feature has"),
    ("dimensionality_low", "the least share"), ("dimensionality_high", "the largest share"),
    ("norm_low", "the least norm of a represented feature"),
    ("norm_high", "the largest norm of a feature"), ("norm_first", "the norm of feature 0"),
    ("norm_last", "the norm of the last feature"),
    ("smallest_cosine", "the smallest cosine of two represented features"),
  ]

  private static let table: [Column<Subject>] = {
    var columns: [Column<Subject>] = [
      Column("n", "features") { String($0.model.features) },
      Column("m", "hidden dimensions") { String($0.model.hidden) },
      Column("sparsity", "the probability S that a feature is off") {
        NumberFormat.exact($0.model.sparsity)
      },
      Column("importance", "r, for importances r^i") { NumberFormat.exact($0.model.importance) },
      Column("starts", "starts, of which the best is taken") { String($0.starts) },
      number("loss", "the mean of Σ I_i (y_i - x_i)² over one large batch"),
      Column("represented", "features with a norm of at least 0.5") {
        $0.record.integer("represented").map { "\($0)" } ?? ""
      },
      number("dimensions_per_feature", "m / ‖W‖²_F"),
    ]
    for (name, summary) in further { columns.append(number(name, summary)) }
    columns.append(Column("seed", "the seed") { String($0.seed) })
    for (name, summary) in last { columns.append(number(name, summary)) }
    columns.append(Column("steps", "training steps") { String($0.model.steps) })
    columns.append(
      Column("nonlinearity", "what is done to the output", holdsNames: true) {
        $0.model.nonlinearity.rawValue
      })
    return columns
  }()

  private static func number(_ name: String, _ summary: String) -> Column<Subject> {
    Column(name, summary) { NumberFormat.real($0.record.real(name)) }
  }

  /// Refuses models that could not be trained.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    if block[Keys.steps]?.contains(0) == true {
      throw settings.error(Keys.steps, "a toy model takes at least one step")
    }
  }

  /// The rows of a block, in the order n, m, S, importance, steps.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    let starts = block[Keys.starts] ?? 1
    var models: [ToyModel] = []
    for features in block[Keys.features] ?? [] {
      for hidden in block[Keys.hidden] ?? [] {
        for sparsity in block[Keys.featureSparsity] ?? [] {
          for importance in block[Keys.importance] ?? [] {
            for steps in block[Keys.steps] ?? [Self.defaultSteps] {
              guard models.count < Plan.largestUnitCount else { throw Plan.tooManyUnits }
              models.append(
                ToyModel(
                  features: features, hidden: hidden, sparsity: sparsity, importance: importance,
                  steps: steps, nonlinearity: block[Keys.nonlinearity] ?? .relu))
            }
          }
        }
      }
    }
    return models.map { model in
      let unit = Self.unit(model, starts: starts, seed: block.seed)
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        try unit.reading { () throws(RecordFlaw) in try Self.check(record, of: model) }
        return try Self.table.fields(
          of: Subject(model: model, starts: starts, seed: block.seed, record: record))
      }
    }
  }

  private static func unit(_ model: ToyModel, starts: Int, seed: UInt64) -> WorkUnit {
    let weights = Double(model.features) * Double(model.hidden)
    let perStep = 512 * (Double(model.features) * 2e-8 + weights * 6e-10) + 2e-5
    return WorkUnit(
      identity: UnitIdentity(
        kind: "toy",
        fields: [
          ("n", String(model.features)), ("m", String(model.hidden)),
          ("sparsity", NumberFormat.exact(model.sparsity)),
          ("importance", NumberFormat.exact(model.importance)),
          ("steps", String(model.steps)), ("nonlinearity", model.nonlinearity.rawValue),
          ("starts", String(starts)), ("seed", String(seed)),
        ]),
      cost: Double(starts) * Double(model.steps) * perStep,
      memory: 64e6 + 80 * weights + 1.7e4 * 4 * Double(2 * model.features + 2 * model.hidden),
      isWide: false
    ) { _ in
      let seeds = Seed(seed)[
        .point,
        [UInt64(model.features), UInt64(model.hidden), model.sparsity.bitPattern]]
      do {
        return record(try model.best(starts: starts, seed: seeds))
      } catch let error as LearningError {
        throw ExperimentError(error)
      }
    }
  }

  /// Refuses what is no solution of a model.
  private static func check(_ record: UnitRecord, of model: ToyModel) throws(RecordFlaw) {
    let most = Double.greatestFiniteMagnitude
    _ = try record.number("loss", in: 0...most)
    _ = try record.count("represented", in: 0...model.features)
    // Infinite where all features are 0.
    _ = try record.number("dimensions_per_feature", in: 0...Double.infinity)
    let shares = 0...(1 + 1e-9)
    let ranges: [(name: String, range: ClosedRange<Double>)] = [
      ("smallest_gap", 0...360), ("largest_gap", 0...360), ("dimensionality", shares),
      ("dimensionality_low", shares), ("dimensionality_high", shares), ("norm_low", 0...most),
      ("norm_high", 0...most), ("norm_first", 0...most), ("norm_last", 0...most),
      ("smallest_cosine", (-1 - 1e-9)...(1 + 1e-9)),
    ]
    var numbers: [String: Double] = [:]
    for (name, range) in ranges where record.has(name) {
      numbers[name] = try record.number(name, in: range)
    }
    for (low, high) in [
      ("smallest_gap", "largest_gap"), ("dimensionality_low", "dimensionality_high"),
      ("norm_low", "norm_high"), ("norm_first", "norm_high"), ("norm_last", "norm_high"),
    ] {
      guard let value = numbers[low], let limit = numbers[high] else { continue }
      try RecordFlaw.require(low, value, atMost: high, limit)
    }
  }

  private static func record(_ solution: ToySolution) -> UnitRecord {
    var record = UnitRecord()
    record.append("loss", solution.loss)
    record.append("represented", solution.represented.count)
    record.append("dimensions_per_feature", solution.dimensionsPerFeature)
    let gaps = solution.gaps
    let shares = solution.dimensionalities
    let norms = solution.norms
    let numbers: [(String, Double?)] = [
      ("smallest_gap", gaps.first), ("largest_gap", gaps.last),
      ("dimensionality", shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)),
      ("dimensionality_low", shares.min()), ("dimensionality_high", shares.max()),
      ("norm_low", solution.represented.map { norms[$0] }.min()), ("norm_high", norms.max()),
      ("norm_first", norms.first), ("norm_last", norms.last),
      ("smallest_cosine", solution.smallestCosine),
    ]
    for (name, number) in numbers { if let number { record.append(name, number) } }
    return record
  }
}
