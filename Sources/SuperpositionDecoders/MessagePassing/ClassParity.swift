import CSuperpositionKernels
import Foundation

/// The posteriors of one group of classes, with what the parity of its number of members adds.
struct GroupWork {
  /// A codeword that may be kept.
  struct Candidate {
    let codeword: Int
    /// Its class.
    let number: Int
    /// Its value in the last estimate.
    let before: Double
    /// u, without the parity; within ±40.
    let logOdds: Double
    /// 1 - 2p, at least 10^-6 in magnitude.
    let weight: Double
  }

  /// Σ e^u, Σ e^(2u), Σ e^(3u) over the codewords of one class that are no candidates.
  struct ClassSums {
    var first: Double
    var second: Double
    var third: Double

    /// Takes away a codeword that has become a candidate.
    mutating func remove(exponent: Double) {
      let term = exp(max(-28, min(0, exponent)))
      first = max(0, first - term)
      second = max(0, second - term * term)
      third = max(0, third - term * term * term)
    }

    /// Σ p for p/(1-p) = factor·e^u: the variance of estimating them as 0.
    func variance(factor: Double) -> Double {
      max(0, factor * (first - factor * (second - factor * third)))
    }

    /// Σ ln(1 - 2p) for p/(1-p) = e^u.
    var logProduct: Double { -2 * (first + third / 3) }
  }

  /// The largest |q|.
  private static let largestProduct = 0.9999

  private(set) var candidates: [Candidate] = []
  var sums: [ClassSums] = []
  /// What the parity multiplies the odds of the others by.
  private(set) var factor = 1.0
  /// ±Π (1 - 2p) over the whole group, nil where the parity is not known.
  private var product: Double?
  private var logProduct = 0.0
  private var isNegative = false
  /// Where `select` found something.
  private(set) var positions: [UInt32] = []

  /// Starts a new group.
  mutating func begin() {
    candidates.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    factor = 1
    product = nil
    logProduct = 0
    isNegative = false
  }

  /// Positions of values of at least `bound`; returns their number.
  mutating func select(
    _ values: UnsafePointer<Int32>, count: Int, atLeast bound: Int32
  ) -> Int {
    if positions.count < count { positions = [UInt32](repeating: 0, count: count) }
    return superpose_select_at_least(values, count, bound, &positions)
  }

  mutating func add(codeword: Int, number: Int, before: Double, logOdds: Double) {
    let bounded = max(-40, min(40, logOdds))
    var weight = 1 - 2 / (1 + exp(-bounded))
    if abs(weight) < 1e-6 { weight = weight < 0 ? -1e-6 : 1e-6 }
    candidates.append(
      Candidate(
        codeword: codeword, number: number, before: before, logOdds: bounded, weight: weight))
  }

  /// Counts in the codewords of a class that are no candidates.
  mutating func addProduct(of sums: ClassSums) { logProduct += sums.logProduct }

  /// Whether a codeword is among the candidates.
  func contains(_ codeword: Int) -> Bool { candidates.contains { $0.codeword == codeword } }

  /// Puts the candidates in ascending order.
  mutating func sort() { candidates.sort { $0.codeword < $1.codeword } }

  /// Takes the parity of the number of members into account.
  ///
  /// - Returns: the most that it adds to the log-odds of a codeword that is no candidate; 0 if it
  ///   lowers them.
  mutating func finish(isOdd: Bool, cut: Double) -> Double {
    for candidate in candidates {
      logProduct += log(abs(candidate.weight))
      if candidate.weight < 0 { isNegative.toggle() }
    }
    let magnitude = exp(logProduct)
    let product = isOdd != isNegative ? magnitude : -magnitude
    self.product = product
    let bounded = max(-Self.largestProduct, min(Self.largestProduct, product))
    factor = (1 + bounded) / (1 - bounded)
    guard product > 0 else { return 0 }
    let highest = min(Self.largestProduct, product / (1 - 2 * cut))
    return log((1 + highest) / (1 - highest))
  }

  /// The log-odds of a candidate given the parity.
  func posteriorLogOdds(_ candidate: Candidate) -> Double {
    guard let product else { return candidate.logOdds }
    let quotient = max(
      -Self.largestProduct, min(Self.largestProduct, product / candidate.weight))
    return max(-40, min(40, candidate.logOdds + log((1 + quotient) / (1 - quotient))))
  }
}
