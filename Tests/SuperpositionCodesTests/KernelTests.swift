import CSuperpositionKernels
import TestSupport
import Testing

/// The tiers that this machine can run.
let availableTiers: [superpose_tier] = [
  SUPERPOSE_TIER_PORTABLE, SUPERPOSE_TIER_AVX2, SUPERPOSE_TIER_AVX512, SUPERPOSE_TIER_NEON,
  SUPERPOSE_TIER_AMX,
].filter { superpose_tier_is_available($0) != 0 }

func kernels(of tier: superpose_tier) -> superpose_kernels {
  superpose_kernels_of_tier(tier).pointee
}

func name(of tier: superpose_tier) -> String {
  String(cString: superpose_tier_name(tier))
}

extension superpose_tier: @retroactive CustomTestStringConvertible {
  public var testDescription: String { name(of: self) }
}

/// Memory of exactly `count` elements on a 64-byte boundary, so that the address sanitizer sees the
/// first byte beyond it.
final class ExactBuffer<Element: BitwiseCopyable> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  init(count: Int, _ element: (Int) -> Element) {
    self.count = count
    pointer = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count * MemoryLayout<Element>.stride), alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
    for index in 0..<count { (pointer + index).initialize(to: element(index)) }
  }

  deinit { pointer.deallocate() }

  var elements: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}

/// Tiles of random bytes, garbage beyond the dimension included, and their entries one by one.
struct RandomTiles {
  let dimension: Int
  let tileCount: Int
  let stride: Int
  let bytes: ExactBuffer<UInt8>

  init(dimension: Int, tileCount: Int, extraRows: Int, using generator: inout SplitMix) {
    let rows = (dimension + 7) / 8
    self.dimension = dimension
    self.tileCount = tileCount
    stride = 64 * (rows + extraRows)
    let count = tileCount == 0 ? 0 : (tileCount - 1) * stride + 64 * rows
    bytes = ExactBuffer(count: count) { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }

  var codewordCount: Int { 64 * tileCount }

  func entry(_ codeword: Int, _ l: Int) -> Int32 {
    let byte = bytes.pointer[codeword / 64 * stride + l / 8 * 64 + codeword % 64]
    return byte >> (l % 8) & 1 == 1 ? -1 : 1
  }

  /// ⟨vector, codeword⟩ for all codewords, entry by entry.
  func products(with vector: [Int32]) -> [Int32] {
    (0..<codewordCount).map { codeword in
      var sum: Int32 = 0
      for l in 0..<dimension { sum += entry(codeword, l) * vector[l] }
      return sum
    }
  }
}

func entries(ofPacked bytes: UnsafePointer<UInt8>, dimension: Int) -> [Int32] {
  (0..<dimension).map { bytes[$0 / 8] >> ($0 % 8) & 1 == 1 ? -1 : 1 }
}

@Suite("Kernels: Philox")
struct KernelPhiloxTests {
  /// The known-answer vectors of philox4x32-10 in tests/kat_vectors of Random123 1.14
  /// (Salmon, Moraes, Dror and Shaw): zeros, ones, and digits of π.
  @Test(arguments: [
    (
      counter: [UInt32](repeating: 0, count: 4), key: [UInt32](repeating: 0, count: 2),
      output: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8] as [UInt32]
    ),
    (
      counter: [UInt32](repeating: .max, count: 4), key: [UInt32](repeating: .max, count: 2),
      output: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
      key: [0xa409_3822, 0x299f_31d0],
      output: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ])
  func knownAnswers(counter: [UInt32], key: [UInt32], output: [UInt32]) {
    var result = [UInt32](repeating: 0, count: 4)
    superpose_philox(counter, key, &result)
    #expect(result == output)
  }

