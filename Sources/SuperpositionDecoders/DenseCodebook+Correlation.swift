import SuperpositionCodes
import SuperpositionNumerics

extension DenseCodebook {
  /// ⟨f_i, v⟩ for all N codewords, in double precision.
  func correlations(with values: [Double]) -> [Double] {
    (0..<codewordCount).map { index in
      entries.withUnsafeBufferPointer { entries in
        let row = entries.baseAddress.unsafelyUnwrapped + index * dimension
        var sum = 0.0
        for coordinate in 0..<dimension { sum += Double(row[coordinate]) * values[coordinate] }
        return sum
      }
    }
  }

  /// ‖f_i‖² for all N codewords.
  func energies() -> [Double] {
    (0..<codewordCount).map { index in
      entries[index * dimension..<(index + 1) * dimension].reduce(0) {
        $0 + Double($1) * Double($1)
      }
    }
  }
}
