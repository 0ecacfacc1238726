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

  /// What readers do, which is raised with every change of their answers, so that no ledger mixes two.
  static let readingVersion = 2
  /// The readers, in the order of rows.
  static let readers = [ReadingCount.encoder] + DictionaryReader.decoders.map(\.name)

  /// Reads a record.
  ///
  /// - Parameters:
  ///   - sparsity: k.
  ///   - latents: M.
  ///   - codes: how many were held out.
  /// - Throws: `RecordFlaw` if no unit can have written it.
  init(_ record: UnitRecord, sparsity: Int, latents: Int, codes: Int) throws(RecordFlaw) {
    var numbers: [String: Double] = [:]
    let hasTruth = record.has("trials")
    for name in Self.always + Self.ofMatches + Self.ofWeak
    where record.has(name) || Self.always.contains(name)
      || hasTruth && Self.ofMatches.contains(name)
    {
      numbers[name] = try record.number(name, in: Self.range(of: name, latents: latents))
    }
    self.numbers = numbers
    var readings: [Reading] = []
    if hasTruth {
      let trials = try record.count("trials", in: codes...codes)
      // Of a law of supports with random sizes.
      let membersSent =
        record.has("members_sent") ? try record.count("members_sent", in: 0...1 << 40) : nil
      let members = membersSent ?? trials.times(sparsity)
      let sent = record.has("weak_sent") ? try record.count("weak_sent", in: 0...members) : 0
      for reader in Self.readers {
        let exact = try record.count("\(reader)_exact", in: 0...trials)
        let weak = "\(reader)_weak"
        let least = membersSent == nil ? exact.times(sparsity) : 0
        readings.append(
          Reading(
            reader: reader, trials: trials, exact: exact, membersSent: membersSent,
            membersFound: try record.count("\(reader)_found", in: least...members),
            weakSent: sent, weakFound: record.has(weak) ? try record.count(weak, in: 0...sent) : 0))
      }
    }
    self.readings = readings
  }

  /// What a number can be; cosines are of single precision.
  private static func range(of name: String, latents: Int) -> ClosedRange<Double> {
    switch name {
    case "l0": 0...Double(latents)
    case "fvu": 0...Double.greatestFiniteMagnitude
    case "mean_cosine", "maximum_cosine", "chance_cosine", "chance_maximum": -1.001...1.001
    default: 0...1
    }
  }

  /// The record of a measurement.
  static func record(
    _ measured: LearningMeasurement, chance: CodewordRecovery?, weak: [Int],
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
        kind: "learn",
        fields: point.identityFields + [("codes", String(codes))]
          + (point.codewordCount == nil ? [] : [("reading", String(LearnedSeed.readingVersion))])),
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
      let chance = try CodewordRecovery.chance(
        latentCount: point.latentCount, truth: source.codewordEntries,
        dimension: point.dimension, seed: Seed(point.seed)[.auxiliary, 2])
      return LearnedSeed.record(
        measured, chance: chance, weak: weak, hasRandomSizes: source.supports != .uniform)
    }
  }
}
