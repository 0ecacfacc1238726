import SuperpositionCodes

/// One code's greedy pursuit over all N codewords, proven step by step, with few passes over the
/// dictionary.
///
/// The run goes ahead on a gathered set of candidates alone, which costs next to nothing. A pass
/// over the dictionary then proves the steps taken: no codeword outside the set may reach the
/// correlation h_t that won step t. A codeword that does replaces the choice, and the run goes on
/// from there; so every step equals that of the plain pursuit over all N, whatever the set was.
///
/// A pass does not look at every step. With c_t(j) = ⟨f_j, r_t⟩ known at steps a < b, any t between
/// has, for λ = (b-t)/(b-a) and all ±1 vectors f_j,
///
///   c_t(j) ≤ λ·c_a(j) + (1-λ)·c_b(j) + ‖r_t - λ·r_a - (1-λ)·r_b‖₁,
///
/// and as residuals change by one codeword a step, the last term is about d/2 for b = a + 2, where
/// h_t is at least about d. The few codewords whose bound reaches h_t are looked at one by one.
/// Real residuals are rounded to small integers, whose rounding enters the same last term.
final class PursuitRun<Rule: PursuitRule>: ProvenPursuit<Rule> {
  /// A step whose correlations with all codewords a pass computes.
  struct Anchor {
    let step: Int
    /// Which of `quantized` holds its tables; nil for a residual that is zero.
    let table: Int?
    /// The row of correlations in the pass.
    let row: Int
    /// The least integer correlation that could win the step; nil if the step needs no proof.
    let threshold: Int32?
  }

  /// A step that a pass proves by the bound from the anchors around it.
  struct Skip {
    let step: Int
    /// Rows of the anchors; equal if the second one's residual is zero.
    let firstRow: Int
    let secondRow: Int
    let firstWeight: Int32
    let secondWeight: Int32
    let threshold: Int32
  }

  struct Survivor {
    let step: Int
    let codeword: Int
  }

  let dictionary: any SignCodebook
  let dimension: Int
  let padded: Int
  let settings: PursuitSettings
  let isInteger: Bool

  /// The places of the codewords taken among the candidates.
  var chosenPositions: [Int] = []

  /// Residuals of steps base, base + 1, …
  let rows: UnsafeMutablePointer<Double>
  let rowSize: Int
  var energies: [Double]

  let candidates: CodewordTiles
  var candidateNumbers: [Int] = []
  var isCandidate: Set<Int> = []
  var values: UnsafeMutablePointer<Int32>
  var valueCapacity: Int
  var positions: [UInt32]

  let stepping: QuantizedResidual
  var quantized: [QuantizedResidual] = []
  var anchors: [Anchor] = []
  var skips: [Skip] = []
  var survivors: [Survivor] = []
  /// Of exact anchors: the best codeword so far that beats the candidates, by step.
  var best: [Int: (value: Int32, codeword: Int)] = [:]

  var refreshes = false
  var refreshed: [(value: Int32, codeword: Int)] = []
  var refreshCount: Int
  var refreshBound = Int32.min
  var refreshGuess = true
  /// What codewords outside the candidates stayed below at the last refresh.
  var cut = -Double.infinity

  init(
    code: ReceivedCode, rule: Rule, sparsity: Int, dictionary: any SignCodebook,
    settings: PursuitSettings
  ) throws(CodebookError) {
    self.dictionary = dictionary
    self.settings = settings
    dimension = dictionary.dimension
    padded = SignedSum.rowLength(dimension: dimension)
    let stepLimit = rule.stepLimit(sparsity: sparsity)
    let horizon = max(1, min(settings.horizon, stepLimit))
    let rowTotal = horizon + 2
    switch code.coordinates {
    case .integer(let values):
      isInteger = rule.keepsIntegers
      // Entries change by at most one a step, and the kernels take 16 bits.
      let room = Int(Int16.max) - min(stepLimit, Int(Int16.max))
      var sum = 0
      for value in values {
        guard abs(Int(value)) <= room else { throw .codeOutOfRange }
        sum += abs(Int(value))
      }
      guard sum < 1 << 27 else { throw .codeOutOfRange }
    case .real(let values):
      isInteger = false
      guard values.allSatisfy({ abs($0) < 1e12 }) else { throw .codeOutOfRange }
    }
    rowSize = rowTotal * padded
    rows = ScratchMemory.take(Double.self, count: rowSize)
    rows.update(repeating: 0, count: padded)
    energies = [Double](repeating: 0, count: rowTotal)
    let isComplete = dictionary.codewordCount <= settings.completeCount
    let room = isComplete ? dictionary.codewordCount : 2 * settings.candidates + stepLimit
    candidates = CodewordTiles(dimension: dimension, capacity: room)
    valueCapacity = (room + 63) / 64 * 64
    values = ScratchMemory.take(Int32.self, count: 2 * valueCapacity)
    positions = [UInt32](repeating: 0, count: valueCapacity)
    stepping = QuantizedResidual(dimension: dimension, isFine: !isInteger)
    refreshCount = settings.candidates
    super.init(rule: rule, sparsity: sparsity, horizon: horizon)
    switch code.coordinates {
    case .integer(let values):
      for (coordinate, value) in values.enumerated() { rows[coordinate] = Double(value) }
    case .real(let values):
      for (coordinate, value) in values.enumerated() { rows[coordinate] = value }
    }
    energies[0] = SignedSum.energy(rows, count: padded)
    self.rule.start(received: rows)
    if isComplete {
      for index in 0..<dictionary.codewordCount { addCandidate(index) }
    }
  }

  deinit {
    ScratchMemory.give(rows, count: rowSize)
    ScratchMemory.give(values, count: 2 * valueCapacity)
  }

