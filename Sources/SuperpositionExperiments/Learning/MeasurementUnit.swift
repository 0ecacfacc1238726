import Foundation
import Runs
import SuperpositionCodes
import SuperpositionLearning

/// What a trained model is measured by, as one unit records it: one dictionary and training.
struct LearnedSeed: Sendable {
  /// What a reader made of the codes held out.
  struct Reading: Sendable {
    let reader: String
    let trials: Int
    let exact: Int
    /// Members sent; nil where all codes have k.
    let membersSent: Int?
    let membersFound: Int
    let weakSent: Int
    let weakFound: Int

    /// Whether codes of k members can be read like this.
    func isPossible(sparsity: Int) -> Bool {
      0...trials ~= exact && 0...(membersSent ?? trials * sparsity) ~= membersFound
        && 0...weakSent ~= weakFound
    }
  }

  /// Real numbers, by the names of `numberNames`; what only a true dictionary gives may be missing.
  let numbers: [String: Double]
  /// Encoder first; empty on activations.
  let readings: [Reading]

  /// Numbers of every measurement, then those with a truth, then those with weak features.
  static let always = ["dead", "l0", "fvu"]
  static let ofMatches = [
    "recovered", "mean_cosine", "maximum_cosine", "near", "chance", "chance_cosine",
    "chance_maximum", "chance_near",
  ]
  static let ofWeak = ["weak_recovered"]

  /// The readers, in the order of rows.
  static let readers = [ReadingCount.encoder] + DenseReader.allCases.map(\.rawValue)

  /// Reads a record; nil if no unit can have written it.
  init?(_ record: UnitRecord) {
    var numbers: [String: Double] = [:]
    for name in Self.always + Self.ofMatches + Self.ofWeak {
      numbers[name] = record.real(name)
      if let value = numbers[name], !value.isFinite { return nil }
    }
    guard Self.always.allSatisfy({ numbers[$0] != nil }) else { return nil }
    self.numbers = numbers
    var readings: [Reading] = []
    if let trials = record.integer("trials") {
      guard Self.ofMatches.allSatisfy({ numbers[$0] != nil }) else { return nil }
      for reader in Self.readers {
        guard let exact = record.integer("\(reader)_exact"),
          let found = record.integer("\(reader)_found"), 0 < trials, trials < 1 << 40,
          record.integer("members_sent").map({ $0 >= 0 }) ?? true
        else { return nil }
        readings.append(
          Reading(
            reader: reader, trials: trials, exact: exact,
            membersSent: record.integer("members_sent"), membersFound: found,
            weakSent: record.integer("weak_sent") ?? 0,
            weakFound: record.integer("\(reader)_weak") ?? 0))
      }
    }
    self.readings = readings
  }

  /// The record of a measurement.
  static func record(
    _ measured: LearningMeasurement, chance: DictionaryMatch?, weak: [Int],
    hasRandomSizes: Bool = false
  ) -> UnitRecord {
    var record = UnitRecord()
    record.append("dead", measured.dead)
    record.append("l0", measured.activeCount)
    record.append("fvu", measured.unexplainedVariance)
    guard let match = measured.match, let chance else { return record }
    record.append("recovered", match.recovered)
    record.append("mean_cosine", match.meanCosine)
    record.append("maximum_cosine", match.meanMaximumCosine)
    record.append("near", match.nearFraction)
    record.append("chance", chance.recovered)
    record.append("chance_cosine", chance.meanCosine)
    record.append("chance_maximum", chance.meanMaximumCosine)
    record.append("chance_near", chance.nearFraction)
    if !weak.isEmpty { record.append("weak_recovered", match.recovered(of: weak)) }
    record.append("trials", measured.readings.first?.trials ?? 0)
    if hasRandomSizes {
      record.append("members_sent", measured.readings.first?.membersSent ?? 0)
    }
    if !weak.isEmpty { record.append("weak_sent", measured.readings.first?.weakSent ?? 0) }
    for reading in measured.readings {
      record.append("\(reading.reader)_exact", reading.exact)
      record.append("\(reading.reader)_found", reading.membersFound)
      if !weak.isEmpty { record.append("\(reading.reader)_weak", reading.weakFound) }
    }
    return record
  }
}

/// The measurement of a trained model as a unit of work, which needs the training.
enum MeasurementUnit {
  /// The unit that measures what `training` leaves.
  ///
  /// - Parameter codes: how many are held out.
  static func unit(
    _ point: LearningPoint, training: WorkUnit, codes: Int
  ) -> WorkUnit {
    let cost = LearningCost(point)
    return WorkUnit(
      identity: UnitIdentity(
        kind: "learn", fields: point.identityFields + [("codes", String(codes))]),
      cost: cost.measurementSeconds(codes: codes), memory: cost.measurementBytes,
      isWide: training.isWide, needs: [training], leavesArtefact: false
    ) { context in
      let path = "\(context.folder(of: training))/\(SavedModel.weightsName)"
      let (trained, source) = try await point.makeTraining(workers: context.workers)
      do {
        try trained.restore(model: FileAccess.read(path))
      } catch let error as LearningError {
        throw ExperimentError(error, in: path)
      }
      guard let source else {
        guard case .activations(let activations) = point.material else {
          throw ExperimentError(.internalError, "codes without a source")
        }
        let measured = try await trained.measure(
          on: point.activationSource(activations), heldOut: codes, workers: context.workers)
        return LearnedSeed.record(measured, chance: nil, weak: [])
      }
      let weak = (0..<source.codewordCount).filter { point.weakAmplitude < 1 && $0 % 2 == 1 }
      let measured = try await trained.measure(
        on: source, heldOut: codes, weak: weak, workers: context.workers)
      let chance = try DictionaryMatch.chance(
        latentCount: point.latentCount, truth: source.codewordEntries,
        dimension: point.dimension, seed: Seed(point.seed)[.auxiliary, 2])
      return LearnedSeed.record(
        measured, chance: chance, weak: weak, hasRandomSizes: source.supports != .uniform)
    }
  }
}
