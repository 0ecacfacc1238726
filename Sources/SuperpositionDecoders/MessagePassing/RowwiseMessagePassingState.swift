import CSuperpositionKernels
import Foundation
import SuperpositionCodes

/// One code on its way through message passing with row-wise variances; see `RowwiseMessagePassing`.
struct RowwiseMessagePassingState {
  private let code: ReceivedCode
  private let received: [Double]
  private let sparsity: Int
  private let layout: StaircaseLayout
  private let dictionary: StaircaseDictionary
  private let configuration: RowwiseMessagePassingConfiguration
  private let priorLogOdds: Double
  private let cutLogOdds: Double
  private let iterationLimit: Int

  /// Whether each group has an odd number of members; empty if that is not known.
  private var isOdd: [Bool] = []

  /// y as the passes see it: `step` times small integers.
  private var step = 1.0
  private var quantised: [Int16]
  private let lookup: LookupTable
  private var residual: [Double]
  private var rowVariances: [Double]
  /// ρ_c.
  private var precisions: [Double]
  /// V_c, and the part of it whose derivative the Onsager term takes.
  private var variances: [Double]
  private var responses: [Double]

  /// The estimate that the current pass makes, and the one it starts from.
  private var estimate = ApproximateMessagePassingEstimate()
  private var previous = ApproximateMessagePassingEstimate()
  private var previousPosition = 0
  private var movement = 0.0
  private var image: EstimateImage
  private var group = GroupWork()

  private var leastVariance = Double.infinity
  private var iterationOfLeast = 0
  /// The iterations of the current attempt, and its number.
  private var iteration = 0
  private var attempt = 0
  /// What the first attempt ended with, where it was not the last.
  private var firstAttempt: ApproximateMessagePassingDecoding?

  private var effectiveNoise: [Double] = []
  private var iterations = 0
  private(set) var outcome: ApproximateMessagePassingDecoding.Outcome?

  init(
    _ code: ReceivedCode, sparsity: Int, layout: StaircaseLayout,
    dictionary: StaircaseDictionary, configuration: RowwiseMessagePassingConfiguration
  ) {
    self.code = code
    self.sparsity = sparsity
    self.layout = layout
    self.dictionary = dictionary
    self.configuration = configuration
    received = code.realCoordinates
    let dimension = received.count
    let share = Double(sparsity) / Double(dictionary.codewordCount)
    priorLogOdds = log(share / (1 - share))
    cutLogOdds = log(configuration.cut / (1 - configuration.cut))
    iterationLimit = max(configuration.leastIterationLimit, layout.classes.count * 3 / 2)
    quantised = [Int16](repeating: 0, count: dimension)
    lookup = LookupTable(dimension: dimension)
    residual = received
    rowVariances = [Double](repeating: 0, count: dimension)
    precisions = [Double](repeating: 0, count: layout.classes.count)
    variances = precisions
    responses = [Double](repeating: 0, count: layout.classes.count)
    image = EstimateImage(dimension: dimension)
    if configuration.usesParity, case .integer(let values) = code.coordinates {
      var before: Int32 = 0
      for group in layout.groups {
        let parity = values[group.lastRow] & 1
        isOdd.append(parity != before)
        before = parity
      }
    }
    begin()
  }

  /// Starts an attempt: nothing is known but the code.
  private mutating func begin() {
    let share = Double(sparsity) / Double(dictionary.codewordCount)
    for (number, part) in layout.classes.enumerated() {
      variances[number] = Double(part.codewordCount) * share * (1 - share)
    }
    residual = received
    effectiveNoise.removeAll()
    leastVariance = .infinity
    iterationOfLeast = 0
    iteration = 0
    estimate.removeAll()
    beginPass()
  }

  /// The prepared y of the current pass; valid as long as this state is.
  var preparedScores: UnsafeRawPointer { UnsafeRawPointer(lookup.pointer) }

  // MARK: A pass

