/// A support: the set of codeword numbers in a superposition, ascending and without repeats.
public struct Support: Hashable, Sendable, RandomAccessCollection {
  /// The codeword numbers, ascending.
  public let indices: [Int]

  /// The support with the given members, in any order; repeats count once.
  public init(_ members: some Sequence<Int>) {
    var sorted = Swift.Array(members)
    sorted.sort()
    var unique: [Int] = []
    unique.reserveCapacity(sorted.count)
    for member in sorted where unique.last != member { unique.append(member) }
    indices = unique
  }

  /// A uniformly random support of size `sparsity` in 0 ..< `codewordCount`.
  ///
  /// Floyd's algorithm (Bentley and Floyd 1987, 'A sample of brilliance', CACM 30(9)).
  ///
  /// - Precondition: 0 ≤ `sparsity` ≤ `codewordCount`.
  /// - Complexity: O(k log k) time, O(k) space, whatever `codewordCount` is.
  public static func random(
    sparsity: Int, codewordCount: Int, using generator: inout some RandomNumberGenerator
  ) -> Support {
    precondition(0 <= sparsity && sparsity <= codewordCount)
    var chosen: Set<Int> = []
    chosen.reserveCapacity(sparsity)
    for candidate in (codewordCount - sparsity)..<codewordCount {
      let drawn = Int.random(in: 0...candidate, using: &generator)
      chosen.insert(chosen.contains(drawn) ? candidate : drawn)
    }
    return Support(chosen)
  }

  /// The same with the suite's generator, of which every training draws hundreds a step.
  static func drawn(
    sparsity: Int, codewordCount: Int, using generator: inout CounterBasedGenerator
  ) -> Support {
    guard sparsity <= 32 else {
      return random(sparsity: sparsity, codewordCount: codewordCount, using: &generator)
    }
    precondition(0 <= sparsity && sparsity <= codewordCount)
    var chosen: [Int] = []
    chosen.reserveCapacity(sparsity)
    for candidate in (codewordCount - sparsity)..<codewordCount {
      let drawn = Int.random(in: 0...candidate, using: &generator)
      chosen.append(chosen.contains(drawn) ? candidate : drawn)
    }
    return Support(chosen)
  }

  /// The position of the first member.
  public var startIndex: Int { 0 }
  /// One past the position of the last member.
  public var endIndex: Int { indices.count }
  /// The member at a position, in ascending order.
  public subscript(position: Int) -> Int { indices[position] }

  /// How many members this support shares with another.
  ///
  /// - Complexity: O(k + k').
  public func intersectionCount(with other: Support) -> Int {
    var mine = 0
    var theirs = 0
    var count = 0
    while mine < indices.count && theirs < other.indices.count {
      if indices[mine] == other.indices[theirs] {
        count += 1
        mine += 1
        theirs += 1
      } else if indices[mine] < other.indices[theirs] {
        mine += 1
      } else {
        theirs += 1
      }
    }
    return count
  }
}
