/// The law of the supports S.
public enum SupportLaw: WrittenLaw {
  /// Uniform among the supports of exactly k members.
  case uniform
  /// Codeword i is on with probability min(1, c/(i + 1)^exponent), independently of all others, c
  /// such that k are on in the mean: sizes differ from code to code, and may be 0.
  case zipf(exponent: Double)

  public static let subject = "supports"
  public static let forms = ["uniform", "zipf:s"]

  /// The largest exponent.
  static let largestExponent = 4.0
  /// The most codewords of which each has a probability of its own.
  public static let largestCodewordCount = 1 << 24

  /// The law as users write it: `uniform`, `zipf:1`.
  ///
  /// - Throws: `SupportLawError` for a law that does not exist, or a parameter that is missing, no
  ///   number or out of range.
  public init(_ text: String) throws(SupportLawError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts[0] {
    case "uniform":
      guard parts.count == 1 else {
        throw .badParameters(text, right: "uniform takes no parameters")
      }
      self = .uniform
    case "zipf":
      guard parts.count == 2, let exponent = Double(parts[1]), exponent >= 0,
        exponent <= Self.largestExponent
      else { throw .badParameters(text, right: "zipf:s takes 0 <= s <= 4") }
      // A zero without its sign.
      self = .zipf(exponent: exponent == 0 ? 0 : exponent)
    default: throw .unknownLaw(parts[0])
    }
  }

  /// With which probability each codeword is on; nil where the number of members is fixed.
  ///
  /// - Precondition: 1 ≤ `sparsity` ≤ `codewordCount` ≤ `largestCodewordCount`.
  /// - Complexity: O(N) when a law is asked for its first time.
  public func firing(codewordCount: Int, sparsity: Int) -> FiringProbabilities? {
    guard case .zipf(let exponent) = self else { return nil }
    return .zipf(exponent: exponent, codewordCount: codewordCount, sparsity: sparsity)
  }

  /// A support of this law.
  ///
  /// - Parameter sparsity: k, the members, or how many there are in the mean.
  /// - Complexity: O(k log k) in the mean, but for what `firing` takes.
  public func support(
    sparsity: Int, codewordCount: Int, using generator: inout CounterBasedGenerator
  ) -> Support {
    guard let firing = firing(codewordCount: codewordCount, sparsity: sparsity) else {
      return .drawn(sparsity: sparsity, codewordCount: codewordCount, using: &generator)
    }
    return firing.support(using: &generator)
  }
}

extension SupportLaw: CustomStringConvertible {
  /// The law as users write it; `SupportLaw(description)` is the law again.
  public var description: String {
    switch self {
    case .uniform: "uniform"
    case .zipf(let exponent): "zipf:\(Self.written(exponent))"
    }
  }
}
