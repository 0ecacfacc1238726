import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionLearning

/// Whether latents of a learner belong to one class each where the neurons it has learned from do not:
/// three rows, for neurons, latents and random directions, of each learner on a toy classifier.
public struct PurityQuestion: Question {
  public let name = "purity"
  public let summary = "whether latents belong to one class of a toy classifier"
  public let needed: [[any AnyKey]] = [[Keys.learner]]
  public let optional: [any AnyKey] = [
    Keys.latents, Keys.steps, Keys.batch, Keys.learningRate, Keys.seeds, Keys.seed,
  ]
  public let compared: ComparedValue? = nil
  public var columns: [Inventory.Entry] { Self.table.entries() }
  public let starter = [Keys.learner.name: "[\"sae:relu:lambda=0.05\", \"sae:relu:lambda=3\"]"]

  /// Latents where none are given.
  private static let defaultLatents = 64
  /// k, which learners that fix it are told.
  private static let sparsity = 4

  /// Whose purity a row is about.
  private enum Units: String, CaseIterable {
    case neurons, latents, directions
  }

  private struct Model {
    let learner: Learner
    let latentCount: Int
    let steps: Int
    let batchSize: Int
    let learningRate: Double
  }

  /// What a row is about.
  private struct Subject {
    let model: Model
    let seeds: Int
    let seed: UInt64
    let units: Units
    let records: [UnitRecord]

    func estimate(_ name: String) throws -> Estimate? {
      let values = records.compactMap { $0.real(name) }
      return values.count == records.count ? try .mean(overSeeds: values) : nil
    }

    func own(_ name: String) throws -> Estimate? { try estimate("\(units.rawValue)_\(name)") }
  }

  private static let table: [Column<Subject>] = [
    Column("learner", "the learner with its options", holdsNames: true) { $0.model.learner.name },
    Column("lambda", "the penalty's coefficient, of learners that have one") {
      NumberFormat.real($0.model.learner.option("lambda"))
    },
    Column("M", "latents") { String($0.model.latentCount) },
    Column("steps", "training steps") { String($0.model.steps) },
    Column("batch", "samples a step") { String($0.model.batchSize) },
    Column("learning_rate", "the learning rate at the start") {
      NumberFormat.exact($0.model.learningRate)
    },
    Column("seeds", "classifiers and trainings") { String($0.seeds) },
    Column(
      "units", "whose purity: the classifier's neurons, the latents, or random directions",
      holdsNames: true
    ) { $0.units.rawValue },
    Column("alive", "units that are ever above 0.1") {
      NumberFormat.real(try $0.own("alive")?.value)
    },
    Column("purity", "their largest mean activation by class over the sum, the mean over units") {
      NumberFormat.real(try $0.own("mean")?.value)
    },
    Column("purity_low", "the lower end of its 95% interval over seeds") {
      NumberFormat.real(try $0.own("mean")?.low)
    },
    Column("purity_high", "the upper end") { NumberFormat.real(try $0.own("mean")?.high) },
    Column("purity_median", "the median over units") {
      NumberFormat.real(try $0.own("median")?.value)
    },
    Column("l0", "active latents of a point") { NumberFormat.real(try $0.estimate("l0")?.value) },
    Column("fvu", "the fraction of variance unexplained") {
      NumberFormat.real(try $0.estimate("fvu")?.value)
    },
    Column("accuracy", "points that the classifier classifies rightly, a fraction") {
      NumberFormat.real(try $0.estimate("accuracy")?.value)
    },
    Column("seed", "the first of the seeds") { String($0.seed) },
  ]

  /// Refuses learners whose latents have no activities, and no training.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    for name in block[Keys.learner] ?? [] where !name.hasPrefix("sae:") {
      throw settings.error(Keys.learner, "'\(name)' has no encoder; take an autoencoder (sae:...)")
    }
    if block[Keys.steps]?.contains(0) == true {
      throw settings.error(Keys.steps, "an autoencoder takes at least one step")
    }
    if let fewest = block[Keys.latents]?.min(), fewest < Self.sparsity {
      throw settings.error(Keys.latents, "at least \(Self.sparsity) latents, not M = \(fewest)")
    }
  }

  /// The rows of a block, in the order learner, M, steps, learning rate, units.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    var models: [Model] = []
    for name in block[Keys.learner] ?? [] {
      let learner = try LearnerCatalog.learner(named: name)
      for latentCount in block[Keys.latents] ?? [Self.defaultLatents] {
        for steps in block[Keys.steps] ?? [learner.defaultSteps] {
          for rate in block[Keys.learningRate] ?? [] {
            guard models.count * block.seedCount < Plan.largestUnitCount else {
              throw Plan.tooManyUnits
            }
            models.append(
              Model(
                learner: learner, latentCount: latentCount, steps: steps,
                batchSize: block[Keys.batch]
                  ?? learner.defaultBatchSize(latentCount: latentCount, sparsity: Self.sparsity),
                learningRate: rate))
          }
        }
      }
    }
    return models.flatMap { model in
      let units = (0..<block.seedCount).map { Self.unit(model, seed: block.seed + UInt64($0)) }
      return Units.allCases.map { whose in
        Plan.Row(units: units) { records in
          let records = records.compactMap { $0 }
          guard records.count == units.count else { return nil }
          return try Self.table.fields(
            of: Subject(
              model: model, seeds: block.seedCount, seed: block.seed, units: whose,
              records: records))
        }
      }
    }
  }

  private static func unit(_ model: Model, seed: UInt64) -> WorkUnit {
    let perStep = Double(model.batchSize * model.latentCount) * 1.2e-8
    return WorkUnit(
      identity: UnitIdentity(
        kind: "purity",
        fields: [
          ("learner", model.learner.name), ("M", String(model.latentCount)),
          ("steps", String(model.steps)), ("batch", String(model.batchSize)),
          ("rate", NumberFormat.exact(model.learningRate)), ("seed", String(seed)),
        ]),
      cost: 0.3 + perStep * Double(model.steps),
      memory: 64e6 + 64 * Double(model.latentCount) * (2000 + Double(model.batchSize)),
      isWide: false
    ) { workers in
      do {
        return record(
          try await PurityMeasurement(
            of: model.learner,
            settings: LearningSettings(
              latentCount: model.latentCount, sparsity: sparsity, steps: model.steps,
              batchSize: model.batchSize, learningRate: model.learningRate,
              seed: Seed(seed)[.point, []]), workers: workers))
      } catch let error as LearningError {
        throw ExperimentError(error)
      }
    }
  }

  private static func record(_ measured: PurityMeasurement) -> UnitRecord {
    var record = UnitRecord()
    for (units, purity) in [
      (Units.neurons, measured.neurons), (.latents, measured.latents),
      (.directions, measured.directions),
    ] {
      record.append("\(units.rawValue)_alive", Double(purity.aliveCount))
      if let mean = purity.mean { record.append("\(units.rawValue)_mean", mean) }
      if let median = purity.median { record.append("\(units.rawValue)_median", median) }
    }
    record.append("l0", measured.activeCount)
    record.append("fvu", measured.unexplainedVariance)
    record.append("accuracy", measured.accuracy)
    return record
  }
}
