import Foundation
import SuperpositionCodes

/// One code on its way through approximate message passing.
///
/// All vectors are in units of the codewords' entries (±1): with z of `theory.md` in units of
/// 1/√d, residual = √d·z, so τ² = ‖residual‖²/d² and r = Fᵀresidual/d + y.
///
/// A pass may be divided into slices of the dictionary, absorbed at the same time; what they find is
/// joined in order when it ends, so that sums do not depend on the number of slices.
final class ApproximateMessagePassingState {
  private let code: ReceivedCode
  private let received: [Double]
  private let codewordCount: Int
  private let sparsity: Int
  private let configuration: ApproximateMessagePassingDecoder.Configuration

  /// The residual as the passes see it: `step` times small integers.
  private var step = 0.0
  private var quantised: [Int16]
  private let lookup: LookupTable

  private var denoiser: ApproximateMessagePassingDenoiser
  private var leastKeptCorrelation = 0.0

  /// The estimate of the last pass, and the one it started from.
  private(set) var estimate = ApproximateMessagePassingEstimate()
  private var previous = ApproximateMessagePassingEstimate()
  private var varianceSum = 0.0
  private var movement = 0.0

  private let slices: [ApproximateMessagePassingSlice]

  private var bestVariance = Double.infinity
  private var iterationOfBest = 0
  private var answer: [Int] = []
  private var iterationOfAnswer = 0

  /// τ² before each pass and, last, after the final one.
  private(set) var effectiveNoise: [Double] = []
  /// Passes done.
  private(set) var iterations = 0
  /// Why the iteration ended, if it has.
  private(set) var outcome: ApproximateMessagePassingDecoding.Outcome?

  init(
    _ code: ReceivedCode, codewordCount: Int, sparsity: Int,
    configuration: ApproximateMessagePassingDecoder.Configuration, sliceCount: Int
  ) {
    self.code = code
    self.codewordCount = codewordCount
    self.sparsity = sparsity
    self.configuration = configuration
    received = code.realCoordinates
    let dimension = received.count
    quantised = [Int16](repeating: 0, count: dimension)
    slices = (0..<sliceCount).map { _ in ApproximateMessagePassingSlice(dimension: dimension) }
    lookup = LookupTable(dimension: dimension)
    denoiser = ApproximateMessagePassingDenoiser(
      variance: 1, codewordCount: codewordCount, sparsity: sparsity, cut: configuration.cut)
    // The first residual is the code itself, exact if it is an integer code of moderate size.
    if case .integer = code.coordinates {
      beginPass(residual: received, isInteger: true)
    } else {
      beginPass(residual: received)
    }
  }

  /// The prepared residual of the current pass; valid as long as this state is.
  var preparedResidual: UnsafeRawPointer { UnsafeRawPointer(lookup.pointer) }

  /// r of a codeword that has no estimate yet, for an integer correlation.
  var correlationScale: Double { step / Double(received.count) }

  // MARK: A pass

  /// Rounds the residual to small integers, prepares it, and sets the denoiser for its τ².
  private func beginPass(residual: [Double], isInteger: Bool = false) {
    let dimension = Double(received.count)
    var energy = 0.0
    for value in residual { energy += value * value }
    let deviation = (energy / dimension).squareRoot()
    step = max(deviation / configuration.stepsPerDeviation, 1e-150)
    if isInteger && deviation < 2 * configuration.stepsPerDeviation { step = 1 }
    let inverseStep = 1 / step
    // Adding 1.5·2^52 leaves the nearest integer, ties to even, in the low bits.
    let rounder = 0x1.8p52
    var integerEnergy: Int64 = 0
    for coordinate in residual.indices {
      let clamped = max(-32767, min(32767, residual[coordinate] * inverseStep))
      let integer = Int16(truncatingIfNeeded: (clamped + rounder).bitPattern)
      quantised[coordinate] = integer
      integerEnergy += Int64(integer) * Int64(integer)
    }
    let variance = step * step * Double(integerEnergy) / (dimension * dimension)
    effectiveNoise.append(variance)
    lookup.prepare(quantised)
    denoiser = ApproximateMessagePassingDenoiser(
      variance: max(variance, 1e-12), codewordCount: codewordCount, sparsity: sparsity,
      cut: configuration.cut)
    leastKeptCorrelation = denoiser.leastKept / correlationScale

    swap(&estimate, &previous)
    for slice in slices { slice.clear() }
  }