  /// Sets the variances of the rows, and rounds y.
  private mutating func beginPass() {
    let dimension = received.count
    // From the last row, which the tallest classes alone reach, to the first.
    var sum = code.noisePower + configuration.excessVariances[attempt]
    var number = 0
    for row in stride(from: dimension - 1, through: 0, by: -1) {
      while number < layout.classes.count && layout.classes[number].height > row {
        sum += variances[number]
        number += 1
      }
      rowVariances[row] = sum
    }
    var energy = 0.0
    for row in 0..<dimension {
      let score = residual[row] / rowVariances[row]
      residual[row] = score
      energy += score * score
    }
    effectiveNoise.append(energy / Double(dimension))
    step = max((energy / Double(dimension)).squareRoot() / configuration.stepsPerDeviation, 1e-150)
    let inverseStep = 1 / step
    let rounder = 0x1.8p52
    for row in 0..<dimension {
      let clamped = max(-32767, min(32767, residual[row] * inverseStep))
      quantised[row] = Int16(truncatingIfNeeded: (clamped + rounder).bitPattern)
    }
    lookup.prepare(quantised)
    // Precisions: classes from the shortest, rows from the first.
    var precision = 0.0
    var row = 0
    for number in layout.classes.indices.reversed() {
      while row < layout.classes[number].height {
        precision += 1 / rowVariances[row]
        row += 1
      }
      precisions[number] = precision
    }
    swap(&estimate, &previous)
    estimate.removeAll()
    previousPosition = 0
    movement = 0
    image.clear()
  }

  /// Takes in the correlations of one chunk: chunks must come in ascending order and cover the
  /// dictionary.
  mutating func absorb(_ chunk: StaircaseLayout.Chunk, correlations: UnsafePointer<Int32>) {
    for number in chunk.groups {
      group.begin()
      for member in layout.groups[number].classes {
        collect(member, correlations: correlations + layout.classes[member].offset)
      }
      let odds = isOdd.isEmpty ? 0 : group.finish(isOdd: isOdd[number], cut: configuration.cut)
      if odds > 0 { collectMore(number, correlations: correlations, odds: odds) }
      keep(number)
    }
  }

  /// Gathers the candidates of one class, those above the cut or with an estimate, and the sums of
  /// the others.
  private mutating func collect(_ number: Int, correlations: UnsafePointer<Int32>) {
    let part = layout.classes[number]
    let offset = priorLogOdds - precisions[number] / 2
    let bound = Self.bound((cutLogOdds - offset) / step)
    var sums: (Float, Float, Float) = (0, 0, 0)
    withUnsafeMutableBytes(of: &sums) { bytes in
      superpose_exponential_sums(
        correlations, part.codewordCount, bound, Float(step), Float(offset),
        bytes.assumingMemoryBound(to: Float.self).baseAddress.unsafelyUnwrapped)
    }
    var work = GroupWork.ClassSums(
      first: Double(sums.0), second: Double(sums.1), third: Double(sums.2))
    let found = group.select(correlations, count: part.codewordCount, atLeast: bound)
    var next = 0
    let end = part.firstCodeword + part.codewordCount
    while true {
      let selected = next < found ? part.firstCodeword + Int(group.positions[next]) : end
      let held =
        previousPosition < previous.count
        ? min(previous.codewords[previousPosition], end) : end
      let codeword = min(selected, held)
      guard codeword < end else { break }
      var before = 0.0
      if held == codeword {
        before = previous.values[previousPosition]
        previousPosition += 1
      }
      let base = step * Double(correlations[codeword - part.firstCodeword]) + offset
      if selected == codeword {
        next += 1
      } else {
        work.remove(exponent: base)
      }
      group.add(
        codeword: codeword, number: number, before: before,
        logOdds: base + precisions[number] * before)
    }
    group.sums.append(work)
    group.addProduct(of: work)
  }

  /// Gathers the codewords that the parity lifts above the cut.
  private mutating func collectMore(_ number: Int, correlations: UnsafePointer<Int32>, odds: Double)
  {
    let first = layout.groups[number].classes.lowerBound
    var isChanged = false
    for member in layout.groups[number].classes {
      let part = layout.classes[member]
      let offset = priorLogOdds - precisions[member] / 2
      let values = correlations + part.offset
      let upper = Self.bound((cutLogOdds - offset) / step)
      let lower = Self.bound((cutLogOdds - odds - offset) / step)
      let found = group.select(values, count: part.codewordCount, atLeast: lower)
      for place in 0..<found {
        let position = Int(group.positions[place])
        guard values[position] < upper else { continue }
        let codeword = part.firstCodeword + position
        guard !group.contains(codeword) else { continue }
        let base = step * Double(values[position]) + offset
        group.sums[member - first].remove(exponent: base)
        group.add(codeword: codeword, number: member, before: 0, logOdds: base)
        isChanged = true
      }
    }
    if isChanged { group.sort() }
  }

