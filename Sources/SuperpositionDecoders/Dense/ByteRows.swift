import CSuperpositionKernels
import SuperpositionCodes

/// The rows of a dictionary rounded to bytes, each by a step of its own, in tiles of 16 codewords: a
/// quarter of the memory, which a pass reads in a quarter of the time.
struct ByteRows: Sendable {
  /// Codewords of a tile.
  static let tileWidth = 16

  /// Whether this processor has the instructions for it.
  static let areAvailable = superpose_bytes_are_available() != 0

  /// Groups of four coordinates.
  let groupCount: Int
  let tileCount: Int
  /// Tile by tile, group by group, codeword by codeword: the rounded entries plus 128.
  let tiles: [UInt8]
  /// The step of each codeword, 0 beyond the last.
  let scales: [Float]
  /// The largest ‖f - rounded f‖/‖f‖.
  let relativeError: Double

  /// - Complexity: O(N·d).
  init(_ codebook: DenseCodebook, energies: [Double]) {
    let dimension = codebook.dimension
    let groupCount = (dimension + 3) / 4
    let tileCount = (codebook.codewordCount + Self.tileWidth - 1) / Self.tileWidth
    let tileSize = groupCount * 4 * Self.tileWidth
    var scales = [Float](repeating: 0, count: tileCount * Self.tileWidth)
    var largest = 0.0
    // Padding is zero in every vector, so that its bytes do not matter.
    tiles = [UInt8](unsafeUninitializedCapacity: tileCount * tileSize) { tiles, count in
      tiles.initialize(repeating: 0)
      codebook.entries.withUnsafeBufferPointer { entries in
        guard let tiles = tiles.baseAddress, let entries = entries.baseAddress else { return }
        for codeword in 0..<codebook.codewordCount {
          let (tile, lane) = codeword.quotientAndRemainder(dividingBy: Self.tileWidth)
          let rest = superpose_pack_bytes(
            entries + codeword * dimension, dimension, lane, tiles + tile * tileSize,
            &scales[codeword])
          if energies[codeword] > 0 {
            largest = max(largest, (Double(rest) / energies[codeword]).squareRoot())
          }
        }
      }
      count = tileCount * tileSize
    }
    self.groupCount = groupCount
    self.tileCount = tileCount
    self.scales = scales
    relativeError = largest * (1 + 1e-6)
  }

  /// The correlations of a group of vectors with a run of codewords.
  ///
  /// - Parameters:
  ///   - packed: `rows.packedBytes(group)`.
  ///   - first: the first codeword, a multiple of the tiles' width.
  ///   - products: a row for each vector, `stride` apart, with room for whole tiles.
  func multiply(
    _ rows: UnitRows, group: Range<Int>, packed: [Int32], first: Int, count: Int,
    into products: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let tile = first / Self.tileWidth
    let some = (count + Self.tileWidth - 1) / Self.tileWidth
    tiles.withUnsafeBufferPointer { tiles in
      scales.withUnsafeBufferPointer { scales in
        rows.biases.withUnsafeBufferPointer { biases in
          rows.units.withUnsafeBufferPointer { units in
            guard let tiles = tiles.baseAddress, let scales = scales.baseAddress,
              let biases = biases.baseAddress, let units = units.baseAddress
            else { return }
            superpose_correlate_bytes(
              tiles + tile * groupCount * 4 * Self.tileWidth, some, groupCount,
              scales + tile * Self.tileWidth, packed, biases + group.lowerBound,
              units + group.lowerBound, group.count, products, stride)
          }
        }
      }
    }
  }
}
