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

  /// The latent of each codeword that is read: one without a direction is never read.
  private let latents: [Int]
  /// Each decoder by the number of members that it is ready for.
  private let prepared: [[Int: PreparedDecoder]]

  /// The decoders made ready for a dictionary and numbers of members.
  ///
  /// - Throws: what keeps a decoder from reading it.
  init(_ dictionary: FloatMatrix, sizes: Set<Int>) throws {
    let latents = (0..<dictionary.rowCount).filter {
      Row.dot(dictionary[$0], dictionary[$0], dictionary.stride) > 0
    }
    let width = dictionary.columnCount
    self.latents = latents
    guard !latents.isEmpty else {
      prepared = Self.decoders.map { _ in [:] }
      return
    }
    let codebook = DenseCodebook(
      ensemble: .file(DictionaryFile(path: "learned")),
      entries: latents.flatMap { UnsafeBufferPointer(start: dictionary[$0], count: width) },
      codewordCount: latents.count, dimension: width)
    prepared = try Self.decoders.map { decoder in
      try Dictionary(
        uniqueKeysWithValues: Set(sizes.map { min($0, latents.count) }).subtracting([0]).map {
          ($0, try decoder.prepared(for: codebook, model: SignalModel(sparsity: $0)))
        })
    }
  }

  /// The latents that a decoder reads from each of some samples.
  ///
  /// - Parameters:
  ///   - position: of the decoder in `decoders`.
  ///   - sizes: how many members each sample has.
  func read(_ samples: [[Double]], sizes: [Int], by position: Int) throws -> [[Int]] {
    var answers = [[Int]](repeating: [], count: samples.count)
    let numbers = Dictionary(grouping: samples.indices) { min(sizes[$0], latents.count) }
    for (size, numbers) in numbers {
      guard let decoder = prepared[position][size] else { continue }
      let codes = numbers.map { ReceivedCode(.real(samples[$0])) }
      for (number, decoding) in zip(numbers, try decoder.decode(codes)) {
        answers[number] = decoding.support.indices.map { latents[$0] }
      }
    }
    return answers
  }
}
