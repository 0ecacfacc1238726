import CSuperpositionKernels
import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics

/// The probability that a fresh random codeword clears any of a run's barriers, by importance
/// sampling.
///
/// A mixture over barriers, each component tilted exponentially towards its residual so that the
/// barrier is about as likely cleared as not: entry l is +1 with probability 1/(1 + e^{-2 s r_l}),
/// K'(s) = h. A codeword that clears any barrier (all are looked at) weighs
/// 1/Σ_u α_u e^{s_u⟨f, r_u⟩ - K_u(s_u)}, the balance heuristic: unbiased for every s and α, with
/// bounded relative error (Owen, Maximov and Chertkov 2019, 'Importance sampling the union of rare
/// events', Electron. J. Statist. 13; Asmussen and Glynn 2007, 'Stochastic Simulation', ch. V-VI).
/// Neighbouring barriers of a pursuit nearly coincide, so at most eight, spread evenly over the
/// steps' share of the tail, serve as components.
///
/// Two roundings are left: tilted probabilities are multiples of 2^-32 and the members' weights in a
/// real residual multiples of 2^-16 or less; both change weights by less than one part in 10^4 of
/// their own noise. All weights are handled as logarithms.
struct BarrierUnion {
  /// Samples of one batch, one for each component.
  static let batchSize = 8

  /// One tilted component of the mixture.
  private struct Component {
    let barrier: Int
    let tilt: Double
    /// ln α - K(s).
    let logOffset: Double
    let thresholds: [UInt32]
    /// Samples of a batch that it makes.
    let share: Int
  }

  private let members: RademacherDictionary
  private let barriers: Barriers
  private let priorities: [Double]
  private let seed: Seed
  private let components: [Component]
  private let receivedSums: SignedSumTable?
  private let tolerance: Double

  /// Prepares the mixture.
  ///
  /// - Parameters:
  ///   - isPlainSum: whether a code of integers is the sum of all members.
  ///   - priorities: of the members, ascending, uniform on (0, 1).
  ///   - seed: of the samples.
  /// - Complexity: O(d) for each component and O(t·d) for the members that lead to its residual.
  init(
    members: RademacherDictionary, received: ReceivedCode, isPlainSum: Bool = true,
    barriers: Barriers, priorities: [Double], seed: Seed
  ) {
    self.members = members
    self.barriers = barriers
    self.priorities = priorities
    self.seed = seed
    receivedSums =
      if case .integer = received.coordinates, isPlainSum { nil } else {
        SignedSumTable(received.realCoordinates)
      }
    // Integer correlations differ by at least 1; rounding of real ones stays far below this, which
    // is what the decoders take for a tie.
    tolerance = min(1e-9 * Double(members.dimension), 0.25)

    let shares = Self.shares(of: barriers)
    var residuals = ResidualSweep(members: members, received: received, barriers: barriers)
    components = shares.map { barrier, share in
      // Where the residual vanished there is nothing to aim at.
      let residual =
        barriers.energies[barrier] > 0
        ? residuals.residual(at: barrier)
        : .integer([Int32](repeating: 0, count: members.dimension))
      let height = barriers.heights[barrier]
      let tilted = TiltedResidual(
        residual, height: max(0, barriers.isTwoSided ? abs(height) : height))
      return Component(
        barrier: barrier, tilt: tilted.tilt,
        logOffset: log(Double(share) / Double(Self.batchSize)) - tilted.logMoment,
        thresholds: tilted.thresholds, share: share)
    }
  }

  /// Barriers that serve as components with their numbers of samples in a batch, in ascending order.
  private static func shares(of barriers: Barriers) -> [(barrier: Int, share: Int)] {
    let count = barriers.heights.count
    let logTails = (0..<count).map { barrier in
      let height = barriers.heights[barrier]
      let energy = barriers.energies[barrier]
      guard energy > 0 else { return height <= 0 ? 0 : -Double.infinity }
      return NormalDistribution.logTail(
        (barriers.isTwoSided ? abs(height) : height) / energy.squareRoot())
    }
    let largest = logTails.max() ?? 0
    // The square root spreads the components over more of the steps than their tails alone would:
    // tails of neighbours overlap, so their sum overrates them.
    let masses = logTails.map { largest - $0 < 16 ? exp(0.5 * ($0 - largest)) : 0 }
    let total = masses.reduce(0, +)
    var shares: [(barrier: Int, share: Int)] = []
    var cumulated = 0.0
    var taken = 0
    for barrier in 0..<count where masses[barrier] > 0 {
      cumulated += masses[barrier]
      let reached = min(
        batchSize, Int((cumulated / total * Double(batchSize) + 0.5).rounded(.down)))
      if reached > taken {
        shares.append((barrier, reached - taken))
        taken = reached
      }
    }
    if taken < batchSize, let last = shares.popLast() {
      shares.append((last.barrier, last.share + batchSize - taken))
    }
    return shares
  }

