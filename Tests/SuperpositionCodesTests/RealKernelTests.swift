import CSuperpositionKernels
import Foundation
import SuperpositionCodes
import Testing

/// The kernels for real rows against plain loops.
@Suite struct RealKernelTests {
  private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
    GaussianChannel.noise(power: 1, dimension: count, seed: Seed(seed)).map(Float.init)
  }

  @Test(arguments: [0, 1, 31, 32, 33, 100, 257]) func selectsScores(_ count: Int) {
    let values = Self.numbers(count, seed: 1)
    let weights = Self.numbers(count, seed: 2)
    let offsets = Self.numbers(count, seed: 3)
    for (isWeighted, isOffset, isAbsolute) in [
      (false, false, false), (true, false, true), (false, true, false), (true, true, true),
    ] {
      var expected = values
      for place in expected.indices {
        if isWeighted { expected[place] *= weights[place] }
        if isOffset { expected[place] -= 0.5 * offsets[place] }
        if isAbsolute { expected[place] = abs(expected[place]) }
      }
      var scores = values
      var positions = [UInt32](repeating: 0, count: count)
      let found = weights.withUnsafeBufferPointer { weights in
        offsets.withUnsafeBufferPointer { offsets in
          superpose_select_scores(
            &scores, isWeighted ? weights.baseAddress : nil, isOffset ? offsets.baseAddress : nil,
            0.5, isAbsolute ? 1 : 0, count, 0.7, &positions)
        }
      }
      #expect(scores == expected)
      #expect(positions[..<found].map(Int.init) == expected.indices.filter { expected[$0] >= 0.7 })
    }
  }

  @Test(arguments: [0, 1, 31, 32, 33, 100, 257]) func selectsBounds(_ count: Int) {
    let first = Self.numbers(count, seed: 1)
    let second = Self.numbers(count, seed: 2)
    let weights = Self.numbers(count, seed: 3)
    let offsets = Self.numbers(count, seed: 4)
    let lengths = Self.numbers(count, seed: 5)
    for hasRows in [false, true] {
      for absolute in [false, true] {
        let expected = (0..<count).filter { place in
          var value = 0.75 * first[place] + 0.5 * second[place]
          if hasRows { value = value * weights[place] - offsets[place] }
          if absolute { value = abs(value) }
          return value + 0.25 * (hasRows ? lengths[place] : 1) >= 1
        }
        var positions = [UInt32](repeating: 0, count: count)
        let found = weights.withUnsafeBufferPointer { weights in
          offsets.withUnsafeBufferPointer { offsets in
            lengths.withUnsafeBufferPointer { lengths in
              var bound = superpose_real_bound()
              bound.first_weight = 0.75
              bound.second_weight = 0.5
              bound.weights = hasRows ? weights.baseAddress : nil
              bound.offsets = hasRows ? offsets.baseAddress : nil
              bound.lengths = hasRows ? lengths.baseAddress : nil
              bound.reach = 0.25
              bound.threshold = 1
              bound.absolute = absolute ? 1 : 0
              return superpose_select_bounds(&bound, first, second, count, &positions)
            }
          }
        }
        #expect(positions[..<found].map(Int.init) == expected)
      }
    }
  }

  @Test(arguments: [1, 7, 8, 9, 64, 1001]) func posteriorsAreThoseOfTheFormula(_ count: Int) {
    let correlations = Self.numbers(count, seed: 1).map { $0 * 40 }
    let estimates = Self.numbers(count, seed: 2).map { min(1, abs($0)) }
    let energies = Self.numbers(count, seed: 3).map { 10 + $0 }
    var logOdds = [Float](repeating: 0, count: count)
    var posteriors = logOdds
    let variance = superpose_unit_posteriors(
      correlations, estimates, energies, 0.5, 0.25, -3, count, &logOdds, &posteriors)
    var expected = 0.0
    for place in 0..<count {
      let odds =
        0.5 * Double(correlations[place]) + 0.25 * Double(energies[place])
        * (Double(estimates[place]) - 0.5) - 3
      let posterior = 1 / (1 + exp(-odds))
      expected += Double(energies[place]) * posterior * (1 - posterior)
      #expect(abs(Double(logOdds[place]) - odds) < 1e-5 * (1 + abs(odds)))
      #expect(abs(Double(posteriors[place]) - posterior) < 2e-6)
    }
    #expect(abs(Double(variance) - expected) < 1e-4 * (1 + expected))
  }

  /// Sums of products with one rounding each, sixteen at a time; the transposed product row by row.
  @Test(arguments: [1, 3, 16, 17, 61, 384]) func rowsAreMultipliedInAFixedOrder(_ dimension: Int) {
    for (rowCount, vectorCount) in [(1, 1), (2, 5), (7, 3), (11, 16)] {
      let rows = Self.numbers(rowCount * dimension, seed: 6)
      let vectors = Self.numbers(vectorCount * dimension, seed: 7)
      let weights = Self.numbers(vectorCount * rowCount, seed: 8)
      var products = [Float](repeating: 0, count: vectorCount * rowCount)
      superpose_correlate_rows(
        rows, dimension, rowCount, vectors, vectorCount, &products, rowCount)
      var sums = [Float](repeating: 0, count: vectorCount * dimension)
      superpose_combine_rows(rows, dimension, rowCount, weights, rowCount, vectorCount, &sums)
      for vector in 0..<vectorCount {
        for row in 0..<rowCount {
          var lanes = [Float](repeating: 0, count: 16)
          for place in 0..<dimension {
            lanes[place % 16].addProduct(
              rows[row * dimension + place], vectors[vector * dimension + place])
          }
          for half in [8, 4, 2, 1] {
            for lane in 0..<half { lanes[lane] += lanes[lane + half] }
          }
          #expect(products[vector * rowCount + row] == lanes[0])
        }
        for place in 0..<dimension {
          var sum: Float = 0
          for row in 0..<rowCount {
            sum.addProduct(weights[vector * rowCount + row], rows[row * dimension + place])
          }
          #expect(sums[vector * dimension + place] == sum)
        }
      }
    }
  }

  /// Integer products, times the two scales.
  @Test(arguments: [1, 3, 4, 61, 384]) func bytesAreCorrelatedExactly(_ dimension: Int) {
    let form = superpose_best_bytes_form()
    guard form != SUPERPOSE_BYTES_NONE else { return }
    let limit = Int(superpose_bytes_limit(form))
    // Within what sums of few bits allow.
    let window = Int(superpose_bytes_window_limit(form))
    let largest = window > 0 ? min(127, window / 8) : 127
    let groups = (dimension + 3) / 4
    for (tileCount, vectorCount) in [(1, 1), (5, 7), (9, 12)] {
      var tiles = [UInt8](repeating: 7, count: tileCount * groups * 64)
      var scales = [Float](repeating: 0, count: 16 * tileCount)
      var rounded: [[Int]] = []
      for codeword in 0..<16 * tileCount {
        let row = Self.numbers(dimension, seed: UInt64(codeword) + 10)
        let start = codeword / 16 * groups * 64
        let rest = tiles.withUnsafeMutableBufferPointer {
          superpose_pack_bytes(
            form, row, dimension, codeword % 16, $0.baseAddress.unsafelyUnwrapped + start,
            &scales[codeword])
        }
        let entries = (0..<dimension).map {
          Int(tiles[start + $0 / 4 * 64 + codeword % 16 * 4 + $0 % 4]) - limit - 1
        }
        let error = zip(row, entries).reduce(0.0) {
          let gap = Double($1.0) - Double(scales[codeword]) * Double($1.1)
          return $0 + gap * gap
        }
        #expect(abs(Double(rest) - error) < 1e-6 * (error + 1e-12))
        #expect(entries.allSatisfy { abs($0) <= limit })
        rounded.append(entries)
      }
      let vectors = (0..<vectorCount).map { vector in
        (0..<dimension).map { ($0 * 37 + vector * 101) % (2 * largest + 1) - largest }
      }
      var packed = [Int32](repeating: 0, count: groups * vectorCount)
      for (vector, entries) in vectors.enumerated() {
        for (place, entry) in entries.enumerated() {
          packed[place / 4 * vectorCount + vector] |=
            Int32(bitPattern: UInt32(UInt8(truncatingIfNeeded: entry)) << (8 * (place % 4)))
        }
      }
      let biases = vectors.map { Int32(-(limit + 1) * $0.reduce(0, +)) }
      let units = (0..<vectorCount).map { Float($0 + 1) }
      var products = [Float](repeating: 0, count: vectorCount * 16 * tileCount)
      superpose_correlate_bytes(
        form, tiles, tileCount, groups, scales, packed, biases, units, vectorCount, &products,
        16 * tileCount)
      for vector in 0..<vectorCount {
        for codeword in 0..<16 * tileCount {
          let exact = zip(vectors[vector], rounded[codeword]).reduce(0) { $0 + $1.0 * $1.1 }
          let expected = Float(exact) * units[vector] * scales[codeword]
          #expect(products[vector * 16 * tileCount + codeword] == expected)
        }
      }
    }
  }
}