  /// Denoises the candidates of a group and sets the variances of its classes.
  private mutating func keep(_ number: Int) {
    let cut = configuration.cut
    let scale = 1 / (1 - cut)
    let first = layout.groups[number].classes.lowerBound
    for member in layout.groups[number].classes {
      responses[member] = 0
      variances[member] = group.sums[member - first].variance(factor: group.factor)
    }
    var start = 0
    let candidates = group.candidates
    while start < candidates.count {
      let member = candidates[start].number
      var end = start
      while end < candidates.count && candidates[end].number == member {
        let candidate = candidates[end]
        end += 1
        let mean = 1 / (1 + exp(-group.posteriorLogOdds(candidate)))
        let value = mean > cut ? (mean - cut) * scale : 0
        movement = max(movement, abs(value - candidate.before))
        guard value > 0 else {
          variances[member] += mean
          continue
        }
        // E(x - value)² for x of mean `mean`.
        variances[member] += mean * (1 - mean) + (mean - value) * (mean - value)
        responses[member] += mean * (1 - mean) * scale
        estimate.append(candidate.codeword, value)
        image.append(candidate.codeword - layout.classes[member].firstCodeword, value)
      }
      start = end
      dictionary.classes[member].forEachChunk(
        tilesPerChunk: dictionary.classes[member].tileCount
      ) { image.accumulate($0) }
    }
  }

  private static func bound(_ value: Double) -> Int32 {
    Int32(max(-0x1p30, min(0x1p30, value.rounded(.up))))
  }

  /// Ends a pass: applies the stop rules and, unless one holds, sets up the next pass.
  mutating func endPass() {
    iterations += 1
    iteration += 1
    image.finish()
    if let outcome = outcomeOfAttempt() {
      end(outcome)
      return
    }
    var response = 0.0
    var number = 0
    for row in stride(from: received.count - 1, through: 0, by: -1) {
      while number < layout.classes.count && layout.classes[number].height > row {
        response += responses[number]
        number += 1
      }
      residual[row] =
        received[row] - image[row] + step * Double(quantised[row]) * response
    }
    beginPass()
  }

  /// Why the attempt ends here; nil if it goes on.
  private mutating func outcomeOfAttempt() -> ApproximateMessagePassingDecoding.Outcome? {
    if isConsistent { return .consistent }
    if iteration > 6 && movement < configuration.leastMovement { return .still }
    let remaining = variances.reduce(0, +)
    if remaining < (1 - configuration.leastProgress) * leastVariance {
      leastVariance = remaining
      iterationOfLeast = iteration
    } else if iteration - iterationOfLeast >= configuration.patience {
      return .gaveUp
    }
    return iteration < iterationLimit ? nil : .iterationLimit
  }

  /// Ends an attempt, and begins the next one where the code is known to be undecoded.
  private mutating func end(_ outcome: ApproximateMessagePassingDecoding.Outcome) {
    guard
      outcome != .consistent, case .integer = code.coordinates,
      attempt + 1 < configuration.excessVariances.count
    else {
      self.outcome = outcome
      return
    }
    if firstAttempt == nil { firstAttempt = decoding(outcome) }
    attempt += 1
    begin()
  }

  /// Whether the values above ½ are k and explain a noiseless code exactly.
  private var isConsistent: Bool {
    guard case .integer(let values) = code.coordinates, estimate.majorityCount == sparsity
    else { return false }
    return dictionary.encode(Support(estimate.largest(sparsity))) == values
  }

  /// The k largest values of the estimate and why the iteration ended, of the first attempt if none
  /// explains the code; the iterations of all.
  var decoding: ApproximateMessagePassingDecoding {
    let last = decoding(outcome ?? .iterationLimit)
    guard last.outcome != .consistent, let firstAttempt else { return last }
    return ApproximateMessagePassingDecoding(
      support: firstAttempt.support, outcome: firstAttempt.outcome, iterations: iterations,
      effectiveNoise: firstAttempt.effectiveNoise)
  }

  private func decoding(
    _ outcome: ApproximateMessagePassingDecoding.Outcome
  ) -> ApproximateMessagePassingDecoding {
    ApproximateMessagePassingDecoding(
      support: Support(estimate.largest(sparsity)), outcome: outcome, iterations: iterations,
      effectiveNoise: effectiveNoise)
  }
}
