import Foundation
import Synchronization

/// Codewords that are on independently of each other, codeword i with a probability p_i that falls
/// with i.
public struct FiringProbabilities: Hashable, Sendable {
  /// N.
  public let codewordCount: Int
  private let exponent: Double
  private let scale: Double

  /// p_i = min(1, c/(i + 1)^exponent) with Σ p_i = `sparsity`.
  ///
  /// - Complexity: O(N) the first time, then O(1).
  static func zipf(exponent: Double, codewordCount: Int, sparsity: Int) -> FiringProbabilities {
    let key = Key(exponent: exponent, codewordCount: codewordCount, sparsity: sparsity)
    return known.withLock { known in
      if let one = known[key] { return one }
      if known.count >= 4096 { known.removeAll() }
      let scale = scale(exponent: exponent, codewordCount: codewordCount, sparsity: sparsity)
      let one = FiringProbabilities(
        codewordCount: codewordCount, exponent: exponent, scale: scale)
      known[key] = one
      return one
    }
  }

  private struct Key: Hashable {
    let exponent: Double
    let codewordCount: Int
    let sparsity: Int
  }

  /// Laws are asked for with every code.
  private static let known = Mutex<[Key: FiringProbabilities]>([:])

  /// c: with m codewords always on, the others share what is left of k.
  private static func scale(exponent: Double, codewordCount: Int, sparsity: Int) -> Double {
    let weights = (1...codewordCount).map { pow(Double($0), -exponent) }
    // From the smallest, so that no rounding adds up.
    var rest = weights.reversed().reduce(0, +)
    for certain in 0..<sparsity {
      let scale = Double(sparsity - certain) / rest
      if scale * weights[certain] <= 1 { return scale }
      rest -= weights[certain]
    }
    return .infinity
  }

  /// p_i.
  public subscript(codeword: Int) -> Double {
    scale == .infinity ? 1 : min(1, scale * pow(Double(codeword + 1), -exponent))
  }

  /// A support of this law.
  ///
  /// From one candidate to the next, as many codewords are skipped as would be off if all had the
  /// last one's probability, of which none has more; the candidate stays with the ratio of the two
  /// (Miller and Hagberg 2011, 'Efficient generation of networks with given expected degrees').
  ///
  /// - Complexity: O(k) in the mean, or O(log N) if that is more.
  public func support(using generator: inout CounterBasedGenerator) -> Support {
    var members: [Int] = []
    var codeword = 0
    var bound = self[0]
    while codeword < codewordCount {
      if bound < 1 {
        let skipped = log(generator.uniform()) / log1p(-bound)
        guard skipped < Double(codewordCount - codeword) else { break }
        codeword += Int(skipped)
        guard codeword < codewordCount else { break }
      }
      let probability = self[codeword]
      if bound == probability || generator.uniform() * bound < probability {
        members.append(codeword)
      }
      bound = probability
      codeword += 1
    }
    return Support(members)
  }

  /// The distribution of |S|: P(|S| = j) at position j, up to where what is left is below 1e-18.
  ///
  /// - Complexity: O(N k).
  public var sizeDistribution: [Double] {
    var masses = [1.0]
    for codeword in 0..<codewordCount {
      let on = self[codeword]
      masses.append(0)
      for size in stride(from: masses.count - 1, to: 0, by: -1) {
        masses[size] = masses[size] * (1 - on) + masses[size - 1] * on
      }
      masses[0] *= 1 - on
      while masses.count > 1, let last = masses.last, last < 1e-18 { masses.removeLast() }
    }
    return masses
  }

  /// H(S | |S|) in bits: what a code says to who is told how many members it has.
  ///
  /// - Complexity: O(N k).
  public var entropyBits: Double {
    var bits = 0.0
    for codeword in 0..<codewordCount {
      let on = self[codeword]
      bits += Self.bits(on) + Self.bits(1 - on)
    }
    return max(0, bits - sizeDistribution.reduce(0) { $0 + Self.bits($1) })
  }

  /// The probability that two supports are equal.
  ///
  /// - Complexity: O(N).
  public var coincidence: Double {
    var sum = 0.0
    for codeword in 0..<codewordCount {
      let on = self[codeword]
      sum += log(on * on + (1 - on) * (1 - on))
    }
    return exp(sum)
  }

  /// -p log2 p.
  private static func bits(_ probability: Double) -> Double {
    probability > 0 ? -probability * log2(probability) : 0
  }
}
