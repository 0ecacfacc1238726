import CSuperpositionKernels
import Foundation
import SuperpositionCodes
import SuperpositionTheory

/// Approximate message passing on codewords of any norms, for coefficients of any law.
///
/// With columns a_i = f_i/n_i, n_i = ‖f_i‖, and unknowns u_i = n_i·y_i, of which N - k are 0: from u = 0,
/// z = x, repeat τ² = ‖z‖²/d, r = Aᵀz + u, u = E[u | r], z ← x - Au + z·(1/d)·Σ Var[u_i | r_i]/τ², the
/// posterior that of a coefficient y_i seen in noise of variance τ²/n_i². With damping ½ of the previous
/// u and z is kept, without which it diverges on dictionaries that are not random. The answer is the k
/// largest posterior log odds. Sources: as of `ApproximateMessagePassingDecoder`; Rangan, Schniter and
/// Fletcher (2014), 'On the convergence of approximate message passing with arbitrary matrices', ISIT.
struct LawMessagePassing: Sendable {
  /// The law that is assumed.
  let law: CoefficientLaw
  /// The part of the previous u and z that is kept.
  let damping: Double
  let configuration: ApproximateMessagePassingDecoder.Configuration
  /// ‖f_i‖², N numbers.
  let energies: [Float]
  /// The number of each codeword's denoiser: one serves all norms within a per cent of their square.
  /// Nothing for unit coefficients, which need none.
  let norms: NormClasses?
  let codebook: any Codebook
  let passes: any MessagePasses

  /// - Parameter codebook: of packed signs or of real rows; nil for another.
  init?(
    codebook: any Codebook, law: CoefficientLaw,
    configuration: ApproximateMessagePassingDecoder.Configuration
  ) {
    if let dense = codebook as? DenseCodebook {
      passes = DensePasses(codebook: dense)
    } else if let signs = codebook as? any SignCodebook {
      passes = SignPasses(dictionary: signs)
    } else {
      return nil
    }
    self.codebook = codebook
    self.law = law
    self.configuration = configuration
    damping = codebook.ensemble.kind.isGiven ? 0.5 : 0
    energies = codebook.squaredNorms().map(Float.init)
    norms = law == .one ? nil : NormClasses(energies: energies)
  }

  /// One decoding for each code, independent of the others.
  func decode(_ codes: [ReceivedCode], sparsity: Int) throws -> [Decoding] {
    let count = codebook.codewordCount
    guard sparsity < count else {
      return codes.map { _ in Decoding(support: Support(0..<count)) }
    }
    let runs = codes.map { LawMessageRun(code: $0, sparsity: sparsity, algorithm: self) }
    var active = runs
    while !active.isEmpty {
      let images = try passes.pass(active.map(\.residual)) { code, first, values in
        active[code].denoise(values, first: first)
      }
      for (run, image) in zip(active, images) { run.endPass(image: image) }
      active.removeAll { $0.outcome != nil }
    }
    return runs.map(\.decoding)
  }
}

/// One code on its way.
private final class LawMessageRun {
  private let algorithm: LawMessagePassing
  private let received: [Double]
  private let isNoiseless: Bool
  private let sparsity: Int
  private let prior: Double
  /// z.
  private(set) var residual: [Double]
  /// Why it ended, if it has.
  private(set) var outcome: ApproximateMessagePassingDecoding.Outcome?

  /// y = u/n and the log odds of membership, N numbers each.
  private var estimate: [Float]
  private var logOdds: [Float]
  private var scratch: [Float]

  private var variance = 0.0
  private var varianceSum = 0.0
  private var movement = 0.0
  /// By class of norms, those of this pass that were asked for.
  private var denoisers: [CoefficientDenoiser?]
  private var iterations = 0
  private var bestVariance = Double.infinity
  private var iterationOfBest = 0
  private var answer: [Int] = []
  private var iterationOfAnswer = 0
  private var refuted: [Int] = []

