import Runs
import SuperpositionCodes
import SuperpositionDecoders

/// One block of an experiment: a grid of points of one kind. All of its values are possible ones.
public struct ExperimentBlock: Equatable, Sendable {
  /// What is computed at each point.
  public enum Kind: String, CaseIterable, Sendable {
    /// The success probability.
    case success
    /// The minimum dimension at a target.
    case dimension
    /// Bounds and predictions.
    case theory
    /// The coherence of dictionaries.
    case coherence
    /// The effective noise of message passing in each iteration.
    case trajectory

    /// The keys that a block of the kind may have; one of each of the inner lists is needed.
    var keys: (needed: [[BlockKey]], optional: [BlockKey]) {
      switch self {
      case .success:
        (
          [
            [.decoder], [.codewords], [.sparsity, .sparsityExponent],
            [.dimension, .dimensionsPerBit],
          ], [.ensemble, .noise, .estimator, .trials, .seed]
        )
      case .dimension:
        (
          [[.decoder], [.codewords], [.sparsity, .sparsityExponent]],
          [.ensemble, .noise, .target, .estimator, .trials, .precision, .seed]
        )
      case .theory:
        ([[.codewords], [.sparsity, .sparsityExponent]], [.noise, .target, .curve])
      case .coherence:
        ([[.codewords], [.dimension]], [.ensemble, .trials, .seed])
      case .trajectory:
        (
          [
            [.decoder], [.codewords], [.sparsity, .sparsityExponent],
            [.dimension, .dimensionsPerBit],
          ], [.noise, .trials, .seed]
        )
      }
    }
  }

  /// The numbers k, or the exponents that give them for each N.
  public enum Sparsity: Equatable, Sendable {
    /// The numbers.
    case counts([Int])
    /// k = N^ε, rounded.
    case exponents([Double])
  }

  /// The dimensions, or the dimensions per bit that give them for each (N, k).
  public enum Dimensions: Equatable, Sendable {
    /// The dimensions.
    case counts([Int])
    /// d = that times H(N, k), rounded.
    case perBit([Double])
  }

  /// How success probabilities are estimated.
  public enum EstimatorChoice: String, CaseIterable, Sendable {
    /// Conditional where it applies, simulation elsewhere.
    case auto
    /// Dictionaries are drawn and codes decoded.
    case simulate
    /// The members alone are drawn; what the other codewords do is computed.
    case conditional
  }

  /// The largest number of codewords.
  public static let largestCodewordCount = 1 << 60
  /// The largest dimension.
  public static let largestDimension = (1 << 31) - 1
  /// The most trials that can be asked for.
  public static let largestTrialCount = 1_000_000_000_000
  /// The largest noise power.
  public static let largestNoisePower = 1e9

  /// What is computed.
  public let kind: Kind
  /// Decoder names with their options; none for theory and coherence.
  public let decoders: [String]
  /// The laws of the codewords.
  public let ensembles: [Ensemble]
  /// N.
  public let codewords: [Int]
  /// k; nil for coherence.
  public let sparsity: Sparsity?
  /// P.
  public let noise: [Double]
  /// p, the success probabilities to reach.
  public let targets: [Double]
  /// d; nil for dimension and theory.
  public let dimensions: Dimensions?
  /// How success probabilities are estimated.
  public let estimator: EstimatorChoice
  /// Trials of each point.
  public let trials: Int
  /// The relative half-width of the interval at which a search for d* stops.
  public let precision: Double
  /// The seed.
  public internal(set) var seed: UInt64
  /// The theory curves; empty for all of them.
  public let curves: [String]

