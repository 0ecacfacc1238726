import SuperpositionCodes

/// What codewords of differing norms n = ‖f‖ are ranked by, of their correlation with a vector v.
enum CodewordScore: Sendable {
  /// ⟨f, v⟩.
  case plain
  /// ⟨f, v⟩ − n²/2: the codeword nearest to v first.
  case nearest
  /// ⟨f, v⟩/n: the codeword whose multiple comes nearest to v first.
  case normalized
  /// ⟨f, v⟩/n²: the coefficient that a codeword would have on its own.
  case coefficient
  /// ⟨f, v⟩ − b with a number for each codeword.
  case offset([Double])

  /// Whether codewords of one norm may have different offsets.
  var hasOwnOffsets: Bool {
    if case .offset = self { return true }
    return false
  }

  /// What the correlation is multiplied by, nil for 1.
  ///
  /// - Parameter energies: ‖f‖² of each codeword.
  func weights(energies: [Double]) -> [Double]? {
    switch self {
    case .plain, .nearest, .offset: nil
    // A codeword that is zero scores zero.
    case .normalized: energies.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    case .coefficient: energies.map { $0 > 0 ? 1 / $0 : 0 }
    }
  }

  /// What is taken away, nil for 0.
  func offsets(energies: [Double]) -> [Double]? {
    switch self {
    case .plain, .normalized, .coefficient: nil
    case .nearest: energies.map { $0 / 2 }
    case .offset(let offsets): offsets
    }
  }
}
