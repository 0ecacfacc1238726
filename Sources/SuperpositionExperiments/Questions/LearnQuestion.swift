import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionLearning

/// What is learned from codes alone, and who can read it: a row for each point and reader, over
/// several seeds, each a dictionary and a training with a unit of its own and a measurement that
/// needs it.
public struct LearnQuestion: Question {
  public let name = "learn"
  public let summary = "what learners find, and who reads it"
  public let needed: [[any AnyKey]] = [
    [Keys.learner], [Keys.codewords, Keys.activations], [Keys.sparsity, Keys.sparsityExponent],
  ]
  public let optional: [any AnyKey] =
    [
      Keys.dimension, Keys.dimensionsPerBit, Keys.ensemble, Keys.coefficients, Keys.supports,
      Keys.latents,
      Keys.steps, Keys.batch, Keys.learningRate, Keys.samples, Keys.weakAmplitude, Keys.start,
      Keys.seeds, Keys.trials, Keys.seed,
    ] + Keys.dictionary
  public let compared: ComparedValue? = ComparedValue(column: "success", telling: 0.02...0.98)
  public var columns: [Inventory.Entry] { Self.table.entries() }
  public let starter = [
    Keys.codewords.name: "128", Keys.sparsity.name: "4", Keys.dimension.name: "[32, 64]",
    Keys.steps.name: "1500",
  ]
  public let starterPanels = [
    "- title: \"codewords recovered\"",
    "  x: {value: \"{d}\", label: \"dimension d\"}",
    "  y: {value: \"{recovered}\", low: \"{recovered_low}\", high: \"{recovered_high}\", "
      + "label: \"fraction\"}",
    "  series: [{by: [learner], only: {reader: [encoder]}, title: \"{learner}\"}]",
    "- title: \"codes read exactly with what was learned\"",
    "  x: {value: \"{d}\", label: \"dimension d\"}",
    "  y: {value: \"{success}\", low: \"{success_low}\", high: \"{success_high}\", "
      + "label: \"P(success)\"}",
    "  series: [{by: [learner, reader], title: \"{learner}, {reader}\"}]",
  ]

  /// What a row is about.
  struct Subject {
    let point: LearningPoint
    let seeds: Int
    let reader: String
    let trials: Int
    let measured: [LearnedSeed]

    /// A number of all seeds; nil where they do not have it.
    func mean(_ name: String) throws -> Estimate? {
      let values = measured.compactMap { $0.numbers[name] }
      return values.isEmpty ? nil : try Estimate.mean(overSeeds: values)
    }

    /// A fraction of codewords, of all seeds.
    func proportion(_ name: String, of codewords: Int?) throws -> Estimate? {
      let values = measured.compactMap { $0.numbers[name] }
      guard let codewords, !values.isEmpty else { return nil }
      return try Estimate.proportion(overSeeds: values, trials: Double(codewords))
    }

    /// What the row's reader reads of as many things in each seed's codes; codes, not their members,
    /// are independent of each other.
    func reading(
      _ count: (LearnedSeed.Reading) -> Int, of total: (LearnedSeed.Reading) -> Int
    ) throws -> Estimate? {
      let readings = measured.compactMap { $0.readings.first { $0.reader == reader } }
      guard let trials = readings.first?.trials, readings.allSatisfy({ total($0) > 0 }) else {
        return nil
      }
      return try Estimate.proportion(
        overSeeds: readings.map { Double(count($0)) / Double(total($0)) }, trials: Double(trials))
    }
  }

