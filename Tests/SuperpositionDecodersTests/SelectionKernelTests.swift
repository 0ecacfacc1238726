import CSuperpositionKernels
import SuperpositionCodes
import Testing

@Suite(.serialized) struct SelectionKernelTests {
  /// The weighted scan finds what a plain loop finds, on every tier and at every length.
  @Test func combinationOfTwoRows() throws {
    let inUse = KernelTier.inUse
    defer { try? inUse.use() }
    for tier in KernelTier.allCases where tier.isAvailable {
      try tier.use()
      var generator = CounterBasedGenerator(Seed(9))
      for count in Array(0..<140) + [1000, 4096] {
        let first = (0..<count).map { _ in Int32.random(in: -2000...2000, using: &generator) }
        let second = (0..<count).map { _ in Int32.random(in: -2000...2000, using: &generator) }
        for (a, b, threshold) in [(1, 1, 3000), (3, 1, 7500), (-1, 0, 1990), (2, -2, 9000)] {
          let expected = (0..<count).filter {
            a * Int(first[$0]) + b * Int(second[$0]) >= threshold
          }
          var positions = [UInt32](repeating: 0, count: count)
          let found = superpose_select_combination_at_least(
            first, Int32(a), second, Int32(b), count, Int32(threshold), &positions)
          #expect(positions.prefix(found).map(Int.init) == expected, "\(tier), \(count)")
        }
      }
    }
  }
}