  init(code: ReceivedCode, sparsity: Int, algorithm: LawMessagePassing) {
    self.algorithm = algorithm
    self.sparsity = sparsity
    received = code.realCoordinates
    isNoiseless = code.noisePower == 0
    residual = received
    let count = algorithm.energies.count
    prior = log(Double(sparsity) / Double(count - sparsity))
    estimate = [Float](repeating: 0, count: count)
    logOdds = estimate
    scratch = []
    denoisers = []
    beginPass()
  }

  private func beginPass() {
    let energy = residual.reduce(0) { $0 + $1 * $1 }
    let scale = received.reduce(0) { max($0, abs($1)) }
    variance = max(
      energy / Double(received.count), 1e-14 * scale * scale, .leastNormalMagnitude * 0x1p100)
    varianceSum = 0
    movement = 0
    denoisers = [CoefficientDenoiser?](repeating: nil, count: algorithm.norms?.energies.count ?? 0)
  }

  /// Replaces the correlations ⟨f_i, z⟩ of a run of codewords by their new estimates.
  func denoise(_ values: UnsafeMutableBufferPointer<Float>, first: Int) {
    if let norms = algorithm.norms {
      denoiseLaw(values, first: first, norms: norms)
    } else {
      denoiseUnits(values, first: first)
    }
    let count = values.count
    movement += estimate.withUnsafeMutableBufferPointer { estimate in
      guard let estimate = estimate.baseAddress else { return 0 }
      return superpose_move_estimates(
        values.baseAddress, estimate + first, count, Float(algorithm.damping))
    }
  }

  private func denoiseUnits(_ values: UnsafeMutableBufferPointer<Float>, first: Int) {
    let inverse = Float(1 / variance)
    let count = values.count
    if scratch.count < count { scratch = [Float](repeating: 0, count: count) }
    estimate.withUnsafeBufferPointer { estimate in
      algorithm.energies.withUnsafeBufferPointer { energies in
        logOdds.withUnsafeMutableBufferPointer { logOdds in
          guard let y = estimate.baseAddress, let e = energies.baseAddress,
            let odds = logOdds.baseAddress, let values = values.baseAddress
          else { return }
          varianceSum += Double(
            superpose_unit_posteriors(
              values, y + first, e + first, inverse, inverse, Float(prior), count, odds + first,
              &scratch))
        }
      }
    }
    scratch.withUnsafeBufferPointer { scratch in
      guard let values = values.baseAddress, let scratch = scratch.baseAddress else { return }
      values.update(from: scratch, count: count)
    }
  }

  private func denoiseLaw(
    _ values: UnsafeMutableBufferPointer<Float>, first: Int, norms: NormClasses
  ) {
    for place in values.indices {
      let energy = Double(algorithm.energies[first + place])
      guard energy > 0 else {
        values[place] = 0
        logOdds[first + place] = -.infinity
        continue
      }
      let posterior = denoiser(Int(norms.numbers[first + place]), norms: norms).posterior(
        Double(values[place]) / energy + Double(estimate[first + place]))
      varianceSum += energy * posterior.variance
      logOdds[first + place] = Float(posterior.logOdds)
      // What is as good as nothing is nothing, so that estimates are sparse in the end.
      values[place] = posterior.logOdds < -16 ? 0 : Float(posterior.mean)
    }
  }

  /// The denoiser of a class of norms.
  private func denoiser(_ number: Int, norms: NormClasses) -> CoefficientDenoiser {
    if let known = denoisers[number] { return known }
    let denoiser = CoefficientDenoiser(
      law: algorithm.law, priorLogOdds: prior, tauSquared: variance / norms.energies[number])
    denoisers[number] = denoiser
    return denoiser
  }

