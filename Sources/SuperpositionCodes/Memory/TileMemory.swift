import Foundation
import Synchronization

/// 64-byte aligned memory for tiles, kept for the next dictionary when one is released: touching
/// fresh pages costs more than filling them.
final class TileMemory: Sendable {
  // The address, as a number so that the class is Sendable: written only before the owner is
  // shared, read afterwards.
  private let address: UInt
  let byteCount: Int
  private let capacity: Int

  var pointer: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped.assumingMemoryBound(
      to: UInt8.self)
  }

  private struct Region {
    let address: UInt
    let capacity: Int
  }

  private static let released = Mutex<[Region]>([])
  private static let releasedLimit = 4

  /// - Returns: nil if the system refuses the memory.
  init?(byteCount: Int) {
    let recycled = Self.released.withLock { regions -> Region? in
      let fitting = regions.indices.filter {
        regions[$0].capacity >= byteCount && regions[$0].capacity / 2 <= max(byteCount, 1 << 16)
      }
      guard let best = fitting.min(by: { regions[$0].capacity < regions[$1].capacity }) else {
        return nil
      }
      return regions.remove(at: best)
    }
    self.byteCount = byteCount
    if let recycled {
      address = recycled.address
      capacity = recycled.capacity
      return
    }
    let hugePage = 1 << 21
    // An eighth to spare, so that the next, slightly longer dictionary fits too.
    let wanted = byteCount >= hugePage ? byteCount + byteCount / 8 : byteCount
    let alignment = byteCount >= hugePage ? hugePage : 64
    capacity = max(64, (wanted + 63) / 64 * 64)
    var raw: UnsafeMutableRawPointer?
    guard posix_memalign(&raw, alignment, capacity) == 0, let raw else { return nil }
    #if os(Linux)
      let adviseHugePages: Int32 = 14  // MADV_HUGEPAGE, which Glibc's module map leaves out.
      if byteCount >= hugePage { madvise(raw, capacity, adviseHugePages) }
    #endif
    address = UInt(bitPattern: raw)
  }

  /// Gives back to the system what is kept for reuse.
  static func releaseUnused() {
    let regions = released.withLock { regions in
      defer { regions = [] }
      return regions
    }
    for region in regions { free(UnsafeMutableRawPointer(bitPattern: region.address)) }
  }

  deinit {
    let region = Region(address: address, capacity: capacity)
    let dropped = Self.released.withLock { regions -> Region? in
      regions.append(region)
      return regions.count > Self.releasedLimit ? regions.removeFirst() : nil
    }
    if let dropped { free(UnsafeMutableRawPointer(bitPattern: dropped.address)) }
  }
}
