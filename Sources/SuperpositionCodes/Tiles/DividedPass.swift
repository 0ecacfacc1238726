import Dispatch

/// A pass over a dictionary that several workers share: each reads tiles of its own for all codes, so
/// that what the kernels prepare for a tile is prepared once.
package struct DividedPass: Sendable {
  /// The tiles of each worker, in order; together all tiles.
  package let slices: [Range<Int>]

  /// Kernels take so many tiles at once.
  private static let granularity = 64

  /// Divides the tiles of a dictionary evenly among at most `workers`.
  package init(tileCount: Int, workers: Int) {
    let blocks = (tileCount + Self.granularity - 1) / Self.granularity
    let count = max(1, min(workers, blocks))
    slices = (0..<count).map { worker in
      let bounds = [worker, worker + 1].map {
        min(tileCount, $0 * blocks / count * Self.granularity)
      }
      return bounds[0]..<bounds[1]
    }
  }

  /// Calls `body` for every slice, at the same time, and waits for all.
  package func forEachSlice(_ body: (_ slice: Int, _ tiles: Range<Int>) -> Void) {
    Self.perform(slices.count) { body($0, slices[$0]) }
  }

  /// Calls `body` for 0 ..< `count`, shared by as many workers as there are slices.
  package func forEach(_ count: Int, _ body: (Int) -> Void) {
    let workers = min(slices.count, count)
    Self.perform(workers) { worker in
      for item in stride(from: worker, to: count, by: workers) { body(item) }
    }
  }

  private static func perform(_ count: Int, _ body: (Int) -> Void) {
    guard count > 1 else {
      if count == 1 { body(0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      // The callers keep what the workers write apart.
      nonisolated(unsafe) let work = body
      DispatchQueue.concurrentPerform(iterations: count) { work($0) }
    }
  }
}
