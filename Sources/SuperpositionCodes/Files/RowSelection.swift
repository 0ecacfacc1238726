import Foundation

/// Rows of a matrix, counted from zero: ranges with their ends, in ascending order, disjoint.
public struct RowSelection: Hashable, Sendable, CustomStringConvertible {
  /// The ranges, ascending and apart.
  public let ranges: [ClosedRange<Int>]

  /// Reads `0..999`, `5`, or a list of such with commas.
  ///
  /// - Throws: `DictionaryFileError` (usage) naming `flag` for what is no such list, or for a row
  ///   that is listed twice.
  public init(_ text: String, flag: String) throws(DictionaryFileError) {
    var ranges: [ClosedRange<Int>] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let item = item.trimmingCharacters(in: .whitespaces)
      let shown = item.quotedForDictionaryMessage
      let ends = item.split(separator: ".", omittingEmptySubsequences: false)
      let range: ClosedRange<Int>
      if ends.count == 1, let row = Self.row(ends[0]) {
        range = row...row
      } else if ends.count == 3, ends[1].isEmpty, let first = Self.row(ends[0]),
        let last = Self.row(ends[2])
      {
        guard first <= last else {
          throw DictionaryFileError(.usage, "\(flag): '\(shown)' ends before it starts")
        }
        range = first...last
      } else {
        throw DictionaryFileError(
          .usage, "\(flag): '\(shown)' is no row such as 7 and no range such as 0..999")
      }
      ranges.append(range)
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var joined: [ClosedRange<Int>] = []
    for range in ranges {
      guard let last = joined.last else {
        joined = [range]
        continue
      }
      guard range.lowerBound > last.upperBound else {
        throw DictionaryFileError(.usage, "\(flag): row \(range.lowerBound) is listed twice")
      }
      // Adjacent ranges are one, so that equal choices are written the same.
      if range.lowerBound == last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...range.upperBound
      } else {
        joined.append(range)
      }
    }
    self.ranges = joined
  }

  private static func row(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  /// As the flag takes it.
  public var description: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)..\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// The rows chosen out of `count` by what is taken and what is left out.
  ///
  /// - Throws: `DictionaryFileError` (usage) for rows that are not there, or if none is left.
  static func chosen(
    rows: RowSelection?, excluding: RowSelection?, of count: Int
  ) throws(DictionaryFileError) -> [Int] {
    for (flag, selection) in [("--rows", rows), ("--exclude", excluding)] {
      guard let last = selection?.ranges.last?.upperBound, last >= count else { continue }
      throw DictionaryFileError(
        .usage, "\(flag): there is no row \(last); the rows are 0..\(count - 1)")
    }
    var isChosen = [Bool](repeating: rows == nil, count: count)
    for range in rows?.ranges ?? [] {
      for row in range { isChosen[row] = true }
    }
    for range in excluding?.ranges ?? [] {
      for row in range { isChosen[row] = false }
    }
    let chosen = isChosen.indices.filter { isChosen[$0] }
    guard !chosen.isEmpty else {
      throw DictionaryFileError(.usage, "--exclude: no row is left")
    }
    return chosen
  }
}
