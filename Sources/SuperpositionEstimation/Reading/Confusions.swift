import SuperpositionCodes
import SuperpositionDecoders

/// Which codewords decoders take for which: every intruder of a failure with the member that it is
/// nearest to, and counts for each codeword.
public struct Confusions: Sendable {
  /// One intruder.
  public struct Confusion: Equatable, Sendable {
    /// The number of the code.
    public let code: Int
    /// The member missed that is nearest to the intruder, or the member nearest if none is missed.
    public let member: Int
    /// The codeword named in error; nil for a member that is missed without one.
    public let intruder: Int?
    /// The cosine of the two.
    public let cosine: Double?
    /// The step at which a greedy decoder chose the intruder, from one; nil for other decoders.
    public let step: Int?
  }

  /// How often one codeword was on, missed, and named in error.
  public struct FeatureCount: Equatable, Sendable {
    /// Codes that sent it.
    public var on = 0
    /// Codes that sent it without its being found.
    public var missed = 0
    /// Codes that did not send it though it was named.
    public var falselyNamed = 0
    /// Both together.
    public var mistakes: Int { missed + falselyNamed }
  }

  /// The confusions, in the order of the codes.
  public private(set) var confusions: [Confusion] = []
  /// The counts of the codewords that were ever on or named.
  public private(set) var features: [Int: FeatureCount] = [:]

  /// None yet.
  public init() {}

  /// Counts one code.
  ///
  /// - Parameters:
  ///   - entries: the entries of a codeword, of which cosines are made.
  ///   - step: when an intruder was chosen.
  public mutating func add(
    code: Int, sent: Support, found: Support, entries: (Int) -> [Double],
    step: (Int) throws -> Int? = { _ in nil }
  ) rethrows {
    let members = Set(sent)
    let named = Set(found)
    for member in sent {
      features[member, default: FeatureCount()].on += 1
      if !named.contains(member) { features[member, default: FeatureCount()].missed += 1 }
    }
    var missed = sent.filter { !named.contains($0) }
    let candidates = missed.isEmpty ? Array(sent) : missed
    for intruder in found where !members.contains(intruder) {
      features[intruder, default: FeatureCount()].falselyNamed += 1
      let row = entries(intruder)
      let cosines = candidates.map { Self.cosine(row, entries($0)) }
      guard let nearest = cosines.indices.max(by: { cosines[$0] < cosines[$1] }) else { continue }
      confusions.append(
        Confusion(
          code: code, member: candidates[nearest], intruder: intruder, cosine: cosines[nearest],
          step: try step(intruder)))
      missed.removeAll { $0 == candidates[nearest] }
    }
    for member in missed where found.allSatisfy(members.contains) {
      confusions.append(
        Confusion(code: code, member: member, intruder: nil, cosine: nil, step: nil))
    }
  }

  private static func cosine(_ left: [Double], _ right: [Double]) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (one, other) in zip(left, right) {
      product += one * other
      first += one * one
      second += other * other
    }
    return product / (first * second).squareRoot()
  }
}