  @Test(arguments: availableTiers)
  func tilesHoldTheBitsOfTheContract(tier: superpose_tier) {
    var generator = SplitMix(11)
    for dimension in [1, 7, 8, 127, 128, 129, 300, 1025] {
      let rows = (dimension + 7) / 8
      let stride = 64 * (rows + 2)
      let tileCount = 3
      let seed = generator.next()
      // The last one's codewords need the high word of the counter.
      for firstTile in [0, 5, UInt64(1) << 26 - 1, UInt64(1) << 54] {
        let tiles = ExactBuffer<UInt8>(count: (tileCount - 1) * stride + 64 * rows) { _ in 0xA5 }
        kernels(of: tier).fill_tiles(seed, firstTile, tileCount, dimension, stride, tiles.pointer)
        for lane in [0, 1, 31, 63, 64, 100, 191] {
          let codeword = 64 * firstTile + UInt64(lane)
          let expected = packedCodeword(seed: seed, codeword: codeword, dimension: dimension)
          let column = (0..<rows).map { tiles.pointer[lane / 64 * stride + 64 * $0 + lane % 64] }
          #expect(column == expected)
          let packed = ExactBuffer<UInt8>(count: rows) { _ in 0xA5 }
          kernels(of: tier).generate_codeword(seed, codeword, dimension, packed.pointer)
          #expect(packed.elements == expected)
          superpose_copy_codeword(
            tiles.pointer + lane / 64 * stride, lane % 64, dimension, packed.pointer)
          #expect(packed.elements == expected)
        }
        // Rows between the tiles are left alone.
        #expect((64 * rows..<stride).allSatisfy { tiles.pointer[$0] == 0xA5 })
      }
    }
  }

  func packedCodeword(seed: UInt64, codeword: UInt64, dimension: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: (dimension + 7) / 8)
    let key = [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]
    for block in 0...(dimension - 1) / 128 {
      var words = [UInt32](repeating: 0, count: 4)
      superpose_philox(
        [UInt32(truncatingIfNeeded: codeword), UInt32(codeword >> 32), UInt32(block), 0], key,
        &words)
      for bit in 0..<min(128, dimension - 128 * block) {
        bytes[16 * block + bit / 8] |= UInt8(words[bit / 32] >> (bit % 32) & 1) << (bit % 8)
      }
    }
    return bytes
  }

  @Test(arguments: availableTiers)
  func sampledCoordinatesFollowTheirThresholds(tier: superpose_tier) {
    var generator = SplitMix(12)
    for dimension in [1, 3, 4, 8, 15, 16, 17, 31, 32, 33, 63, 100, 1000] {
      let seed = generator.next()
      let stream = generator.next()
      let thresholds = ExactBuffer<UInt32>(count: dimension) { _ in
        UInt32(truncatingIfNeeded: generator.next())
      }
      let packed = ExactBuffer<UInt8>(count: (dimension + 7) / 8) { _ in 0xA5 }
      kernels(of: tier).sample_codeword(
        seed, stream, thresholds.pointer, dimension, packed.pointer)
      var expected = [UInt8](repeating: 0, count: packed.count)
      for l in 0..<dimension {
        var words = [UInt32](repeating: 0, count: 4)
        superpose_philox(
          [UInt32(l / 4), UInt32(truncatingIfNeeded: stream), UInt32(stream >> 32), 1],
          [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)], &words)
        if words[l % 4] < thresholds.pointer[l] { expected[l / 8] |= 1 << (l % 8) }
      }
      #expect(packed.elements == expected)
    }
  }
}

@Suite("Kernels: products")
struct KernelProductTests {
  static let dimensions = [1, 2, 7, 8, 9, 23, 24, 25, 63, 64, 65, 191, 192, 193, 250, 400]

