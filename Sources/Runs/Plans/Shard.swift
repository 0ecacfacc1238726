import Foundation

/// One of several equal parts of a plan's work, `3/16`.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// Which part, from one.
  public let index: Int
  /// How many parts.
  public let count: Int

  /// A part; nil unless 1 ≤ index ≤ count ≤ 2^20.
  public init?(index: Int, count: Int) {
    guard 1 <= index, index <= count, count <= 1 << 20 else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `3/16`; nil if it is anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } }),
      let index = Int(parts[0]), let count = Int(parts[1])
    else { return nil }
    self.init(index: index, count: count)
  }

  /// `3/16`.
  public var description: String { "\(index)/\(count)" }

  /// The result file of this part beside the one of the whole: `NAME.csv` gives
  /// `NAME.shard-3-of-16.csv`.
  public func path(besides path: String) -> String {
    let stem = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
    return "\(stem).shard-\(index)-of-\(count).csv"
  }

  /// The number, from one, of the part that each unit belongs to; units that need one another, by
  /// whatever chain, belong to one part.
  ///
  /// The longest unit first goes to the part with the least work so far (Graham's longest processing
  /// time rule: the longest part is at most 4/3 of the best possible). Costs are rounded to
  /// microseconds before they are compared and added, so that machines whose mathematical functions
  /// differ in the last digit still agree.
  ///
  /// - Complexity: O(n·log(n·count)) for n units.
  public static func assign(_ units: [WorkUnit], to count: Int) -> [UnitIdentity: Int] {
    let costs = units.map { unit in
      unit.cost.isFinite ? UInt64(min(max(unit.cost * 1e6, 1), 1e12).rounded()) : 1_000_000_000_000
    }
    let leaders = leaders(of: units)
    var groups: [Int: UInt64] = [:]
    for index in units.indices { groups[leaders[index], default: 0] &+= costs[index] }
    let order = groups.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = LeastLoadedFirst(count: count)
    var part: [Int: Int] = [:]
    for group in order { part[group.key] = parts.addToLeast(group.value) + 1 }
    var assignment: [UnitIdentity: Int] = [:]
    for index in units.indices { assignment[units[index].identity] = part[leaders[index]] }
    return assignment
  }

  /// For each unit the least index of those that it is joined to by needs: its own if it stands alone.
  private static func leaders(of units: [WorkUnit]) -> [Int] {
    var leaders = Array(units.indices)
    guard units.contains(where: { !$0.needs.isEmpty }) else { return leaders }
    func leader(_ index: Int) -> Int {
      var index = index
      while leaders[index] != index { index = leaders[index] }
      return index
    }
    let positions = [UnitIdentity: Int](
      units.enumerated().map { ($1.identity, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, unit) in units.enumerated() {
      for need in unit.needs.compactMap({ positions[$0.identity] }) {
        let (one, other) = (leader(index), leader(need))
        leaders[max(one, other)] = min(one, other)
      }
    }
    return units.indices.map(leader)
  }

  /// A binary heap of parts by load, then by number.
  private struct LeastLoadedFirst {
    private var heap: [(load: UInt64, part: Int)]

    init(count: Int) {
      heap = (0..<count).map { (0, $0) }
    }

    /// Adds work to the least loaded part and returns its number.
    mutating func addToLeast(_ cost: UInt64) -> Int {
      let part = heap[0].part
      heap[0].load &+= cost
      var index = 0
      while true {
        var least = index
        for child in [2 * index + 1, 2 * index + 2]
        where child < heap.count && heap[child] < heap[least] {
          least = child
        }
        if least == index { return part }
        heap.swapAt(index, least)
        index = least
      }
    }
  }
}
