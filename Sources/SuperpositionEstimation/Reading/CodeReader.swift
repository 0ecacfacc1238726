import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics

/// Reads codes that someone has: supports, scores and residuals, with any decoder on any dictionary.
public struct CodeReader: Sendable {
  /// How large supports are.
  public enum Size: Equatable, Sendable {
    /// k members each.
    case told(Int)
    /// Of `limit` members those whose coefficient in the fit is above this.
    case threshold(Double, limit: Int)
    /// As few members, up to `limit`, as leave this fraction of the code's norm.
    case residual(Double, limit: Int)

    /// The most members.
    public var limit: Int {
      switch self {
      case .told(let count), .threshold(_, let count), .residual(_, let count): count
      }
    }
  }

  /// What was read of one code.
  public struct Reading: Sendable {
    /// The members.
    public let support: Support
    /// Their coefficients in the least-squares fit of the code, in the order of the support.
    public let scores: [Double]
    /// The norm of what the fit leaves, over the code's.
    public let residual: Double
    /// Whether the decoder reached its stop rule.
    public let converged: Bool
  }

  private let decoder: any Decoder
  private let dictionary: GivenDictionary
  private let noisePower: Double
  private let coefficients: CoefficientLaw
  private let size: Size

  /// A reader.
  ///
  /// - Parameters:
  ///   - noisePower: P of the codes.
  ///   - coefficients: what the decoder takes the coefficients' law to be.
  public init(
    _ decoder: any Decoder, on dictionary: GivenDictionary, noisePower: Double = 0,
    coefficients: CoefficientLaw = .one, size: Size
  ) {
    self.decoder = decoder
    self.dictionary = dictionary
    self.noisePower = noisePower
    self.coefficients = coefficients
    self.size = size
  }

  /// Reads codes, one reading for each, in order.
  ///
  /// - Parameter codes: d numbers each, all finite.
  /// - Throws: what the decoder throws.
  public func read(_ codes: [[Double]], workers: Int) async throws -> [Reading] {
    let limit = min(size.limit, dictionary.codebook.codewordCount)
    switch size {
    case .told: return try await read(codes, sparsity: limit, workers: workers)
    case .threshold(let level, _):
      return zip(codes, try await read(codes, sparsity: limit, workers: workers)).map {
        code, reading in
        let kept = zip(reading.support, reading.scores).filter { abs($0.1) > level }.map(\.0)
        return fitted(code, Support(kept), converged: reading.converged)
      }
    case .residual(let level, _):
      return try await fewest(codes, level: level, limit: limit, workers: workers)
    }
  }

  /// What the readings of codes take for what.
  ///
  /// - Parameters:
  ///   - sent: what each code sends; codes without it do not count.
  ///   - entries: the entries of a codeword, of which cosines are made.
  public func confusions(
    of readings: [Reading], _ codes: [[Double]], sent: (Int) -> Support?,
    entries: (Int) -> [Double]
  ) throws -> Confusions {
    var steps: ConfusionSteps?
    if case .told(let count) = size {
      steps = ConfusionSteps(decoder, codebook: dictionary.codebook, model: model(sparsity: count))
    }
    var found = Confusions()
    for (number, reading) in readings.enumerated() {
      guard let members = sent(number) else { continue }
      try found.add(code: number, sent: members, found: reading.support, entries: entries) {
        try steps?.step(
          of: $0,
          in: dictionary.seen(codes[number], sparsity: size.limit, noisePower: noisePower))
      }
    }
    return found
  }

  private func model(sparsity: Int) -> SignalModel {
    SignalModel(
      sparsity: sparsity, noisePower: noisePower * dictionary.noiseUnit.seen,
      coefficients: coefficients)
  }

  /// The readings with k members.
  private func read(_ codes: [[Double]], sparsity: Int, workers: Int) async throws -> [Reading] {
    let prepared = try decoder.prepared(
      for: dictionary.codebook, model: model(sparsity: sparsity))
    var readings: [Reading] = []
    let batch = 32 * max(1, workers)
    for first in stride(from: 0, to: codes.count, by: batch) {
      try Task.checkCancellation()
      let part = codes[first..<min(first + batch, codes.count)]
      let seen = part.map { dictionary.seen($0, sparsity: sparsity, noisePower: noisePower) }
      for (code, decoding) in zip(part, try await prepared.decode(seen, workers: workers)) {
        readings.append(
          fitted(code, decoding.support, converged: decoding.converged, sparsity: sparsity))
      }
    }
    return readings
  }

  /// The readings with the fewest members that leave less than `level`: sizes are doubled until it is
  /// reached, then halved in, for all codes of one size together.
  private func fewest(
    _ codes: [[Double]], level: Double, limit: Int, workers: Int
  ) async throws -> [Reading] {
    var best = [Reading?](repeating: nil, count: codes.count)
    // A size below which too much is left, and one at which not, if that is known.
    var bounds = [(low: Int, high: Int?)](repeating: (0, nil), count: codes.count)
    while true {
      var asked: [Int: [Int]] = [:]
      for (code, bound) in bounds.enumerated() {
        if let high = bound.high {
          guard high - bound.low > 1 else { continue }
          asked[bound.low + (high - bound.low) / 2, default: []].append(code)
        } else if bound.low < limit {
          asked[min(limit, max(1, 2 * bound.low)), default: []].append(code)
        }
      }
      guard !asked.isEmpty else { break }
      for (sparsity, numbers) in asked.sorted(by: { $0.key < $1.key }) {
        let asking = numbers.map { codes[$0] }
        let readings = try await read(asking, sparsity: sparsity, workers: workers)
        for (number, reading) in zip(numbers, readings) {
          if reading.residual <= level {
            bounds[number].high = sparsity
            best[number] = reading
          } else {
            bounds[number].low = sparsity
            // The limit's reading stands if none does better.
            if sparsity == limit { best[number] = reading }
          }
        }
      }
    }
    return best.compactMap { $0 }
  }

  /// The fit of a code on a support: in the coordinates in which the decoder sees both.
  private func fitted(
    _ code: [Double], _ support: Support, converged: Bool, sparsity: Int? = nil
  ) -> Reading {
    let seen =
      dictionary.transform?.transformed(
        code: code, coefficientSum: Double(sparsity ?? support.count)) ?? code
    let energy = seen.reduce(0) { $0 + $1 * $1 }
    let rows = support.map(dictionary.codebook.entries(ofCodeword:))
    let products = rows.map { zip($0, seen).reduce(0) { $0 + $1.0 * $1.1 } }
    guard let scores = try? Self.solution(rows, products) else {
      // Members that depend on each other have no coefficients of their own.
      return Reading(
        support: support, scores: [Double](repeating: .nan, count: rows.count), residual: .nan,
        converged: false)
    }
    var rest = seen
    for (row, score) in zip(rows, scores) {
      for coordinate in rest.indices { rest[coordinate] -= score * row[coordinate] }
    }
    let left = rest.reduce(0) { $0 + $1 * $1 }
    return Reading(
      support: support, scores: scores,
      residual: energy > 0 ? (left / energy).squareRoot() : 0, converged: converged)
  }

  /// The coefficients a of FFᵀa = b, F the rows.
  private static func solution(_ rows: [[Double]], _ right: [Double]) throws -> [Double] {
    let count = rows.count
    var gram = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        gram[row * count + column] = zip(rows[row], rows[column]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    var solution = right
    try BLAS.choleskyFactor(n: count, &gram, ld: count)
    try BLAS.choleskySolve(n: count, gram, ld: count, &solution)
    return solution
  }
}
