import CSuperpositionKernels
import SuperpositionCodes

/// A pass of message passing over a dictionary: correlations there, sums back.
protocol MessagePasses: Sendable {
  /// For each vector calls `denoise` with its correlations with every run of codewords, ascending, and
  /// takes what `denoise` leaves in their place as weights y; returns Σ y_i f_i for each vector.
  ///
  /// The result for a vector does not depend on the others.
  func pass(
    _ vectors: [[Double]],
    denoise: (_ vector: Int, _ first: Int, _ values: UnsafeMutableBufferPointer<Float>) -> Void
  ) throws -> [[Double]]
}

/// Passes over real rows: a run of codewords is correlated and summed while it is in cache.
struct DensePasses: MessagePasses {
  /// The rows.
  let codebook: DenseCodebook

  /// Codewords of a run: their rows stay in the second-level cache.
  private var runSize: Int { max(64, (1 << 16) / codebook.dimension & ~63) }
  /// Vectors whose weights are summed together.
  private static let group = 16

  func pass(
    _ vectors: [[Double]],
    denoise: (_ vector: Int, _ first: Int, _ values: UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [[Double]] {
    let dimension = codebook.dimension
    var rows = UnitRows(dimension: dimension)
    for vector in vectors { rows.append(vector[...]) }
    let lengths = rows.lengths.map(Float.init)
    var images = [Double](repeating: 0, count: vectors.count * dimension)
    let room = vectors.count * runSize
    let products = ScratchMemory.take(Float.self, count: room)
    let weights = ScratchMemory.take(Float.self, count: Self.group * runSize)
    let sums = ScratchMemory.take(Float.self, count: Self.group * dimension)
    defer {
      ScratchMemory.give(products, count: room)
      ScratchMemory.give(weights, count: Self.group * runSize)
      ScratchMemory.give(sums, count: Self.group * dimension)
    }
    codebook.entries.withUnsafeBufferPointer { entries in
      images.withUnsafeMutableBufferPointer { images in
        guard let entries = entries.baseAddress, let images = images.baseAddress else { return }
        for first in stride(from: 0, to: codebook.codewordCount, by: runSize) {
          let count = min(runSize, codebook.codewordCount - first)
          let run = entries + first * dimension
          superpose_correlate_rows(
            run, dimension, count, rows.entries, vectors.count, products, runSize)
          // Those with more than a few weights wait for others of the kind.
          var waiting: [Int] = []
          func combine() {
            superpose_combine_rows(
              run, dimension, count, weights, runSize, waiting.count, sums)
            for (place, vector) in waiting.enumerated() {
              let image = images + vector * dimension
              let sum = sums + place * dimension
              for coordinate in 0..<dimension { image[coordinate] += Double(sum[coordinate]) }
            }
            waiting.removeAll(keepingCapacity: true)
          }
          for vector in vectors.indices {
            let values = UnsafeMutableBufferPointer(
              start: products + vector * runSize, count: count)
            let length = lengths[vector]
            for place in 0..<count { values[place] *= length }
            denoise(vector, first, values)
            if Self.add(values, run: run, dimension: dimension, to: images + vector * dimension) {
              continue
            }
            (weights + waiting.count * runSize).update(
              from: products + vector * runSize, count: count)
            waiting.append(vector)
            if waiting.count == Self.group { combine() }
          }
          if !waiting.isEmpty { combine() }
        }
      }
    }
    return vectors.indices.map { Array(images[$0 * dimension..<($0 + 1) * dimension]) }
  }

  /// Adds the weighted codewords of a run if few have a weight; else returns false.
  private static func add(
    _ weights: UnsafeMutableBufferPointer<Float>, run: UnsafePointer<Float>, dimension: Int,
    to image: UnsafeMutablePointer<Double>
  ) -> Bool {
    let limit = weights.count / 16
    var used = 0
    for weight in weights { used += weight != 0 ? 1 : 0 }
    guard used <= limit else { return false }
    guard used > 0 else { return true }
    for place in weights.indices where weights[place] != 0 {
      let weight = Double(weights[place])
      let row = run + place * dimension
      for coordinate in 0..<dimension { image[coordinate] += weight * Double(row[coordinate]) }
    }
    return true
  }
}

/// Passes over packed signs: exact integer correlations of vectors rounded to 16 bits.
struct SignPasses: MessagePasses {
  let dictionary: any SignCodebook

  func pass(
    _ vectors: [[Double]],
    denoise: (_ vector: Int, _ first: Int, _ values: UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [[Double]] {
    let prepared = vectors.map { FixedPointVector($0) }
    var codewords = [[Int]](repeating: [], count: vectors.count)
    var weights = [[Double]](repeating: [], count: vectors.count)
    var values: [Float] = []
    MatchedFilter.forEachChunk(prepared, dictionary: dictionary) { vector, first, correlations in
      if values.count < correlations.count {
        values = [Float](repeating: 0, count: correlations.count)
      }
      let scale = Float(prepared[vector].scale)
      values.withUnsafeMutableBufferPointer { values in
        let run = UnsafeMutableBufferPointer(rebasing: values[..<correlations.count])
        for place in run.indices { run[place] = Float(correlations[place]) * scale }
        denoise(vector, first, run)
        for place in run.indices where run[place] != 0 {
          codewords[vector].append(first + place)
          weights[vector].append(Double(run[place]))
        }
      }
    }
    return vectors.indices.map {
      dictionary.weightedSum(codewords: codewords[$0], weights: weights[$0])
    }
  }
}
