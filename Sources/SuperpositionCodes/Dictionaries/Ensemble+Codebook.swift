extension Ensemble {
  /// How a codebook is to be kept.
  public enum Residence: Sendable {
    /// In memory.
    case stored
    /// Made whenever it is read, where the ensemble can do that; else in memory.
    case generatedIfPossible
  }

  /// Makes a codebook of this law.
  ///
  /// - Parameters:
  ///   - seed: codeword i is a pure function of (seed, i).
  ///   - codewordCount: N ≥ 1.
  ///   - dimension: d ≥ 1.
  ///   - model: what is sent, which the heights of a staircase depend on.
  ///   - residence: whether it may be made anew whenever it is read.
  ///   - workers: how many share the making of it; the result does not depend on it.
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there; `isRead` for
  ///   a file.
  public func makeCodebook(
    seed: Seed, codewordCount: Int, dimension: Int, model: SignalModel,
    residence: Residence = .stored,
    workers: Int = 1
  ) async throws -> any Codebook {
    switch kind {
    case .rademacher:
      guard residence == .stored && workers > 1 else {
        return try RademacherDictionary(
          seed: seed, codewordCount: codewordCount, dimension: dimension,
          residence: residence == .stored ? .stored : .generated)
      }
      return try await RademacherDictionary(
        seed: seed, codewordCount: codewordCount, dimension: dimension, workers: workers)
    case .gaussian, .sphere:
      return try DenseCodebook(
        ensemble: self, seed: seed, codewordCount: codewordCount, dimension: dimension)
    case .staircase:
      let classes =
        classes
        ?? StaircaseHeights.defaultClasses(
          codewords: codewordCount, sparsity: model.sparsity, noise: model.noisePower)
      guard classes <= codewordCount else {
        throw DictionaryError.moreClassesThanCodewords(
          classes: classes, codewords: codewordCount)
      }
      return try StaircaseDictionary(
        ensemble: self, seed: seed, codewordCount: codewordCount,
        heights: StaircaseHeights(
          dimension: dimension, classes: classes, codewords: codewordCount,
          sparsity: model.sparsity, noise: model.noisePower))
    case .bch:
      guard codewordCount <= BCHDictionary.largestCodewordCount else {
        throw DictionaryError.tooManyCodewords(
          codewordCount, largest: BCHDictionary.largestCodewordCount)
      }
      return try BCHDictionary(
        codewordCount: codewordCount, dimension: dimension, isStored: residence == .stored)
    case .file: throw DictionaryError.isRead(rawValue)
    }
  }

  /// Bytes of a stored codebook, as a real number since it may exceed every integer.
  public func byteCount(codewordCount: Int, dimension: Int) -> Double {
    switch kind {
    case .rademacher, .bch, .staircase:
      // For a staircase an upper bound: its codewords are shorter.
      PackedCodebook.byteCount(codewordCount: codewordCount, dimension: dimension)
    case .gaussian, .sphere, .file:
      DenseCodebook.byteCount(codewordCount: codewordCount, dimension: dimension)
    }
  }
}