  /// Reads and checks the settings of a block.
  ///
  /// - Parameter knownCurves: the names that `curve` may have.
  /// - Throws: `ExperimentError` that names the key: a key that the kind does not take, one that it
  ///   needs, or a value that is impossible by itself or together with others.
  public init(kind: Kind, settings: BlockSettings, knownCurves: [String]) throws {
    let keys = kind.keys
    let known = keys.needed.flatMap { $0 } + keys.optional
    for key in BlockKey.allCases where settings.values[key] != nil && !known.contains(key) {
      throw settings.error(key, "does not apply to \(kind.rawValue)")
    }
    for alternatives in keys.needed {
      let given = alternatives.filter { settings.values[$0] != nil }
      if given.isEmpty {
        throw settings.error(alternatives[0], "missing; give \(alternatives[0].summary)")
      }
      if given.count > 1 {
        throw settings.error(
          given[1], "stands in place of \(settings.name(of: given[0])), not beside it")
      }
    }

    self.kind = kind
    let reader = SettingReader(settings: settings)
    decoders = try reader.names(.decoder)
    ensembles = try reader.names(.ensemble, default: ["rademacher"]).map { name in
      guard let ensemble = Ensemble(rawValue: name) else {
        throw settings.error(
          .ensemble,
          "there is no ensemble '\(name.quotedForMessage)'; "
            + "there are rademacher, gaussian, sphere")
      }
      return ensemble
    }
    codewords = try reader.integers(.codewords, in: 1...Self.largestCodewordCount)
    if settings.values[.sparsity] != nil {
      sparsity = .counts(try reader.integers(.sparsity, in: 1...Self.largestCodewordCount))
    } else if settings.values[.sparsityExponent] != nil {
      sparsity = .exponents(
        try reader.reals(.sparsityExponent, "from 0 to 1") { $0 >= 0 && $0 <= 1 })
    } else {
      sparsity = nil
    }
    noise = try reader.reals(
      .noise, default: [0], "a noise power from 0 to \(Int(Self.largestNoisePower))"
    ) { $0 >= 0 && $0 <= Self.largestNoisePower }
    targets = try reader.reals(
      .target, default: [0.5, 0.9], "a probability between 0 and 1, both excluded"
    ) { $0 > 0 && $0 < 1 }
    if settings.values[.dimension] != nil {
      dimensions = .counts(try reader.integers(.dimension, in: 1...Self.largestDimension))
    } else if settings.values[.dimensionsPerBit] != nil {
      dimensions = .perBit(
        try reader.reals(.dimensionsPerBit, "above 0 and at most 1000000") { $0 > 0 && $0 <= 1e6 })
    } else {
      dimensions = nil
    }
    let estimatorName = try reader.names(.estimator, default: ["auto"])
    guard estimatorName.count == 1, let choice = EstimatorChoice(rawValue: estimatorName[0]) else {
      throw settings.error(.estimator, "must be one of simulate, conditional, auto")
    }
    estimator = choice
    trials = try reader.integer(.trials, default: 1000, in: 1...Self.largestTrialCount)
    precision = try reader.real(.precision, default: 0.01, "from 0.00001 to 1") {
      $0 >= 1e-5 && $0 <= 1
    }
    seed = UInt64(try reader.integer(.seed, default: 1, in: 0...Int.max))
    curves = try reader.names(.curve)
    for curve in curves where !knownCurves.contains(curve) {
      throw settings.error(
        .curve,
        "there is no curve '\(curve.quotedForMessage)'; "
          + "there are \(knownCurves.joined(separator: ", "))")
    }
    try checkCombinations(settings)
  }

  /// Checks the values against each other.
  private func checkCombinations(_ settings: BlockSettings) throws {
    if case .counts(let counts) = sparsity, let largest = counts.max(),
      let fewest = codewords.min(), largest > fewest
    {
      throw settings.error(
        .sparsity, "k = \(largest) exceeds N = \(fewest); k must be from 1 to N")
    }
    if kind == .coherence {
      if ensembles != [.rademacher] {
        throw settings.error(.ensemble, "coherence is measured for the rademacher ensemble only")
      }
      if let fewest = codewords.min(), fewest < 2 {
        throw settings.error(.codewords, "coherence needs at least two codewords")
      }
    }
    if kind == .trajectory { try checkTrajectory(settings) }
    for name in decoders {
      let decoder: any Decoder
      do {
        decoder = try DecoderCatalog.decoder(named: name)
      } catch {
        throw settings.error(.decoder, error.description)
      }
      for ensemble in ensembles where !decoder.ensembles.contains(ensemble) {
        let covering = DecoderCatalog.families.map(\.name).filter {
          (try? DecoderCatalog.decoder(named: $0).ensembles.contains(ensemble)) == true
        }
        throw settings.error(
          .ensemble,
          "decoder '\(name)' does not cover the \(ensemble.rawValue) ensemble; "
            + "\(covering.joined(separator: ", ")) do")
      }
      for count in codewords {
        for k in sparsityValues(codewordCount: count) where !decoder.covers(sparsity: k) {
          throw settings.error(
            .sparsity,
            DecoderError.sparsityNotCovered(decoder: name, sparsity: k).description)
        }
      }
      if estimator == .conditional {
        for ensemble in ensembles {
          if let reason = Estimator.whyNotConditional(decoder: decoder, ensemble: ensemble) {
            throw settings.error(.estimator, reason)
          }
        }
      }
    }
  }