  /// Ends a pass: applies the stop rules and, unless one holds, sets up the next.
  ///
  /// - Parameter image: Σ y_i f_i.
  func endPass(image: [Double]) {
    iterations += 1
    let configuration = algorithm.configuration
    if configuration.stopsEarly { outcome = earlyOutcome(configuration) }
    // A damped step does half of the way.
    let limit = Double(configuration.iterationLimit) / (1 - algorithm.damping)
    if outcome == nil && Double(iterations) >= limit { outcome = .iterationLimit }
    guard outcome == nil else { return }
    let onsager = varianceSum / variance / Double(received.count)
    let kept = algorithm.damping
    for coordinate in residual.indices {
      let next = received[coordinate] - image[coordinate] + onsager * residual[coordinate]
      residual[coordinate] = (1 - kept) * next + kept * residual[coordinate]
    }
    beginPass()
  }

  private func earlyOutcome(
    _ configuration: ApproximateMessagePassingDecoder.Configuration
  ) -> ApproximateMessagePassingDecoding.Outcome? {
    guard residual.allSatisfy(\.isFinite) else { return .gaveUp }
    if isNoiseless && membersNamed == sparsity && isConsistent() {
      return .consistent
    }
    if variance < (1 - configuration.leastProgress) * bestVariance {
      bestVariance = variance
      iterationOfBest = iterations
    } else {
      let current = leading()
      if current != answer {
        answer = current
        iterationOfAnswer = iterations
      }
    }
    if movement <= configuration.leastMovement { return .still }
    let patience = Double(configuration.patience) / (1 - algorithm.damping)
    guard Double(iterations - iterationOfBest) >= patience else { return nil }
    return Double(iterations - iterationOfAnswer) >= patience / 3 ? .settled : .gaveUp
  }

  /// How many codewords have odds above one.
  private var membersNamed: Int {
    logOdds.withUnsafeBufferPointer { odds in
      var count: Int32 = 0
      for value in odds { count &+= value > 0 ? 1 : 0 }
      return Int(count)
    }
  }

  /// The k codewords of the largest log odds, ties to the lower index, ascending.
  private func leading() -> [Int] {
    var sorted = logOdds
    let bound = sorted.kthLargest(sparsity)
    let candidates = logOdds.indices.filter { logOdds[$0] >= bound }
    return Ranking.largest(sparsity, of: candidates.map { Double(logOdds[$0]) })
      .map { candidates[$0] }.sorted()
  }

  /// Whether the members that the log odds name explain a noiseless code exactly.
  private func isConsistent() -> Bool {
    let members = logOdds.indices.filter { logOdds[$0] > 0 }
    guard members != refuted else { return false }
    refuted = members
    let codebook = algorithm.codebook
    let rest: [Double]
    if algorithm.law == .one {
      let sum = codebook.weightedSum(
        codewords: members, weights: [Double](repeating: 1, count: sparsity))
      rest = zip(received, sum).map { $0 - $1 }
    } else {
      // As many codewords as coordinates explain any code.
      guard sparsity < received.count else { return false }
      rest = remainder(of: members)
    }
    let energy = received.reduce(0) { $0 + $1 * $1 }
    return rest.reduce(0) { $0 + $1 * $1 } <= 1e-16 * energy
  }

  /// The code minus its least-squares fit on some codewords.
  private func remainder(of members: [Int]) -> [Double] {
    let dimension = received.count
    let padding = [Double](
      repeating: 0, count: SignedSum.rowLength(dimension: dimension) - dimension)
    let fit = LeastSquaresFit(dimension: dimension, capacity: members.count)
    fit.start(received: received + padding)
    for member in members {
      _ = fit.append(entries: algorithm.codebook.entries(ofCodeword: member) + padding)
    }
    var rest = received + padding
    fit.writeResidual(to: &rest)
    return Array(rest[..<dimension])
  }

  var decoding: Decoding {
    Decoding(
      support: Support(leading()), converged: outcome != .gaveUp && outcome != .iterationLimit,
      iterations: iterations)
  }
}