  /// Takes in the correlations of one chunk: the chunks of a slice must come in ascending order, the
  /// slices together cover the dictionary in order. Different slices may be absorbed at the same time.
  func absorb(
    _ correlations: UnsafeBufferPointer<Int32>, chunk: TileChunk, slice number: Int,
    positions: inout CandidatePositions
  ) {
    let scale = correlationScale
    let slice = slices[number]
    for position in positions.select(correlations, atLeast: leastKeptCorrelation) {
      let codeword = chunk.firstCodeword + Int(position)
      // Codewords that the last estimate holds and that fall short on their correlation alone.
      absorbPrevious(before: codeword, correlations, chunk: chunk, slice: slice)
      let before = slice.takePrevious(previous, before: codeword + 1, from: chunk)?.value ?? 0
      keep(
        codeword, Double(correlations[Int(position)]) * scale + before, before: before,
        chunk: chunk, slice: slice)
    }
    absorbPrevious(
      before: chunk.firstCodeword + chunk.codewordCount, correlations, chunk: chunk, slice: slice)
    slice.image.accumulate(chunk)
  }

  private func absorbPrevious(
    before end: Int, _ correlations: UnsafeBufferPointer<Int32>, chunk: TileChunk,
    slice: ApproximateMessagePassingSlice
  ) {
    while let (codeword, before) = slice.takePrevious(previous, before: end, from: chunk) {
      let correlation = correlations[codeword - chunk.firstCodeword]
      keep(
        codeword, Double(correlation) * correlationScale + before, before: before, chunk: chunk,
        slice: slice)
    }
  }

  /// Denoises one entry and keeps it if it reaches the cut.
  private func keep(
    _ codeword: Int, _ value: Double, before: Double, chunk: TileChunk,
    slice: ApproximateMessagePassingSlice
  ) {
    let mean = value >= denoiser.leastKept ? denoiser.posteriorMean(value) : 0
    slice.entries.append((codeword, mean, before))
    if mean > 0 { slice.image.append(codeword - chunk.firstCodeword, mean) }
  }

  /// Makes the estimate of what the slices found, and its sums, in order.
  private func join() {
    estimate.removeAll()
    varianceSum = 0
    movement = 0
    for slice in slices {
      for (codeword, mean, before) in slice.entries {
        movement += abs(mean - before)
        guard mean > 0 else { continue }
        estimate.append(codeword, mean)
        varianceSum += mean * (1 - mean)
      }
      slice.image.finish()
      if slice !== slices[0] { slices[0].image.add(slice.image) }
    }
  }

  /// Ends a pass: applies the stop rules and, unless one holds, sets up the next pass.
  func endPass(_ dictionary: any SignCodebook) {
    iterations += 1
    join()
    if configuration.stopsEarly {
      if isConsistent(dictionary) {
        outcome = .consistent
        return
      }
      let variance = effectiveNoise[iterations - 1]
      if variance < (1 - configuration.leastProgress) * bestVariance {
        bestVariance = variance
        iterationOfBest = iterations
      } else {
        noteAnswer()
      }
      if movement <= configuration.leastMovement {
        outcome = .still
        return
      }
      if iterations - iterationOfBest >= configuration.patience {
        let isSettled = iterations - iterationOfAnswer >= configuration.patience / 3
        outcome = isSettled ? .settled : .gaveUp
        return
      }
    }
    guard iterations < configuration.iterationLimit else {
      outcome = .iterationLimit
      return
    }
    let variance = max(effectiveNoise[iterations - 1], 1e-12)
    let onsager =
      (varianceSum / variance + denoiser.derivativeOfStep) / Double(received.count) * step
    let image = slices[0].image
    var residual = received
    for coordinate in residual.indices {
      residual[coordinate] +=
        onsager * Double(quantised[coordinate]) - image[coordinate]
    }
    beginPass(residual: residual)
  }

  /// Notes since when the answer is what it is; fewer than k values are none.
  private func noteAnswer() {
    let current = estimate.largest(sparsity).sorted()
    if current != answer || current.count < sparsity {
      answer = current
      iterationOfAnswer = iterations
    }
  }

  /// Whether the k largest values explain a noiseless code exactly.
  private func isConsistent(_ dictionary: any SignCodebook) -> Bool {
    guard case .integer(let values) = code.coordinates, code.noisePower == 0,
      estimate.majorityCount == sparsity
    else { return false }
    return dictionary.encode(Support(estimate.largest(sparsity))) == values
  }
}
