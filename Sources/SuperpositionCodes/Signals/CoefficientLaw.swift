import Foundation

/// The law of the coefficients y_i of a code x = Σ_{i∈S} y_i f_i, independent for all members.
public enum CoefficientLaw: WrittenLaw {
  /// y = 1: the code is the plain sum of its members.
  case one
  /// y = −1 or +1, equally likely.
  case sign
  /// Uniform on [low, high], 0 ≤ low < high ≤ 10⁶.
  case uniform(low: Double, high: Double)
  /// Exponential of mean 1.
  case exponential
  /// |G| with G standard normal.
  case halfNormal
  /// e^(sigma·G) with G standard normal, of median 1; 0 < sigma ≤ 4.
  case logNormal(sigma: Double)

  public static let subject = "coefficients"
  public static let forms = [
    "one", "sign", "uniform:a:b", "exponential", "half-normal", "lognormal:s",
  ]

  /// The largest end of a uniform law.
  static let largestUniform = 1e6
  /// The largest parameter of a lognormal law.
  static let largestSigma = 4.0

  /// The law as users write it: `one`, `sign`, `uniform:0.5:2`, `exponential`, `half-normal`,
  /// `lognormal:1`.
  ///
  /// - Throws: `CoefficientLawError` for a law that does not exist, parameters that are missing, too
  ///   many, not numbers, or out of range.
  public init(_ text: String) throws(CoefficientLawError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let parameters = Array(parts.dropFirst())
    switch parts[0] {
    case "one": self = .one
    case "sign": self = .sign
    case "exponential": self = .exponential
    case "half-normal": self = .halfNormal
    case "uniform":
      let ends = parameters.compactMap(Double.init)
      guard ends.count == 2, parameters.count == 2, ends[0] >= 0, ends[0] < ends[1],
        ends[1] <= Self.largestUniform
      else { throw .badParameters(text, right: "uniform:a:b takes 0 <= a < b <= 1e6") }
      // A zero without its sign.
      self = .uniform(low: ends[0] == 0 ? 0 : ends[0], high: ends[1])
      return
    case "lognormal":
      guard parameters.count == 1, let sigma = Double(parameters[0]), sigma > 0,
        sigma <= Self.largestSigma
      else { throw .badParameters(text, right: "lognormal:s takes 0 < s <= 4") }
      self = .logNormal(sigma: sigma)
      return
    default: throw .unknownLaw(parts[0])
    }
    guard parameters.isEmpty else {
      throw .badParameters(text, right: "\(parts[0]) takes no parameters")
    }
  }

  /// Whether all coefficients are at least 0; false for signs alone.
  public var isPositive: Bool { self != .sign }

  /// Whether the law has a density; without one (`one`, `sign`) a noiseless code is an integer
  /// vector on a dictionary of signs.
  public var isContinuous: Bool {
    switch self {
    case .one, .sign: false
    case .uniform, .exponential, .halfNormal, .logNormal: true
    }
  }

  /// E y.
  public var mean: Double {
    switch self {
    case .one, .exponential: 1
    case .sign: 0
    case .uniform(let low, let high): 0.5 * (low + high)
    case .halfNormal: (2 / Double.pi).squareRoot()
    case .logNormal(let sigma): exp(0.5 * sigma * sigma)
    }
  }

  /// E y², the power of one member in units of one codeword's power.
  public var secondMoment: Double {
    switch self {
    case .one, .sign, .halfNormal: 1
    case .uniform(let low, let high): (low * low + low * high + high * high) / 3
    case .exponential: 2
    case .logNormal(let sigma): exp(2 * sigma * sigma)
    }
  }

  /// E y² − (E y)².
  public var variance: Double {
    switch self {
    case .one: 0
    case .sign, .exponential: 1
    case .uniform(let low, let high): (high - low) * (high - low) / 12
    case .halfNormal: 1 - 2 / Double.pi
    case .logNormal(let sigma): exp(sigma * sigma) * expm1(sigma * sigma)
    }
  }

  /// The density at y, 0 outside of the law's range; nil for the laws that have none.
  public func density(_ y: Double) -> Double? {
    switch self {
    case .one, .sign: return nil
    case .uniform(let low, let high): return y >= low && y <= high ? 1 / (high - low) : 0
    case .exponential: return y >= 0 ? exp(-y) : 0
    case .halfNormal: return y >= 0 ? (2 / Double.pi).squareRoot() * exp(-0.5 * y * y) : 0
    case .logNormal(let sigma):
      guard y > 0 else { return 0 }
      let g = log(y) / sigma
      return exp(-0.5 * g * g) / (y * sigma * (2 * Double.pi).squareRoot())
    }
  }

  /// P(coefficient ≤ y).
  public func cumulative(_ y: Double) -> Double {
    switch self {
    case .one: return y >= 1 ? 1 : 0
    case .sign: return y >= 1 ? 1 : y >= -1 ? 0.5 : 0
    case .uniform(let low, let high): return min(1, max(0, (y - low) / (high - low)))
    case .exponential: return y > 0 ? -expm1(-y) : 0
    case .halfNormal: return y > 0 ? erf(y * 0.5.squareRoot()) : 0
    case .logNormal(let sigma):
      return y > 0 ? 0.5 * erfc(-log(y) / sigma * 0.5.squareRoot()) : 0
    }
  }

  /// The next coefficient of a stream.
  ///
  /// Each draw of a law takes the same number of words of the generator: none for `one`, one for
  /// signs, uniform and exponential ones, two for the others (Box and Muller 1958, whose second
  /// number is not used), so that the i-th coefficient is a pure function of (seed, i).
  public func sample(using generator: inout CounterBasedGenerator) -> Double {
    switch self {
    case .one: return 1
    case .sign: return generator.next() >> 63 == 0 ? 1 : -1
    case .uniform(let low, let high): return low + (high - low) * generator.uniform()
    case .exponential: return -log(generator.uniform())
    case .halfNormal: return abs(Self.normal(&generator))
    case .logNormal(let sigma): return exp(sigma * Self.normal(&generator))
    }
  }

  /// `count` coefficients, a pure function of the seed; fewer are the beginning of more.
  ///
  /// - Complexity: O(count).
  public func coefficients(count: Int, seed: Seed) -> [Double] {
    var generator = CounterBasedGenerator(seed)
    return (0..<count).map { _ in sample(using: &generator) }
  }

  private static func normal(_ generator: inout CounterBasedGenerator) -> Double {
    let radius = (-2 * log(generator.uniform())).squareRoot()
    return radius * cos(2 * Double.pi * generator.uniform())
  }
}

extension CoefficientLaw: CustomStringConvertible {
  /// The law as users write it; `CoefficientLaw(description)` is the law again.
  public var description: String {
    switch self {
    case .one: "one"
    case .sign: "sign"
    case .uniform(let low, let high): "uniform:\(Self.written(low)):\(Self.written(high))"
    case .exponential: "exponential"
    case .halfNormal: "half-normal"
    case .logNormal(let sigma): "lognormal:\(Self.written(sigma))"
    }
  }
}
