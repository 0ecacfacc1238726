import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

/// What work takes, by a fixed model: seconds of one core of the machine that it was fitted on, and
/// bytes.
///
/// It decides batches and shards, so it is a pure function of the
/// point: no measurement enters, or the nodes of a cluster would divide the work differently.
/// Progress and `--dry-run` calibrate it by what they observe.
enum CostModel {
  /// How a decoder family's time grows; families that are not listed count as matching pursuit.
  private struct Profile {
    /// Passes over the dictionary for one code of sparsity k.
    var passes: @Sendable (_ k: Double) -> Double = { $0 }
    /// Seconds per entry of the dictionary in one pass of a batch.
    var secondsPerEntry = 1.2e-12
    /// Seconds beyond the passes, from k and d.
    var solving: @Sendable (_ k: Double, _ d: Double) -> Double = { k, _ in 8e-6 * k }
    /// Seconds of one draw of the conditional estimator, from k and d.
    var drawing: @Sendable (_ k: Double, _ d: Double) -> Double = { k, d in
      1e-9 * k * d + 2e-12 * k * k * d + 3e-6 * k
    }
    /// By how much d* of one draw strays, relative, from k.
    var spread: @Sendable (_ k: Double) -> Double = { 0.5 / $0.squareRoot() }
  }

  private static func profile(_ decoder: String) -> Profile {
    switch decoder.split(separator: ":").first.map(String.init) ?? "" {
    case "threshold", "topk", "nearest":
      Profile(
        passes: { _ in 1 }, secondsPerEntry: 3e-12, solving: { _, _ in 0 },
        drawing: { k, d in 3.2e-8 * d + 4e-11 * k * d + 4e-5 }, spread: { _ in 0.2 })
    case "omp":
      Profile(
        solving: { k, d in 8e-6 * k + 1e-9 * k * k * (k + 0.2 * d) },
        drawing: { k, d in 4e-9 * k * d + 9e-12 * k * k * d + 3e-6 * k })
    case "bp":
      Profile(
        passes: { _ in 20 }, secondsPerEntry: 6e-12,
        solving: { _, d in 2.5e-7 * d * d + 2e-3 })
    case "amp":
      Profile(passes: { _ in 25 }, secondsPerEntry: 2e-12, solving: { _, _ in 3e-5 })
    default:
      Profile()
    }
  }

  // MARK: Simulation

  /// Seconds of one cluster of trials, which share a dictionary.
  static func clusterSeconds(decoder: String, setting: CodeSetting, dimension: Double) -> Double {
    let profile = profile(decoder)
    let entries = Double(setting.codewordCount) * dimension
    let k = Double(setting.sparsity)
    let isDense = setting.ensemble != .rademacher
    let making = entries * (isDense ? 3e-8 : 8e-12)
    let passing = profile.passes(k) * entries * (isDense ? 1e-9 : profile.secondsPerEntry)
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
    if setting.ensemble != .rademacher || decoder.dictionaryAccess == .manyPasses {
      bytes += setting.ensemble.byteCount(codewordCount: setting.codewordCount, dimension: rows)
    }
    let working = decoder.workingBytes(
      codewordCount: setting.codewordCount, sparsity: setting.sparsity, dimension: rows)
    return bytes + working * Double(Simulation.trialsPerDictionary)
  }

  /// Whether a dictionary is so large that workers should share one rather than have one each.
  static func isWide(decoder: any Decoder, setting: CodeSetting, dimension: Double) -> Bool {
    let stored = setting.ensemble != .rademacher || decoder.dictionaryAccess == .manyPasses
    let bytes = Double(setting.codewordCount) * dimension / 8
    return stored && bytes * (setting.ensemble == .rademacher ? 1 : 32) > 64e6
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