  /// The rows of a block.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    let points = try block.learningPoints()
    let count = points.count * block.seedCount
    guard count <= Plan.largestUnitCount else { throw Plan.tooManyUnits }
    return points.flatMap { point in
      let trainings = (0..<block.seedCount).map { number in
        var point = point
        point.seed += UInt64(number)
        return (point, TrainingUnit.unit(point, isWide: count == 1))
      }
      let units = trainings.map { point, training in
        MeasurementUnit.unit(point, training: training, codes: block.trials)
      }
      let readers = point.codewordCount == nil ? [ReadingCount.encoder] : LearnedSeed.readers
      return readers.map { reader in
        Plan.Row(units: units) { records in
          guard records.allSatisfy({ $0 != nil }) else { return nil }
          let measured = try zip(records, units).map { record, unit in
            try unit.reading { () throws(RecordFlaw) in
              try LearnedSeed(
                record ?? UnitRecord(), sparsity: point.sparsity, latents: point.latentCount,
                codes: block.trials)
            }
          }
          return try Self.table.fields(
            of: Subject(
              point: point, seeds: block.seedCount, reader: reader, trials: block.trials,
              measured: measured))
        }
      }
    }
  }

  /// The trainings of a block, with the first seed each.
  ///
  /// - Throws: as `rows(of:)`.
  public func trainings(of block: ExperimentBlock) throws -> [UnitIdentity] {
    try block.learningPoints().flatMap { point in
      (0..<block.seedCount).map { number in
        var point = point
        point.seed += UInt64(number)
        return TrainingUnit.unit(point, isWide: false).identity
      }
    }
  }

  /// Refuses what does not go together.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    try checkMaterial(block, settings)
    for key in [Keys.center, Keys.whiten] where block[key] == true {
      throw settings.error(key, "does not apply to learn: learners see codes as they are")
    }
    let numbers = block.ensembles.flatMap(block.codewords(of:))
    let largest = 1 << 20
    if let most = numbers.max(), most > largest {
      throw settings.error(Keys.codewords, "N = \(most) is too large to learn: at most 2^20")
    }
    let sparsities = numbers.flatMap { block.sparsityValues(codewordCount: $0) }
    let fewest = block[Keys.latents]?.min()
    let most = numbers.isEmpty ? Self.largestSparsity(block) : sparsities.max()
    if let fewest, let most, fewest < most {
      throw settings.error(
        Keys.latents, "M = \(fewest) latents are fewer than the k = \(most) of a code")
    }
    if block[Keys.start] == .truth, let fewest, let count = numbers.max(), fewest < count {
      throw settings.error(
        Keys.start, "the truth has N = \(count) codewords, more than the M = \(fewest) latents")
    }
    if block[Keys.steps]?.contains(0) == true, block[Keys.start] ?? .random == .random {
      throw settings.error(Keys.steps, "0 steps measure a start: give --start truth or file:PATH")
    }
  }

  /// Refuses what codes, or activations, do not have.
  private func checkMaterial(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    if block[Keys.activations] != nil {
      let others: [any AnyKey] =
        [
          Keys.dimension, Keys.dimensionsPerBit, Keys.ensemble, Keys.coefficients,
          Keys.supports, Keys.weakAmplitude,
        ] + Keys.dictionary
      for key in others where settings.values[key.name] != nil {
        throw settings.error(key, "does not apply to activations, whose file says all of that")
      }
      if block[Keys.latents] == nil {
        throw settings.error(Keys.latents, "missing; activations do not tell how many to learn")
      }
      if block[Keys.start] == .truth {
        throw settings.error(Keys.start, "the truth of activations is not known")
      }
      return
    }
    let isOfFiles = block.ensembles.allSatisfy(\.kind.isGiven)
    if block[Keys.dimension] == nil && block[Keys.dimensionsPerBit] == nil && !isOfFiles {
      throw settings.error(Keys.dimension, "missing; give \(Keys.dimension.example)")
    }
    if block[Keys.dimension] != nil && block[Keys.dimensionsPerBit] != nil {
      throw settings.error(
        Keys.dimensionsPerBit,
        "stands in place of \(settings.name(of: Keys.dimension)), not beside it")
    }
  }

  private static func largestSparsity(_ block: ExperimentBlock) -> Int? {
    if case .counts(let counts) = block.sparsity { counts.max() } else { nil }
  }
}
