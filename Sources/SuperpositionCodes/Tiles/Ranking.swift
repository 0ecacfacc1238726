/// Order by value: the largest first, ties to the lower index.
package enum Ranking {
  /// The positions of the `count` largest scores, largest first; equal scores in ascending order of
  /// position.
  package static func largest(_ count: Int, of scores: [Double]) -> [Int] {
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    return Array(order.prefix(count))
  }

  /// The first position of the largest value.
  package static func firstMaximum(_ values: [Double]) -> Int {
    values.withUnsafeBufferPointer { values in
      var best = 0
      for position in 1..<max(1, values.count) where values[position] > values[best] {
        best = position
      }
      return best
    }
  }
}

extension Array where Element: Comparable {
  /// The k-th largest element; the order of the others is lost.
  ///
  /// Hoare (1961), 'Algorithm 65: find', CACM 4(7).
  ///
  /// - Precondition: 1 ≤ k ≤ count, no element is NaN.
  /// - Complexity: O(n) on average.
  @inlinable
  package mutating func kthLargest(_ k: Int) -> Element {
    let place = k - 1
    var low = 0
    var high = count - 1
    while low < high {
      let pivot = self[low + (high - low) / 2]
      var left = low
      var right = high
      while left <= right {
        while self[left] > pivot { left += 1 }
        while self[right] < pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return self[place]
  }
}
