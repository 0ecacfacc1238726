import CSuperpositionKernels
import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics

/// Makes the residuals of chosen barriers, asked for in ascending order.
struct ResidualSweep {
  private let members: RademacherDictionary
  private let barriers: Barriers
  private let received: ReceivedCode
  /// Σ of the members removed so far (`removing`).
  private var removed: [Int32]
  /// The received code less the steps taken so far (`stepping`).
  private var stepped: [Double]
  private var removedCount = 0

  init(members: RademacherDictionary, received: ReceivedCode, barriers: Barriers) {
    self.members = members
    self.barriers = barriers
    self.received = received
    removed = []
    stepped = []
  }

  /// The residual of a barrier.
  ///
  /// - Complexity: O(d) for each member that enters and had not before.
  mutating func residual(at barrier: Int) -> TiltedResidual.Residual {
    switch barriers.residuals {
    case _ where barrier == 0, .received:
      return received(subtracting: [], scale: 1)
    case .removing(let order):
      let fresh = Array(order[removedCount..<barrier])
      let sum = members.weightedSum(
        codewords: fresh, weights: [Int32](repeating: 1, count: fresh.count))
      if removed.isEmpty {
        removed = sum
      } else {
        for coordinate in sum.indices { removed[coordinate] &+= sum[coordinate] }
      }
      removedCount = barrier
      return received(subtracting: removed, scale: 1)
    case .stepping(let order, let steps):
      // In double precision: the last residuals of unequal coefficients are small.
      if stepped.isEmpty { stepped = received.realCoordinates }
      var weights: [Int: Double] = [:]
      for step in removedCount..<barrier { weights[order[step], default: 0] += steps[step] }
      let fresh = weights.keys.sorted()
      let sum = members.weightedSum(
        codewords: fresh, weights: fresh.map { weights[$0] ?? 0 })
      for coordinate in sum.indices { stepped[coordinate] -= sum[coordinate] }
      removedCount = barrier
      return .real(stepped)
    case .projecting(let order, let factor, let coefficients):
      // Weights w of the first t members: Lᵀw = y.
      var weights = Array(coefficients[..<barrier])
      weights.withUnsafeMutableBufferPointer { weights in
        guard let base = weights.baseAddress else { return }
        BLAS.trsv(.lower, .yes, n: barrier, factor, ld: order.count, base)
      }
      return received(subtracting: Array(order[..<barrier]), weights: weights)
    case .combinations(let weights):
      let count = members.codewordCount
      return received(
        subtracting: Array(0..<count),
        weights: Array(weights[barrier * count..<(barrier + 1) * count]))
    }
  }

  private func received(
    subtracting codewords: [Int], weights: [Double]
  ) -> TiltedResidual.Residual {
    // Integer weights for the kernel, as fine as 31 bits allow.
    let total = weights.reduce(0) { $0 + abs($1) }
    let bits = min(20, 29 - Int(log2(max(total, 1)).rounded(.up)))
    guard bits >= 0 else { return received(subtracting: [], scale: 1) }
    let scale = Double(1 << bits)
    let sum = members.weightedSum(
      codewords: codewords, weights: weights.map { Int32(($0 * scale).rounded()) })
    return received(subtracting: sum, scale: scale)
  }

  /// The received code minus an integer vector over `scale`.
  private func received(subtracting sum: [Int32], scale: Double) -> TiltedResidual.Residual {
    switch received.coordinates {
    case .integer(let values) where sum.isEmpty:
      return .integer(values)
    case .integer(let values) where scale == 1:
      return .integer(zip(values, sum).map { $0 &- $1 })
    case .real(let values) where sum.isEmpty:
      return .real(values)
    default:
      return .real(zip(received.realCoordinates, sum).map { $0 - Double($1) / scale })
    }
  }
}

/// The correlations of samples with all residuals, from their products with the members.
struct BarrierCorrelations {
  private let barrierCount: Int
  /// Samples × barriers, row-major.
  private let values: [Double]