  private func checkTrajectory(_ settings: BlockSettings) throws {
    for name in decoders where name != "amp" {
      throw settings.error(
        .decoder,
        "trajectory follows the effective noise of amp; '\(name.quotedForMessage)' has none")
    }
    for count in codewords {
      for k in sparsityValues(codewordCount: count) where k >= count {
        throw settings.error(
          .sparsity, "k = \(k) at N = \(count): a trajectory needs k below N")
      }
    }
    guard trials <= TrajectoryPlan.largestTrialCount else {
      throw settings.error(
        .trials, "trajectory takes at most \(TrajectoryPlan.largestTrialCount) trials")
    }
  }

  /// The values of k for a number of codewords, ascending exponents that round to one k once.
  func sparsityValues(codewordCount: Int) -> [Int] {
    switch sparsity {
    case .counts(let counts): counts
    case .exponents(let exponents):
      exponents.reduce(into: []) { values, exponent in
        let k = Self.sparsity(codewordCount: codewordCount, exponent: exponent)
        if !values.contains(k) { values.append(k) }
      }
    case nil: []
    }
  }
}

/// Reads lists out of settings; errors name the key.
private struct SettingReader {
  let settings: BlockSettings

  func names(_ key: BlockKey, default standard: [String] = []) throws -> [String] {
    guard let value = settings.values[key] else { return standard }
    let names = value.text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    var seen: Set<String> = []
    for name in names {
      if name.isEmpty { throw settings.error(key, "a name is missing; give \(key.summary)") }
      if !seen.insert(name).inserted {
        throw settings.error(key, "'\(name.quotedForMessage)' is listed twice")
      }
    }
    return names
  }

  func integers(_ key: BlockKey, in range: ClosedRange<Int>) throws -> [Int] {
    let values: [Int]
    do {
      values = try NumberList.integers(settings.values[key]?.text ?? "")
    } catch {
      throw settings.error(key, error.description)
    }
    if let value = values.first(where: { !range.contains($0) }) {
      throw settings.error(
        key,
        "\(value) is out of range: from \(range.lowerBound) to \(Self.readable(range.upperBound))")
    }
    return values
  }

  /// A bound as a reader knows it: `2^60` rather than its nineteen digits.
  private static func readable(_ bound: Int) -> String {
    let exponent = bound.trailingZeroBitCount
    if bound == 1 << exponent && exponent >= 16 { return "2^\(exponent)" }
    if bound == .max { return "2^63 - 1" }
    return String(bound)
  }

  func reals(
    _ key: BlockKey, default standard: [Double] = [], _ rule: String,
    isAllowed: (Double) -> Bool
  ) throws -> [Double] {
    guard let value = settings.values[key] else { return standard }
    let values: [Double]
    do {
      values = try NumberList.reals(value.text)
    } catch {
      throw settings.error(key, error.description)
    }
    if let value = values.first(where: { !isAllowed($0) }) {
      throw settings.error(key, "\(NumberFormat.exact(value)) must be \(rule)")
    }
    // No negative zero: it would be a value of its own in identities.
    return values.map { $0 == 0 ? 0 : $0 }
  }

  func integer(
    _ key: BlockKey, default standard: Int, in range: ClosedRange<Int>
  ) throws -> Int {
    guard settings.values[key] != nil else { return standard }
    let values = try integers(key, in: range)
    guard values.count == 1 else { throw settings.error(key, "takes one value, not a list") }
    return values[0]
  }

  func real(
    _ key: BlockKey, default standard: Double, _ rule: String, isAllowed: (Double) -> Bool
  ) throws -> Double {
    let values = try reals(key, default: [standard], rule, isAllowed: isAllowed)
    guard values.count == 1 else { throw settings.error(key, "takes one value, not a list") }
    return values[0]
  }
}
