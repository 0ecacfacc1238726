import CSuperpositionKernels
import SuperpositionCodes

/// A growing list of codewords, gathered into tiles of their own for the kernels.
final class CodewordTiles {
  let dimension: Int
  let byteCount: Int
  let tileStride: Int
  private(set) var count = 0
  private(set) var tiles: UnsafeMutablePointer<UInt8>
  private var capacity: Int  // tiles
  /// Room for one packed codeword.
  let packed: UnsafeMutablePointer<UInt8>

  init(dimension: Int, capacity codewords: Int) {
    self.dimension = dimension
    byteCount = (dimension + 7) / 8
    tileStride = byteCount * RademacherDictionary.tileWidth
    capacity = max(1, (codewords + 63) / 64)
    tiles = Self.allocate(capacity * tileStride)
    packed = .allocate(capacity: byteCount)
  }

  deinit {
    UnsafeMutableRawPointer(tiles).deallocate()
    packed.deallocate()
  }

  private static func allocate(_ bytes: Int) -> UnsafeMutablePointer<UInt8> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    return memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
  }

  var tileCount: Int { (count + 63) / 64 }

  /// Forgets all codewords from position `newCount` on.
  func truncate(to newCount: Int) { count = min(count, newCount) }

  /// Appends codeword `index` of a dictionary, made again from its seed: cheaper than gathering
  /// bytes that lie a cache line apart.
  func append(_ index: Int, of dictionary: RademacherDictionary) {
    superpose_generate_codeword(dictionary.seed.value, UInt64(index), dimension, packed)
    append(packed)
  }

  /// Appends a packed codeword.
  func append(_ codeword: UnsafePointer<UInt8>) {
    if count == capacity * 64 {
      let larger = Self.allocate(2 * capacity * tileStride)
      larger.update(from: tiles, count: capacity * tileStride)
      UnsafeMutableRawPointer(tiles).deallocate()
      tiles = larger
      capacity *= 2
    }
    let lane = tiles + count / 64 * tileStride + count % 64
    for byte in 0..<byteCount { lane[64 * byte] = codeword[byte] }
    count += 1
  }

  /// The packed codeword at a position, in `packed` until the next call.
  func codeword(at position: Int) -> UnsafePointer<UInt8> {
    superpose_copy_codeword(
      tiles + position / 64 * tileStride, position % 64, dimension, packed)
    return UnsafePointer(packed)
  }
}
