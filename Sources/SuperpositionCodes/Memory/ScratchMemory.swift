import Foundation
import Synchronization

/// Working memory that is kept for the next decode when it is given back: touching fresh pages
/// costs more than most of what is done with them.
package enum ScratchMemory {
  private struct Pool {
    // Addresses as numbers, by capacity, so that the pool is Sendable.
    var blocks: [Int: [UInt]] = [:]
    var byteCount = 0
  }

  private static let pool = Mutex(Pool())
  /// The most bytes that are kept.
  private static let limit = 192 << 20

  /// Sizes in steps of an eighth, so that blocks of nearly equal needs are shared.
  private static func capacity(_ byteCount: Int) -> Int {
    let needed = max(byteCount, 64)
    let step = max(64, 1 << max(0, (Int.bitWidth - 1 - needed.leadingZeroBitCount) - 3))
    return (needed + step - 1) / step * step
  }

  /// Uninitialised memory for `byteCount` bytes, 64-byte aligned.
  package static func take(byteCount: Int) -> UnsafeMutableRawPointer {
    let capacity = capacity(byteCount)
    let kept = pool.withLock { pool -> UInt? in
      guard let address = pool.blocks[capacity]?.popLast() else { return nil }
      pool.byteCount -= capacity
      return address
    }
    if let kept, let pointer = UnsafeMutableRawPointer(bitPattern: kept) { return pointer }
    return .allocate(byteCount: capacity, alignment: 64)
  }

  /// Uninitialised memory for `count` trivial values.
  package static func take<Value: BitwiseCopyable>(
    _ type: Value.Type, count: Int
  ) -> UnsafeMutablePointer<Value> {
    take(byteCount: count * MemoryLayout<Value>.stride).bindMemory(to: Value.self, capacity: count)
  }

  /// Gives back what `take` has given for the same `byteCount`.
  package static func give(_ pointer: UnsafeMutableRawPointer, byteCount: Int) {
    let capacity = capacity(byteCount)
    let address = UInt(bitPattern: pointer)
    let isKept = pool.withLock { pool -> Bool in
      guard pool.byteCount + capacity <= limit else { return false }
      pool.blocks[capacity, default: []].append(address)
      pool.byteCount += capacity
      return true
    }
    if !isKept { pointer.deallocate() }
  }

  /// Gives back what `take` has given for as many values.
  package static func give<Value: BitwiseCopyable>(
    _ pointer: UnsafeMutablePointer<Value>, count: Int
  ) {
    give(UnsafeMutableRawPointer(pointer), byteCount: count * MemoryLayout<Value>.stride)
  }

  /// Gives all that is kept back to the system.
  package static func releaseUnused() {
    let blocks = pool.withLock { pool in
      defer { pool = Pool() }
      return pool.blocks
    }
    for address in blocks.values.joined() {
      UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
    }
  }
}
