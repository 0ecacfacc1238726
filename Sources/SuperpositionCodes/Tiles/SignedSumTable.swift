/// A real vector prepared for many inner products with packed codewords: for each four coordinates
/// the sums under all sixteen sign patterns.
///
/// A product takes d/4 additions, in ascending order of the coordinates, in double precision: the
/// same codeword always gives the same number. Integer vectors give exact products.
public struct SignedSumTable: Sendable {
  private let sums: [Double]
  private let dimension: Int

  /// Prepares a vector.
  ///
  /// - Complexity: O(4d) time and memory.
  public init(_ values: [Double]) {
    dimension = values.count
    let groups = (values.count + 3) / 4
    var padded = values
    padded.append(contentsOf: repeatElement(0, count: groups * 4 - values.count))
    sums = [Double](unsafeUninitializedCapacity: groups * 16) { table, count in
      for group in 0..<groups {
        let (a, b) = (padded[4 * group], padded[4 * group + 1])
        let (c, d) = (padded[4 * group + 2], padded[4 * group + 3])
        for pattern in 0..<16 {
          let low = (pattern & 1 == 0 ? a : -a) + (pattern & 2 == 0 ? b : -b)
          let high = (pattern & 4 == 0 ? c : -c) + (pattern & 8 == 0 ? d : -d)
          table[16 * group + pattern] = low + high
        }
      }
      count = groups * 16
    }
  }

  /// ⟨f, v⟩ for a packed codeword f of this dimension.
  ///
  /// - Complexity: O(d/4).
  public func product(with codeword: UnsafePointer<UInt8>) -> Double {
    sums.withUnsafeBufferPointer { table in
      guard var group = table.baseAddress else { return 0 }
      // Two running sums halve the wait for each addition.
      var even = 0.0
      var odd = 0.0
      for byte in 0..<dimension / 8 {
        let bits = Int(codeword[byte])
        even += group[bits & 15]
        odd += group[16 + bits >> 4]
        group += 32
      }
      if dimension % 8 != 0 {
        let bits = Int(codeword[dimension / 8]) & (1 << (dimension % 8) - 1)
        even += group[bits & 15]
        if dimension % 8 > 4 { odd += group[16 + bits >> 4] }
      }
      return even + odd
    }
  }
}