  @Test(arguments: availableTiers)
  func innerProductsAgreeWithTheDefinition(tier: superpose_tier) {
    var generator = SplitMix(21)
    for (number, dimension) in Self.dimensions.enumerated() {
      let tileCount = [0, 1, 3, 4, 5, 9][number % 6]
      let queryCount = [0, 1, 2, 3, 4, 5, 9, 40][number % 8]
      let tiles = RandomTiles(
        dimension: dimension, tileCount: tileCount, extraRows: number % 4, using: &generator)
      let rows = (dimension + 7) / 8
      let queryStride = rows + number % 3
      let queries = ExactBuffer<UInt8>(
        count: queryCount == 0 ? 0 : (queryCount - 1) * queryStride + rows
      ) { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let productStride = tiles.codewordCount + number % 2
      let products = ExactBuffer<Int32>(
        count: queryCount == 0 ? 0 : (queryCount - 1) * productStride + tiles.codewordCount
      ) { _ in .min }
      kernels(of: tier).inner_products(
        tiles.bytes.pointer, tiles.stride, tileCount, dimension, queries.pointer, queryStride,
        queryCount, products.pointer, productStride)
      for query in 0..<queryCount {
        let expected = tiles.products(
          with: entries(ofPacked: queries.pointer + query * queryStride, dimension: dimension))
        let row = UnsafeBufferPointer(
          start: products.pointer + query * productStride, count: tiles.codewordCount)
        #expect(row.elementsEqual(expected), "dimension \(dimension), query \(query)")
      }
    }
  }

  /// What the entries of an integer vector look like: ordinary ones, and those that force frequent
  /// widening, halving, higher planes.
  enum Entries: CaseIterable {
    case small, gaussian, even, wide, fewWide, extreme, zero

    func draw(using generator: inout SplitMix) -> Int16 {
      switch self {
      case .small: .random(in: -3...3, using: &generator)
      case .gaussian:
        (0..<64).reduce(0) { sum, _ in sum + (Bool.random(using: &generator) ? 1 : -1) }
      case .even: 2 * .random(in: -40...40, using: &generator)
      case .wide: .random(in: -400...400, using: &generator)
      case .fewWide:
        .random(in: 0..<20, using: &generator) == 0
          ? .random(in: -3000...3000, using: &generator) : .random(in: -9...9, using: &generator)
      case .extreme: Bool.random(using: &generator) ? .max : .min
      case .zero: 0
      }
    }
  }

  @Test(arguments: availableTiers, Entries.allCases)
  func correlationsAgreeWithTheDefinition(tier: superpose_tier, kind: Entries) {
    var generator = SplitMix(22)
    for (number, dimension) in Self.dimensions.enumerated() {
      let tileCount = [1, 3, 4, 17][number % 4]
      let vectorCount = [0, 1, 2, 3, 4, 5, 1, 33][number % 8]
      let tiles = RandomTiles(
        dimension: dimension, tileCount: tileCount, extraRows: number % 3, using: &generator)
      let vectors = (0..<vectorCount).map { _ in
        ExactBuffer<Int16>(count: dimension) { _ in kind.draw(using: &generator) }
      }
      let lookups = vectors.enumerated().map { index, vector in
        let lookup = ExactBuffer<UInt8>(count: superpose_lookup_size(dimension)) { _ in 0xA5 }
        // Any tier reads what another prepared.
        let preparer = index % 5 == 4 ? availableTiers[index % availableTiers.count] : tier
        kernels(of: preparer).prepare_lookup(vector.pointer, dimension, lookup.pointer)
        return lookup
      }
      let stride = tiles.codewordCount + 5
      let correlations = ExactBuffer<Int32>(
        count: vectorCount == 0 ? 0 : (vectorCount - 1) * stride + tiles.codewordCount
      ) { _ in .min }
      let pointers = lookups.map { UnsafeRawPointer($0.pointer) as UnsafeRawPointer? }
      pointers.withUnsafeBufferPointer {
        kernels(of: tier).correlate(
          tiles.bytes.pointer, tiles.stride, tileCount, dimension, $0.baseAddress, vectorCount,
          correlations.pointer, stride)
      }
      for (index, vector) in vectors.enumerated() {
        let expected = tiles.products(with: vector.elements.map(Int32.init))
        let row = UnsafeBufferPointer(
          start: correlations.pointer + index * stride, count: tiles.codewordCount)
        #expect(row.elementsEqual(expected), "dimension \(dimension), vector \(index)")
      }
    }
  }

  /// Long enough that the sums of 16 bits must be emptied several times.
  @Test(arguments: availableTiers)
  func longCodewordsDoNotOverflow(tier: superpose_tier) {
    let dimension = 140_003
    let rows = (dimension + 7) / 8
    // Codewords of all -1 and all +1, the largest sums that there are.
    let tiles = ExactBuffer<UInt8>(count: 64 * rows) { $0 % 2 == 0 ? 0xFF : 0 }
    let query = ExactBuffer<UInt8>(count: rows) { _ in 0xFF }
    let products = ExactBuffer<Int32>(count: 64) { _ in 0 }
    kernels(of: tier).inner_products(
      tiles.pointer, 64 * rows, 1, dimension, query.pointer, rows, 1, products.pointer, 64)
    #expect(products.elements == (0..<64).map { $0 % 2 == 0 ? 140_003 : -140_003 })

    for entry: Int16 in [5, -30, 41, 1000] {
      let vector = ExactBuffer<Int16>(count: dimension) { _ in entry }
      let lookup = ExactBuffer<UInt8>(count: superpose_lookup_size(dimension)) { _ in 0 }
      kernels(of: tier).prepare_lookup(vector.pointer, dimension, lookup.pointer)
      // Alone, and in company.
      for count in [1, 2] {
        let correlations = ExactBuffer<Int32>(count: 64 * count) { _ in 0 }
        let pointers = [UnsafeRawPointer?](
          repeating: UnsafeRawPointer(lookup.pointer), count: count)
        pointers.withUnsafeBufferPointer {
          kernels(of: tier).correlate(
            tiles.pointer, 64 * rows, 1, dimension, $0.baseAddress, count, correlations.pointer, 64)
        }
        let expected = (0..<64 * count).map { ($0 % 2 == 0 ? -140_003 : 140_003) * Int32(entry) }
        #expect(correlations.elements == expected)
      }
    }
  }

  /// Larger than what tiers may take for cached; the portable tier is the reference here.
  @Test(arguments: availableTiers)
  func largeDictionariesAgreeWithThePortableTier(tier: superpose_tier) {
    var generator = SplitMix(24)
    let dimension = 4411
    let stride = 64 * ((dimension + 7) / 8)
    let tileCount = 130
    let tiles = ExactBuffer<UInt8>(count: tileCount * stride) { _ in 0 }
    kernels(of: tier).fill_tiles(7, 0, tileCount, dimension, stride, tiles.pointer)
    for (scale, count) in [(3, 1), (20, 1), (40, 1), (20, 5)] as [(Int16, Int)] {
      let vector = ExactBuffer<Int16>(count: dimension) { _ in
        .random(in: -scale...scale, using: &generator)
      }
      let results = [tier, SUPERPOSE_TIER_PORTABLE].map { user in
        let lookup = ExactBuffer<UInt8>(count: superpose_lookup_size(dimension)) { _ in 0 }
        kernels(of: user).prepare_lookup(vector.pointer, dimension, lookup.pointer)
        let correlations = ExactBuffer<Int32>(count: 64 * tileCount * count) { _ in 0 }
        let pointers = [UnsafeRawPointer?](
          repeating: UnsafeRawPointer(lookup.pointer), count: count)
        pointers.withUnsafeBufferPointer {
          kernels(of: user).correlate(
            tiles.pointer, stride, tileCount, dimension, $0.baseAddress, count,
            correlations.pointer, 64 * tileCount)
        }
        return correlations.elements
      }
      #expect(results[0] == results[1])
    }
  }

  @Test(arguments: availableTiers)
  func accumulationIsTheTransposedProduct(tier: superpose_tier) {
    var generator = SplitMix(23)
    for (number, dimension) in Self.dimensions.enumerated() {
      let tiles = RandomTiles(
        dimension: dimension, tileCount: 3, extraRows: number % 2, using: &generator)
      let count = [0, 1, 3, 63, 64, 65, 130][number % 7]
      let codewords = ExactBuffer<UInt64>(count: count) { _ in
        .random(in: 0..<UInt64(tiles.codewordCount), using: &generator)
      }
      let weights = ExactBuffer<Int32>(count: count) { _ in
        .random(in: -1_000_000...1_000_000, using: &generator)
      }
      let sum = ExactBuffer<Int32>(count: dimension) { Int32($0) }
      kernels(of: tier).accumulate(
        tiles.bytes.pointer, tiles.stride, dimension, codewords.pointer, weights.pointer, count,
        sum.pointer)
      let expected = (0..<dimension).map { l in
        (0..<count).reduce(Int32(l)) {
          $0 + weights.pointer[$1] * tiles.entry(Int(codewords.pointer[$1]), l)
        }
      }
      #expect(sum.elements == expected)
    }
  }
}

@Suite("Kernels: scans")
struct KernelScanTests {
  static let counts = [1, 2, 15, 16, 17, 63, 64, 65, 1023, 1024, 1025, 5000]