  /// An upper bound on ln q: the union of the bounds of Hoeffding (1963),
  /// P(⟨f, r⟩ ≥ h) ≤ e^{-h²/(2‖r‖²)}.
  static func logUpperBound(_ barriers: Barriers) -> Double {
    var terms: [Double] = []
    for (height, energy) in zip(barriers.heights, barriers.energies) {
      let height = barriers.isTwoSided ? abs(height) : height
      // A residual that vanishes by rounding is as good as one that vanishes.
      terms.append(height <= 0 || energy <= 0 ? 0 : -height * height / (2 * energy))
    }
    return min(0, LogSumExp.sum(terms) + (barriers.isTwoSided ? M_LN2 : 0))
  }

  /// ln of the unbiased estimates of q from batches of `batchSize` samples each.
  ///
  /// - Parameter batches: their numbers; batch b is a pure function of (seed, b).
  /// - Complexity: O(d + k·d/512 + T) a sample, and what the residuals' map adds.
  func logEstimates(batches: Range<Int>) -> [Double] {
    let size = Self.batchSize
    let samples = batches.count * size
    let byteCount = members.codewordByteCount
    var codewords = [UInt8](repeating: 0, count: samples * byteCount)
    codewords.withUnsafeMutableBufferPointer { codewords in
      guard let base = codewords.baseAddress else { return }
      var first = 0
      for component in components {
        for (row, batch) in batches.enumerated() {
          for lane in first..<first + component.share {
            superpose_sample_codeword(
              seed.value, UInt64(batch * size + lane), component.thresholds, members.dimension,
              base + (row * size + lane) * byteCount)
          }
        }
        first += component.share
      }
    }
    let stride = members.tileCount * RademacherDictionary.tileWidth
    let products = [Int32](unsafeUninitializedCapacity: samples * stride) { products, count in
      // All tiles at once, so that the kernel can block them; few enough samples to stay in cache.
      members.forEachChunk(tilesPerChunk: members.tileCount) { chunk in
        codewords.withUnsafeBufferPointer { codewords in
          for first in Swift.stride(from: 0, to: samples, by: 64) {
            superpose_inner_products(
              chunk.tiles, chunk.tileStride, chunk.tileCount, members.dimension,
              codewords.baseAddress.unsafelyUnwrapped + first * byteCount, byteCount,
              min(64, samples - first),
              products.baseAddress.unsafelyUnwrapped + first * stride, stride)
          }
        }
      }
      count = samples * stride
    }
    let correlations = BarrierCorrelations(
      barriers: barriers, products: products, stride: stride, samples: samples,
      memberCount: members.codewordCount,
      received: receivedSums.map { sums in
        codewords.withUnsafeBufferPointer { codewords in
          (0..<samples).map {
            sums.product(with: codewords.baseAddress.unsafelyUnwrapped + $0 * byteCount)
          }
        }
      })
    var logEstimates: [Double] = []
    var terms = [Double](repeating: 0, count: size)
    for row in 0..<batches.count {
      for lane in 0..<size {
        terms[lane] = correlations.withCorrelations(of: row * size + lane) { logWeight(of: $0) }
      }
      logEstimates.append(LogSumExp.sum(terms) - log(Double(size)))
    }
    return logEstimates
  }

  /// ln of a sample's contribution to q, from its correlations with all residuals.
  private func logWeight(of correlations: UnsafeBufferPointer<Double>) -> Double {
    let hit = hitProbability(of: correlations)
    guard hit > 0 else { return -.infinity }
    var largest = -Double.infinity
    var sum = 0.0
    for component in components {
      var product = component.tilt * correlations[component.barrier]
      if barriers.isTwoSided {
        // Both signs of the tilt, half each: e^K cosh. f and -f clear the same barriers, so the
        // samples need no second sign.
        product = abs(product)
        product += log1p(exp(-2 * product)) - M_LN2
      }
      let term = component.logOffset + product
      if term <= largest {
        sum += exp(term - largest)
      } else {
        sum = sum * exp(largest - term) + 1
        largest = term
      }
    }
    return log(hit) - largest - log(sum)
  }

  /// 1 above any barrier, 0 below all; at ties the probability that the fresh codeword's priority is
  /// less than that of a member it ties with.
  private func hitProbability(of correlations: UnsafeBufferPointer<Double>) -> Double {
    barriers.heights.withUnsafeBufferPointer { heights in
      var tied = 0.0
      for barrier in 0..<heights.count {
        let correlation =
          barriers.isTwoSided ? abs(correlations[barrier]) : correlations[barrier]
        let excess = correlation - heights[barrier]
        if excess > tolerance { return 1 }
        if excess >= -tolerance, case .priorityOfMember(let holders) = barriers.ties {
          tied = max(tied, priorities[holders[barrier]])
        }
      }
      return tied
    }
  }
}
