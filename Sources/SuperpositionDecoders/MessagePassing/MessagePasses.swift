import SuperpositionCodes
import SuperpositionNumerics

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
  let correlator: DenseCorrelator

  /// Vectors of one matrix product, always as many, so that no other vector changes a rounding.
  static let group = 16

  func pass(
    _ vectors: [[Double]],
    denoise: (_ vector: Int, _ first: Int, _ values: UnsafeMutableBufferPointer<Float>) -> Void
  ) -> [[Double]] {
    let codebook = correlator.codebook
    let dimension = codebook.dimension
    let groupCount = (vectors.count + Self.group - 1) / Self.group
    var rows = UnitRows(dimension: dimension)
    for vector in vectors { rows.append(vector[...]) }
    let inputs =
      rows.entries
      + [Float](
        repeating: 0, count: (groupCount * Self.group - vectors.count) * dimension)
    var images = [[Double]](
      repeating: [Double](repeating: 0, count: dimension), count: vectors.count)
    let runSize = correlator.runSize
    let products = ScratchMemory.take(Float.self, count: Self.group * runSize)
    let sums = ScratchMemory.take(Float.self, count: Self.group * dimension)
    defer {
      ScratchMemory.give(products, count: Self.group * runSize)
      ScratchMemory.give(sums, count: Self.group * dimension)
    }
    codebook.entries.withUnsafeBufferPointer { entries in
      inputs.withUnsafeBufferPointer { inputs in
        guard let entries = entries.baseAddress, let inputs = inputs.baseAddress else { return }
        for first in stride(from: 0, to: codebook.codewordCount, by: runSize) {
          let count = min(runSize, codebook.codewordCount - first)
          let run = entries + first * dimension
          for start in stride(from: 0, to: vectors.count, by: Self.group) {
            BLAS.gemm(
              .no, .yes, m: Self.group, n: count, k: dimension, inputs + start * dimension,
              lda: dimension, run, ldb: dimension, products, ldc: runSize)
            let some = min(Self.group, vectors.count - start)
            var isDense = false
            for vector in 0..<some {
              let values = UnsafeMutableBufferPointer(
                start: products + vector * runSize, count: count)
              let length = Float(rows.lengths[start + vector])
              for place in 0..<count { values[place] *= length }
              denoise(start + vector, first, values)
              if Self.add(values, run: run, to: &images[start + vector]) {
                for place in 0..<count { values[place] = 0 }
              } else {
                isDense = true
              }
            }
            guard isDense else { continue }
            for vector in some..<Self.group {
              (products + vector * runSize).update(repeating: 0, count: count)
            }
            BLAS.gemm(
              .no, .no, m: Self.group, n: dimension, k: count, products, lda: runSize, run,
              ldb: dimension, sums, ldc: dimension)
            for vector in 0..<some {
              for coordinate in 0..<dimension {
                images[start + vector][coordinate] += Double(sums[vector * dimension + coordinate])
              }
            }
          }
        }
      }
    }
    return images
  }

  /// Adds the weighted codewords of a run if few have a weight; else returns false.
  private static func add(
    _ weights: UnsafeMutableBufferPointer<Float>, run: UnsafePointer<Float>,
    to image: inout [Double]
  ) -> Bool {
    let limit = weights.count / 16
    var used = 0
    for place in weights.indices where weights[place] != 0 { used += 1 }
    guard used <= limit else { return false }
    guard used > 0 else { return true }
    let dimension = image.count
    image.withUnsafeMutableBufferPointer { image in
      for place in weights.indices where weights[place] != 0 {
        let weight = Double(weights[place])
        let row = run + place * dimension
        for coordinate in 0..<dimension { image[coordinate] += weight * Double(row[coordinate]) }
      }
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
