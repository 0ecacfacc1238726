import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

/// What work takes, by a fixed model: seconds of one core of the machine that it was fitted on, and
/// bytes.
///
/// A decoder's constants are the `cost:` of its family. It decides batches and shards, so it is a
/// pure function of the point: no measurement enters, or the nodes of a cluster would divide the
/// work differently. Progress and `--dry-run` calibrate it by what they observe.
enum CostModel {
  /// How a decoder's time grows; names that the catalogue lacks count as matching pursuit.
  private static func profile(_ decoder: String) -> DecoderCost {
    DecoderCatalog.family(of: decoder)?.cost ?? DecoderCost()
  }

  // MARK: Simulation

  /// Seconds of one cluster of trials, which share a dictionary.
  static func clusterSeconds(decoder: String, setting: CodeSetting, dimension: Double) -> Double {
    let profile = profile(decoder)
    let entries = Double(setting.codewordCount) * dimension
    let k = Double(setting.sparsity)
    let isDense = setting.ensemble.kind.storage == .dense
    let isGiven = setting.dictionary != nil
    let making = entries * (isGiven ? 0 : isDense ? 3e-8 : 8e-12)
    let perEntry = isGiven ? 2e-10 : isDense ? 1e-9 : profile.secondsPerEntry
    let passing = profile.passes(k) * entries * perEntry
    let trial = passing + profile.solving(k, dimension) + 1e-9 * k * dimension + 5e-6
    return making + Double(Simulation.trialsPerDictionary) * trial
  }

  /// Seconds of a search for d* that ends at a relative half-width, or after `limit` trials.
  static func simulatedSearchSeconds(
    decoder: String, setting: CodeSetting, dimension: Double, precision: Double, limit: Int
  ) -> Double {
    let ratio = 1.96 * profile(decoder).spread(Double(setting.sparsity)) / precision
    // A trial that only succeeds or fails tells less than one that tells how likely it was to.
    let trials = min(Double(limit), max(48, 3 * ratio * ratio)) + 80
    return trials / Double(Simulation.trialsPerDictionary)
      * clusterSeconds(decoder: decoder, setting: setting, dimension: dimension)
  }

  /// Bytes that simulating one cluster takes.
  static func simulationMemory(
    decoder: any Decoder, setting: CodeSetting, dimension: Double
  ) -> Double {
    let rows = Int(min(dimension, Double(Int32.max)))
    var bytes = 64e6 + 64 * dimension * Double(Simulation.trialsPerDictionary)
    // A given dictionary is there once for all units.
    if setting.dictionary == nil,
      setting.ensemble.kind.storage != .signs || decoder.dictionaryAccess == .manyPasses
    {
      bytes += setting.ensemble.byteCount(codewordCount: setting.codewordCount, dimension: rows)
    }
    let working = decoder.workingBytes(
      codewordCount: setting.codewordCount, sparsity: setting.sparsity, dimension: rows)
    return bytes + working * Double(Simulation.trialsPerDictionary)
  }

  /// Whether a dictionary is so large that workers should share one rather than have one each.
  static func isWide(decoder: any Decoder, setting: CodeSetting, dimension: Double) -> Bool {
    guard setting.dictionary == nil else { return false }
    let stored = setting.ensemble.kind.storage != .signs || decoder.dictionaryAccess == .manyPasses
    let bytes = Double(setting.codewordCount) * dimension / 8
    return stored && bytes * (setting.ensemble.kind.storage == .dense ? 32 : 1) > 64e6
  }

  // MARK: The conditional estimator

  /// Seconds of one draw.
  static func drawSeconds(decoder: String, setting: CodeSetting, dimension: Double) -> Double {
    profile(decoder).drawing(Double(setting.sparsity), dimension) + 2e-5
  }

  /// Seconds of a search for d* that ends at a relative half-width, or after `limit` draws.
  static func conditionalSearchSeconds(
    decoder: String, setting: CodeSetting, dimension: Double, precision: Double, limit: Int
  ) -> Double {
    let ratio = 1.96 * profile(decoder).spread(Double(setting.sparsity)) / precision
    let draws = min(Double(limit), max(16, ratio * ratio)) + 16
    // Each at two dimensions.
    return 2 * draws * drawSeconds(decoder: decoder, setting: setting, dimension: dimension)
  }

  /// Bytes of one draw.
  static func drawMemory(setting: CodeSetting, dimension: Double) -> Double {
    let k = Double(setting.sparsity)
    return 8e6 + k * dimension / 8 + 64 * dimension + 24 * k * k
  }

  // MARK: Batches

  /// How many items make a batch of about a quarter of a second: a power of two.
  static func batchSize(secondsEach: Double) -> Int {
    var size = 1
    while size < 1 << 14 && 2 * Double(size) * secondsEach <= 0.25 { size *= 2 }
    return size
  }
}