  @Test(arguments: availableTiers)
  func selectionAndMaximumTakeTheLowerIndexFirst(tier: superpose_tier) {
    var generator = SplitMix(31)
    for count in Self.counts {
      for range: Int32 in [0, 1, 30, 1_000_000] {
        let values = ExactBuffer<Int32>(count: count) { _ in
          .random(in: -range...range, using: &generator)
        }
        let original = values.elements
        let positions = ExactBuffer<UInt32>(count: count) { _ in .max }
        let threshold = range / 2
        let found = kernels(of: tier).select_at_least(
          values.pointer, count, threshold, positions.pointer)
        let expected = (0..<count).filter { original[$0] >= threshold }.map(UInt32.init)
        #expect(Array(positions.elements.prefix(found)) == expected)

        let best = original.firstIndex(of: original.max() ?? 0)
        #expect(kernels(of: tier).first_maximum(values.pointer, count) == best)
      }
    }
  }

  @Test(arguments: availableTiers)
  func largestMagnitudeTakesBothSigns(tier: superpose_tier) throws {
    let kernel = try #require(kernels(of: tier).largest_magnitude)
    var generator = SplitMix(32)
    for count in [0] + Self.counts {
      for bound in [Int32(0), 3, 1000, .max] {
        let values = ExactBuffer<Int32>(count: count) { _ in
          .random(in: -bound...bound, using: &generator)
        }
        let expected = values.elements.map(\.magnitude).max() ?? 0
        #expect(kernel(values.pointer, count) == expected)
      }
      // One large value, of either sign, at any place.
      for place in Set([0, count / 2, count - 1]) where count > 0 {
        for value in [Int32(-77), 77, .max, .min] {
          let values = ExactBuffer<Int32>(count: count) { $0 == place ? value : 5 }
          #expect(kernel(values.pointer, count) == max(value.magnitude, count > 1 ? 5 : 0))
        }
      }
    }
  }

