import CSuperpositionKernels

/// Owns one integer vector as the correlation kernels take it, prepared once or again and again.
package final class LookupTable {
  /// The prepared vector; valid as long as this object is.
  package let pointer: UnsafeMutableRawPointer
  private let dimension: Int
  private let size: Int

  /// Room for a vector of `dimension` entries, to be prepared before it is read.
  package init(dimension: Int) {
    self.dimension = dimension
    size = Self.byteCount(dimension: dimension)
    pointer = ScratchMemory.take(byteCount: size)
  }

  /// Bytes of a prepared vector.
  package static func byteCount(dimension: Int) -> Int {
    max(64, superpose_lookup_size(dimension))
  }

  /// A prepared vector.
  package convenience init(_ entries: [Int16]) {
    self.init(dimension: entries.count)
    prepare(entries)
  }

  /// Prepares a vector of `dimension` entries in place of the one before.
  package func prepare(_ entries: UnsafePointer<Int16>) {
    superpose_prepare_lookup(entries, dimension, pointer)
  }

  deinit { ScratchMemory.give(pointer, byteCount: size) }
}
