import SuperpositionCodes
import SuperpositionDecoders

/// Reads codes with a learned dictionary by decoders that are told how many members each code has, and
/// take all coefficients for 1.
public struct DictionaryReader: Sendable {
  /// The decoders, in the order of tables.
  public static let decoders: [any Decoder] = [
    TopKDecoder(), MatchingPursuitDecoder(), OrthogonalMatchingPursuitDecoder(),
    GradientPursuitDecoder(), LinearDecoder(.maximumAPosteriori),
  ]
  /// Codes that a worker reads at once, at most.
  public static let largestBatch = 256

  /// The learned codewords that have a direction; the others are never read.
  private let latents: [Int]
  /// What decoders see of them; nil if there is none.
  private let codebook: DenseCodebook?

  /// A reader of the rows of a dictionary.
  init(_ dictionary: FloatMatrix) {
    let width = dictionary.columnCount
    let latents = (0..<dictionary.rowCount).filter {
      Row.dot(dictionary[$0], dictionary[$0], dictionary.stride) > 0
    }
    self.latents = latents
    codebook =
      latents.isEmpty
      ? nil
      : DenseCodebook(
        ensemble: .file(DictionaryFile(path: "learned")),
        entries: latents.flatMap { UnsafeBufferPointer(start: dictionary[$0], count: width) },
        codewordCount: latents.count, dimension: width)
  }

  /// The latents that a decoder reads from each of some samples, in order.
  ///
  /// - Parameters:
  ///   - code: a sample by its number.
  ///   - size: how many members each of the samples has, which the decoder is told.
  ///   - workers: how many read at a time; the result does not depend on it.
  /// - Throws: what keeps the decoder from reading the dictionary.
  func read(
    _ samples: [UInt64], of code: @escaping @Sendable (UInt64) -> [Double], size: Int,
    by decoder: any Decoder, workers: Int
  ) async throws -> [[Int]] {
    guard let codebook, size > 0 else { return samples.map { _ in [] } }
    let prepared = try decoder.prepared(
      for: codebook, model: SignalModel(sparsity: min(size, latents.count)))
    let share = (samples.count + workers - 1) / max(1, workers)
    let batchSize = max(1, min(Self.largestBatch, share))
    let batches = (samples.count + batchSize - 1) / batchSize
    let parts = Slots<Result<[[Int]], any Error>>(batches)
    await ParallelLoop.run(batches, workers: workers) { batch in
      let range = ParallelLoop.part(batch, size: batchSize, of: samples.count)
      let codes = samples[range].map { ReceivedCode(.real(code($0))) }
      // The support of a decoder that gave up is what it had.
      parts[batch] = Result {
        try prepared.decode(codes).map { $0.support.indices.map { latents[$0] } }
      }
    }
    return try (0..<batches).flatMap { try parts[$0]?.get() ?? [] }
  }
}
