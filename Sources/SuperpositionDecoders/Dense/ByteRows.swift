import CSuperpositionKernels
import SuperpositionCodes

/// The rows of a dictionary rounded to bytes, each by a step of its own, in tiles of 16 codewords: a
/// quarter of the memory, which a pass reads in a quarter of the time.
struct ByteRows: Sendable {
  /// Codewords of a tile.
  static let tileWidth = 16

  /// How bytes are multiplied.
  struct Form: Sendable {
    let kernel: superpose_bytes_form
    /// The largest magnitude of an entry of a vector.
    static let largestEntry = 127.0
    /// The largest sum of the magnitudes of eight entries of a vector that the kernel takes together;
    /// nil if it takes any.
    let largestWindow: Double?

    /// The best one for the kernels in use; nil where rows are better read as they are.
    static var best: Form? {
      let kernel = superpose_best_bytes_form()
      guard kernel != SUPERPOSE_BYTES_NONE else { return nil }
      let window = superpose_bytes_window_limit(kernel)
      return Form(kernel: kernel, largestWindow: window > 0 ? Double(window) : nil)
    }

    /// About what rounding a vector leaves, relatively.
    var typicalError: Double { largestWindow == nil ? 0.007 : 0.013 }

    /// What is added to the rounded entries of codewords.
    var offset: Int32 { superpose_bytes_limit(kernel) + 1 }
  }

  /// How they are multiplied.
  let form: Form
  /// Groups of four coordinates.
  let groupCount: Int
  let tileCount: Int
  /// Tile by tile, group by group, codeword by codeword: the rounded entries plus the form's offset.
  let tiles: [UInt8]
  /// The step of each codeword, 0 beyond the last.
  let scales: [Float]
  /// The largest ‖f - rounded f‖/‖f‖.
  let relativeError: Double

  /// - Complexity: O(N·d).
  init(_ codebook: DenseCodebook, energies: [Double], form: Form) {
    self.form = form
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
            form.kernel, entries + codeword * dimension, dimension, lane, tiles + tile * tileSize,
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
              form.kernel, tiles + tile * groupCount * 4 * Self.tileWidth, some, groupCount,
              scales + tile * Self.tileWidth, packed, biases + group.lowerBound,
              units + group.lowerBound, group.count, products, stride)
          }
        }
      }
    }
  }
}
