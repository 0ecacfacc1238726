import SuperpositionCodes
import SuperpositionDecoders

/// Trials on one given dictionary: they are independent, so that each is a cluster of its own, and
/// batches are as large as pays.
extension Simulation {
  /// Codes that a worker decodes together.
  private static let batchSize = 32

  /// Decodes the codes of `trials` and counts.
  func run(
    trials: Range<Int>, on source: DictionarySource, workers: Int
  ) async throws -> SimulationSums {
    var sums = SimulationSums()
    let dictionary = try source.prepared()
    let model = SignalModel(
      sparsity: setting.sparsity, noisePower: dictionary.noisePower(setting.noisePower),
      coefficients: setting.coefficients)
    let decoder = decoder
    let size = Self.batchSize * max(1, workers)
    for first in stride(from: trials.lowerBound, to: trials.upperBound, by: size) {
      try Task.checkCancellation()
      let batch = first..<min(first + size, trials.upperBound)
      let received = try await concurrentMap(Array(batch), workers: workers) { trial in
        try receive(trial: trial, on: dictionary)
      }
      let supports = batch.map(support)
      let decodings = try await decode(
        received, supports: supports, model: model, workers: workers
      ) { model in try source.decoder(decoder, model: model) }
      for (decoding, sent) in zip(decodings, supports) {
        sums.add(cluster: [TrialOutcome(decoding: decoding, sent: sent)])
      }
    }
    return sums
  }

  /// A trial's code as the decoder sees it.
  func receive(trial: Int, on dictionary: DictionarySource.Prepared) throws -> ReceivedCode {
    // The transformed codewords sum up to the transformed code, T(x − kμ) = Σ T(f − μ).
    let code = try dictionary.codebook.encode(signal(trial: trial))
    guard setting.noisePower > 0 else { return ReceivedCode(code) }
    let noise = GaussianChannel.noise(
      power: setting.noisePower * dictionary.codewordPower,
      dimension: dictionary.codebook.dimension, seed: pointSeed[.noise, UInt64(trial)])
    return ReceivedCode(
      code, noise: dictionary.transform.transformed(code: noise, coefficientSum: 0),
      noisePower: dictionary.noisePower(setting.noisePower))
  }
}