  /// Maps products to correlations.
  ///
  /// - Parameters:
  ///   - products: ⟨f, f_s⟩, `samples` rows of `stride`.
  ///   - received: ⟨f, received⟩, or nil where the received code is the sum of the members.
  /// - Complexity: O(T) a sample for suffix sums; O(T²) for orthogonal pursuits, O(T·k) for other
  ///   combinations, as matrix products.
  init(
    barriers: Barriers, products: [Int32], stride: Int, samples: Int, memberCount: Int,
    received: [Double]?
  ) {
    let count = barriers.heights.count
    barrierCount = count
    let start = (0..<samples).map { sample -> Double in
      if let received { return received[sample] }
      var sum: Int32 = 0
      products.withUnsafeBufferPointer { products in
        for member in 0..<memberCount { sum &+= products[sample * stride + member] }
      }
      return Double(sum)
    }
    var values = [Double](repeating: 0, count: samples * count)
    values.withUnsafeMutableBufferPointer { values in
      products.withUnsafeBufferPointer { products in
        guard let output = values.baseAddress, let products = products.baseAddress else { return }
        switch barriers.residuals {
        case .received:
          for sample in 0..<samples { output[sample] = start[sample] }
        case .removing(let order):
          order.withUnsafeBufferPointer { order in
            for sample in 0..<samples {
              var correlation = start[sample]
              let row = output + sample * count
              let productRow = products + sample * stride
              for barrier in 0..<count {
                row[barrier] = correlation
                correlation -= Double(productRow[order[barrier]])
              }
            }
          }
        case .stepping(let order, let steps):
          for sample in 0..<samples {
            var correlation = start[sample]
            let row = output + sample * count
            let productRow = products + sample * stride
            for barrier in 0..<count {
              row[barrier] = correlation
              correlation -= steps[barrier] * Double(productRow[order[barrier]])
            }
          }
        case .projecting(let order, let factor, let coefficients):
          Self.project(
            order: order, factor: factor, coefficients: coefficients, products: products,
            stride: stride, start: start, output: output)
        case .combinations(let weights):
          var reals = [Double](repeating: 0, count: samples * memberCount)
          for sample in 0..<samples {
            for member in 0..<memberCount {
              reals[sample * memberCount + member] = Double(products[sample * stride + member])
            }
            for barrier in 0..<count { output[sample * count + barrier] = start[sample] }
          }
          BLAS.gemm(
            .no, .yes, m: samples, n: count, k: memberCount, alpha: -1, reals, lda: memberCount,
            weights, ldb: memberCount, beta: 1, output, ldc: count)
        }
      }
    }
    self.values = values
  }

  /// ⟨f, e_j⟩ solve L g = (products in the order chosen); then prefix sums of y_j g_j.
  private static func project(
    order: [Int], factor: [Double], coefficients: [Double], products: UnsafePointer<Int32>,
    stride: Int, start: [Double], output: UnsafeMutablePointer<Double>
  ) {
    let count = order.count
    let samples = start.count
    // One column a sample.
    var columns = [Double](repeating: 0, count: count * samples)
    columns.withUnsafeMutableBufferPointer { columns in
      guard let columns = columns.baseAddress else { return }
      for (step, member) in order.enumerated() {
        for sample in 0..<samples {
          columns[step * samples + sample] = Double(products[sample * stride + member])
        }
      }
      BLAS.trsm(.lower, .no, n: count, columns: samples, factor, lda: count, columns, ldb: samples)
      for sample in 0..<samples {
        var correlation = start[sample]
        for step in 0..<count {
          output[sample * count + step] = correlation
          correlation -= coefficients[step] * columns[step * samples + sample]
        }
      }
    }
  }

  /// Calls `body` with one sample's correlations.
  func withCorrelations<Result>(
    of sample: Int, _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    values.withUnsafeBufferPointer { values in
      body(
        UnsafeBufferPointer(rebasing: values[sample * barrierCount..<(sample + 1) * barrierCount]))
    }
  }
}