  func row(_ step: Int) -> UnsafeMutablePointer<Double> { rows + (step - base) * padded }
  func energy(_ step: Int) -> Double { energies[step - base] }

  /// The unit of rounding for the residuals from a step on: an eighth of their standard deviation,
  /// coarser if an entry would leave 16 bits or a sum 32.
  func scale(from step: Int) -> Double {
    guard !isInteger else { return 1 }
    let row = row(step)
    var peak = 0.0
    var sum = 0.0
    for coordinate in 0..<dimension {
      peak = max(peak, abs(row[coordinate]))
      sum += abs(row[coordinate])
    }
    let deviation = (energy(step) / Double(dimension)).squareRoot()
    return max(deviation / 8, (peak + 64) / 30000, sum / 0x1p26, 1e-9)
  }

  // MARK: Candidates

  func addCandidate(_ index: Int) {
    guard isCandidate.insert(index).inserted else { return }
    candidates.append(index, of: dictionary)
    candidateNumbers.append(index)
    if candidates.tileCount * 64 > valueCapacity {
      ScratchMemory.give(values, count: 2 * valueCapacity)
      valueCapacity = 2 * candidates.tileCount * 64
      values = ScratchMemory.take(Int32.self, count: 2 * valueCapacity)
      positions = [UInt32](repeating: 0, count: valueCapacity)
    }
  }

  /// The candidate that wins a step (position -1 if all were taken), and a lower bound of its
  /// correlation.
  func pick(_ step: Int) -> (position: Int, height: Double) {
    let residual = row(step)
    let count = candidates.tileCount * 64
    var unit = 1.0
    var margin: Int32 = 0
    var error = 0.0
    if isInteger {
      stepping.prepare(integers: residual)
      correlate([UnsafeRawPointer(stepping.high.pointer)], stride: count)
    } else {
      stepping.prepare(residual, scale: scale(from: step))
      correlate(
        [UnsafeRawPointer(stepping.high.pointer), UnsafeRawPointer(stepping.low.pointer)],
        stride: count)
      for lane in 0..<count { values[lane] = values[lane] &* 16 &+ values[count + lane] }
      unit = stepping.scale / 16
      error = stepping.fineError
      margin = Int32(clamping: Int(((2 * error + rule.tieTolerance) / unit).rounded(.up)) + 1)
    }
    let inside = candidates.count
    if rule.isTwoSided {
      for lane in 0..<inside { values[lane] = abs(values[lane]) }
    }
    if !rule.allowsRepeats {
      for position in chosenPositions[..<step] { values[position] = .min }
    }
    let top = CorrelationScan.firstMaximum(values, count: inside)
    let value = values[top]
    // All were chosen already.
    guard value != .min else { return (-1, 0) }
    let found = CorrelationScan.select(
      values, count: inside,
      atLeast: value &- margin > value ? .min + 1 : max(.min + 1, value &- margin), into: &positions
    )
    if found == 1 { return (top, Double(value) * unit - error) }
    if isInteger {
      var winner = top
      for place in 0..<found {
        let position = Int(positions[place])
        if candidateNumbers[position] < candidateNumbers[winner] { winner = position }
      }
      return (winner, Double(value))
    }
    let contenders = positions[..<found].map { position in
      (position: Int(position), value: correlation(step, candidate: Int(position)))
    }
    let largest = contenders.reduce(-Double.infinity) { max($0, $1.value) }
    var winner = -1
    var height = 0.0
    for contender in contenders
    where contender.value >= largest - rule.tieTolerance
      && (winner < 0 || candidateNumbers[contender.position] < candidateNumbers[winner])
    {
      winner = contender.position
      height = contender.value
    }
    return (winner, height)
  }

  func correlate(_ tables: [UnsafeRawPointer?], stride: Int) {
    candidates.chunk.correlate(tables, count: tables.count, into: values, stride: stride)
  }

  /// ⟨f, r_t⟩ in double precision (its magnitude if two-sided).
  func correlation(_ step: Int, candidate position: Int) -> Double {
    correlation(step, codeword: candidates.codeword(at: position))
  }

  func correlation(_ step: Int, codeword: UnsafePointer<UInt8>) -> Double {
    let value = SignedSum.product(
      row(step), codeword: codeword, byteCount: candidates.byteCount)
    return rule.isTwoSided ? abs(value) : value
  }

  // MARK: Going ahead

  /// Takes a step; the last one if the choice adds nothing to those before.
  func choose(_ choice: (position: Int, height: Double)) {
    let step = chosen.count
    let next = row(step) + padded
    hasStopped = !rule.add(
      codeword: candidates.codeword(at: choice.position), residual: row(step), next: next)
    chosen.append(candidateNumbers[choice.position])
    chosenPositions.append(choice.position)
    heights.append(choice.height)
    lastCounts = !hasStopped
    if hasStopped { next.update(from: row(step), count: padded) }
    let energy = SignedSum.energy(next, count: padded)
    energies[step + 1 - base] = energy
    // Four correlations together must fit into 32 bits; a residual that has grown so much is lost.
    if isInteger && (energy * Double(dimension)).squareRoot() >= 0x1p28 { hasStopped = true }
  }

  override func rewind(to count: Int) {
    super.rewind(to: count)
    chosenPositions.removeSubrange(count...)
  }

  /// Takes steps on the candidates alone, as long as they are likely right.
  func advance() {
    let limit = min(stepLimit, proven + horizon)
    while chosen.count < limit && !isDone {
      let step = chosen.count
      guard !rule.stopsAtZero || energy(step) > 0 else {
        hasStopped = true
        return
      }
      let choice = pick(step)
      // Nothing left to pick among the candidates, or little hope that they hold the best.
      if choice.position < 0 || (step > proven && choice.height < cut) { return }
      choose(choice)
    }
  }
}