  @Test(arguments: availableTiers)
  func readSumsAgree(tier: superpose_tier) {
    var generator = SplitMix(33)
    for count in [0, 1, 7, 8, 63, 64, 511, 512, 513, 5000] {
      let bytes = ExactBuffer<UInt8>(count: count) { _ in
        UInt8(truncatingIfNeeded: generator.next())
      }
      var expected: UInt64 = 0
      for word in 0..<count / 8 {
        for byte in 0..<8 { expected ^= UInt64(bytes.pointer[8 * word + byte]) << (8 * byte) }
      }
      #expect(kernels(of: tier).read_sum(bytes.pointer, count) == expected)
    }
  }
}

@Suite("Kernels: tiers")
struct KernelTierTests {
  @Test func namesAndAvailability() {
    #expect(availableTiers.contains(SUPERPOSE_TIER_PORTABLE))
    #expect(availableTiers.contains(superpose_best_tier()))
    #expect(availableTiers.contains(superpose_tier_in_use()))
    #expect(Set(availableTiers.map(name(of:))).count == availableTiers.count)
    #expect(name(of: superpose_tier(rawValue: 99)) == "unknown")
    #expect(superpose_tier_is_available(superpose_tier(rawValue: 99)) == 0)
    #expect(superpose_use_tier(superpose_tier(rawValue: 99)) == -1)
  }
}
