/// What a codebook of an ensemble is to be.
public struct CodebookRequest: Sendable {
  /// How a codebook is to be kept.
  public enum Residence: Sendable {
    /// In memory.
    case stored
    /// Made whenever it is read, where the ensemble can do that; else in memory.
    case generatedIfPossible
  }

  /// The law.
  public let ensemble: Ensemble
  /// Codeword i is a pure function of (seed, i).
  public let seed: Seed
  /// N ≥ 1.
  public let codewordCount: Int
  /// d ≥ 1.
  public let dimension: Int
  /// What is sent, which the heights of a staircase depend on.
  public let model: SignalModel
  /// Whether it may be made anew whenever it is read.
  public let residence: Residence
  /// How many share the making of it; the result does not depend on it.
  public let workers: Int
}

extension Ensemble {
  /// Makes a codebook of this law; what the parameters are is said by the properties of
  /// ``CodebookRequest``.
  ///
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there; `isRead` for
  ///   a dictionary with an N and a d of its own.
  public func makeCodebook(
    seed: Seed, codewordCount: Int, dimension: Int, model: SignalModel,
    residence: CodebookRequest.Residence = .stored, workers: Int = 1
  ) async throws -> any Codebook {
    try await kind.make(
      CodebookRequest(
        ensemble: self, seed: seed, codewordCount: codewordCount, dimension: dimension,
        model: model, residence: residence, workers: workers))
  }

  /// Bytes of a stored codebook, as a real number since it may exceed every integer; an upper bound
  /// where codewords differ in length.
  public func byteCount(codewordCount: Int, dimension: Int) -> Double {
    switch kind.storage {
    case .signs, .packed:
      PackedCodebook.byteCount(codewordCount: codewordCount, dimension: dimension)
    case .dense: DenseCodebook.byteCount(codewordCount: codewordCount, dimension: dimension)
    }
  }
}
