import CSuperpositionKernels
import SuperpositionCodes

extension RademacherDictionary {
  /// All products ⟨f_i, f_j⟩, row-major, each row padded to `gramStride`; meant for few codewords.
  ///
  /// - Complexity: O(N²·d/512) vector operations.
  func gram() -> [Int32] {
    let byteCount = codewordByteCount
    let stride = gramStride
    var queries = [UInt8](repeating: 0, count: codewordCount * byteCount)
    queries.withUnsafeMutableBufferPointer { queries in
      for index in 0..<codewordCount {
        copyCodeword(index, to: queries.baseAddress.unsafelyUnwrapped + index * byteCount)
      }
    }
    return [Int32](unsafeUninitializedCapacity: codewordCount * stride) { products, count in
      // All tiles at once: the kernel blocks them.
      forEachChunk(tilesPerChunk: tileCount) { chunk in
        superpose_inner_products(
          chunk.tiles, chunk.tileStride, chunk.tileCount, dimension, queries, byteCount,
          codewordCount, products.baseAddress.unsafelyUnwrapped + chunk.firstCodeword, stride)
      }
      count = codewordCount * stride
    }
  }

  /// The row stride of `gram`: N, padded to whole tiles.
  var gramStride: Int { tileCount * Self.tileWidth }

  /// ⟨f_i, v⟩ for all codewords and a received code: exact without noise, else in double precision.
  func correlations(with received: ReceivedCode) throws -> [Double] {
    var correlations: [Double] = []
    correlations.reserveCapacity(codewordCount)
    switch received.coordinates {
    case .integer:
      let vector = try FixedPointVector(received)
      MatchedFilter.forEachChunk([vector], dictionary: self) { _, _, values in
        for value in values { correlations.append(Double(value)) }
      }
    case .real(let values):
      let sums = SignedSumTable(values)
      var codeword = [UInt8](repeating: 0, count: codewordByteCount)
      codeword.withUnsafeMutableBufferPointer { bytes in
        let bytes = bytes.baseAddress.unsafelyUnwrapped
        for index in 0..<codewordCount {
          copyCodeword(index, to: bytes)
          correlations.append(sums.product(with: bytes))
        }
      }
    }
    return correlations
  }
}

extension ReceivedCode {
  /// ‖x‖².
  var energy: Double {
    switch coordinates {
    case .integer(let values): Double(values.reduce(into: 0) { $0 += Int($1) * Int($1) })
    case .real(let values): values.reduce(0) { $0 + $1 * $1 }
    }
  }
}
