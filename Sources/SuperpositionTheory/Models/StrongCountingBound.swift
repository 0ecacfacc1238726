import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The strong counting converse of the noiseless code, for every target.
///
/// For any decoder, averaged over dictionaries, P(success) ≤ Pr[W > T] + 2^(T − H) for every T, with
/// W = Σ_{r≤d} −log2 b(x_r) and x_r independent with the law b of a sum of k signs: a decoder is
/// right for at most one support of each code, so the codes with Π b(x_r) ≥ 2^(−T), of which there
/// are at most 2^T, cost it all but 2^T of the 2^H supports; the other codes have the probability of
/// the first term (compare T. Han, "Information-Spectrum Methods in Information Theory", 2003, on
/// strong converses).
///
/// Every approximation errs towards a larger bound on the success, thus a smaller dimension. Up to
/// d = 4096 the law of W is that on a grid by Fourier transform: costs are rounded up to the grid,
/// and what that adds to their sum is taken back but for a deviation of probability 1e-10 (Hoeffding
/// 1963). Above, the normal law plus the error of Berry and Esseen (I. Shevtsova, 2011: 0.4748). The
/// bound of Chernoff is taken where it is smaller, as for targets near 0.
struct StrongCountingBound {
  /// H(N, k) in bits.
  private let entropy: Double
  /// The law of one coordinate's cost −log2 b(x) in bits: probabilities, costs. Empty for
  /// k > 2^26, where the Gaussian limit stands for it.
  private let probabilities: [Double]
  private let costs: [Double]
  private let mean: Double
  private let variance: Double
  /// E|cost − mean|³.
  private let thirdMoment: Double
  /// s and ln E b(x)^(−s), 0 < s < 1.
  private let exponents: [(s: Double, value: Double)]

  private static let largestListed = 1 << 26
  private static let largestTransformed = 4096
  private static let slip = 1e-10

  init(codewords: Int, sparsity k: Int) {
    entropy = Entropy.entropyBits(codewords: codewords, sparsity: k)
    mean = Entropy.binomialBits(k)
    let ln2 = Entropy.ln2
    let places = (1..<32).map { Double($0) / 32 }
    guard k <= Self.largestListed else {
      // cost = constant + G²/2 nats.
      probabilities = []
      costs = []
      variance = 0.5 / (ln2 * ln2)
      // E|G² − 1|³ = 8.6915…, in units of (2 ln 2)^−3.
      thirdMoment = 8.6916 / (8 * ln2 * ln2 * ln2)
      let floor = mean * ln2 - 0.5
      exponents = places.map { ($0, $0 * floor - 0.5 * log1p(-$0)) }
      return
    }
    var probabilities: [Double] = []
    var costs: [Double] = []
    for j in stride(from: k / 2, through: 0, by: -1) {
      let logProbability = Combinatorics.logBinomial(k, j) - Double(k) * ln2
      if logProbability < -700 { break }
      probabilities.append((2 * j == k ? 1 : 2) * exp(logProbability))
      costs.append(-logProbability / ln2)
    }
    var variance = 0.0
    var third = 0.0
    for (p, cost) in zip(probabilities, costs) {
      let distance = abs(cost - mean)
      variance += p * distance * distance
      third += p * distance * distance * distance
    }
    self.probabilities = probabilities
    self.costs = costs
    self.variance = variance
    thirdMoment = third
    exponents = places.map { s in
      (s, LogSumExp.sum(zip(probabilities, costs).map { log($0) + s * ln2 * $1 }))
    }
  }

  /// The dimension at which the bound reaches `target` (see `SuccessBound`); 0 if vacuous.
  ///
  /// - Complexity: about ten Fourier transforms of at most 2^17 numbers up to d = 4096.
  func dimension(target: Double) throws(NumericsError) -> Double {
    let guess = entropy / mean
    let spread = (variance * max(guess, 1)).squareRoot() / mean
    return try SuccessBound.crossing(target: target, near: guess, step: 2 * spread) {
      d throws(NumericsError) -> Double in try success(dimension: d)
    }
  }

  /// The bound on the success probability at d ≥ 0.
  func success(dimension d: Int) throws(NumericsError) -> Double {
    if d == 0 { return exp2(-entropy) }
    let far = min(1, chernoff(Double(d)))
    if d <= Self.largestTransformed, !costs.isEmpty { return min(far, try transformed(d)) }
    return min(far, normal(Double(d)))
  }

  private func chernoff(_ d: Double) -> Double {
    // The best T of each s lies where both terms fall alike; any T is right.
    var best = 1.0
    for (s, value) in exponents {
      let logCut = (d * value + entropy * Entropy.ln2) / (1 + s)
      let tail = exp(min(0, d * value - s * logCut))
      best = min(best, tail + exp(min(0, logCut - entropy * Entropy.ln2)))
    }
    return best
  }

  private func normal(_ d: Double) -> Double {
    let spread = (variance * d).squareRoot()
    let error = 0.4748 * thirdMoment / (variance * variance.squareRoot() * d.squareRoot())
    var best = 1.0
    // T = H − γ; any γ is right.
    for i in 0...320 {
      let gamma = 0.25 * Double(i)
      let tail = NormalDistribution.tail((entropy - gamma - mean * d) / spread) + error
      best = min(best, tail + exp2(-gamma))
    }
    return best
  }

  private func transformed(_ d: Int) throws(NumericsError) -> Double {
    let count = Double(d)
    let floor = costs[0]
    let spread = (variance * count).squareRoot()
    let below = min(count * (mean - floor), 12 * spread + 40)
    let span = below + 14 * spread + 60
    let deviations = (0.5 * count * log(1 / Self.slip)).squareRoot()
    // A grid whose deviation stays below a twentieth of a coordinate.
    let wanted = span * deviations / (0.05 * mean)
    let bits = min(17, max(10, Int(log2(max(1, wanted)).rounded(.up))))
    let size = 1 << bits
    let cell = span / Double(size)

    var law = [Double](repeating: 0, count: size)
    var beyond = 0.0
    var excess = 0.0
    for (p, cost) in zip(probabilities, costs) {
      let place = ((cost - floor) / cell - 1e-9).rounded(.up)
      if place < Double(size) {
        law[Int(place)] += p
        excess += p * (floor + place * cell - cost)
      } else {
        beyond += p
      }
    }
    let sums = try FourierTransform.cyclicPower(of: law, count: d)
    // The sums count from the first cell of the window, modulo its length: from cell 0 if `below`
    // reaches there, lest the least sums wrap around to its end.
    let first = max(0, (count * (mean - floor) - below) / cell).rounded(.down)
    let origin = Int(first.truncatingRemainder(dividingBy: Double(size)))
    let takenBack = max(0, count * excess - cell * deviations)
    // Sums with a coordinate beyond, a slip of Hoeffding's bound, of the window, of rounding.
    var tail = min(1, count * beyond) + 3 * Self.slip
    var best = 1.0
    for i in stride(from: size - 1, through: 0, by: -1) {
      // Pr[W > cut] is at most the probability of the cells above i.
      let cut = count * floor + (first + Double(i)) * cell - takenBack
      if cut <= entropy { best = min(best, tail + exp2(cut - entropy)) }
      tail += sums[(origin + i) & (size - 1)]
    }
    return min(1, best)
  }
}
