/// Finds the k largest of many scores; among equals the lower index wins.
struct LargestSelection {
  /// The indices of the last selection, in no order to rely on but always the same.
  private(set) var indices: [Int] = []
  private var scores: [Float] = []

  /// Selects up to `capacity` of the scores that lie above `floor`.
  ///
  /// - Complexity: O(count), and O(log k) for each score that is among the k largest of those before.
  mutating func select(
    _ values: UnsafePointer<Float>, count: Int, capacity: Int, above floor: Float
  ) {
    indices.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    guard capacity > 0 else { return }
    var bar = floor
    var start = 0
    while start < count {
      let end = min(start + 16, count)
      // Most blocks hold nothing above the bar, which this loop tells without a branch.
      var hits: Int32 = 0
      for position in start..<end { hits |= values[position] > bar ? 1 : 0 }
      if hits != 0 {
        for position in start..<end where values[position] > bar {
          if indices.count < capacity {
            push(position, values[position])
          } else {
            replaceRoot(position, values[position])
          }
          if indices.count == capacity { bar = scores[0] }
        }
      }
      start = end
    }
  }

  // A heap whose root is the least score, and among those the highest index.
  private func isBelow(_ left: Int, _ right: Int) -> Bool {
    scores[left] < scores[right]
      || (scores[left] == scores[right] && indices[left] > indices[right])
  }

  private mutating func push(_ index: Int, _ score: Float) {
    indices.append(index)
    scores.append(score)
    var child = indices.count - 1
    while child > 0 && isBelow(child, (child - 1) / 2) {
      swap(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func replaceRoot(_ index: Int, _ score: Float) {
    indices[0] = index
    scores[0] = score
    var parent = 0
    while true {
      var least = parent
      for child in 2 * parent + 1..<2 * parent + 3
      where child < indices.count && isBelow(child, least) {
        least = child
      }
      if least == parent { return }
      swap(parent, least)
      parent = least
    }
  }

  private mutating func swap(_ left: Int, _ right: Int) {
    indices.swapAt(left, right)
    scores.swapAt(left, right)
  }
}
