extension String {
  /// What a message adds for a name that does not exist: ` (did you mean 'topk'?)`, empty if no name
  /// is near.
  ///
  /// Near is an edit distance of a third of the name's length at most, at least 1; of several the
  /// nearest, then the first.
  package func suggestion(among names: some Sequence<String>) -> String {
    let text = lowercased()
    guard text.unicodeScalars.count <= 100 else { return "" }
    let limit = max(1, text.unicodeScalars.count / 3)
    let nearest = names.map { (name: $0, distance: text.editDistance(to: $0.lowercased())) }
      .min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= limit else { return "" }
    return " (did you mean '\(nearest.name)'?)"
  }

  /// The least number of insertions, deletions, replacements and swaps of neighbours between two
  /// texts (optimal string alignment).
  ///
  /// - Complexity: O(product of the lengths).
  func editDistance(to other: String) -> Int {
    let left = Array(unicodeScalars), right = Array(other.unicodeScalars)
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1] + last.dropFirst()
      for j in right.indices {
        row[j + 1] = Swift.min(
          last[j] + (left[i] == right[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          row[j + 1] = Swift.min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
