import Foundation
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
final class PursuitRun<Rule: PursuitRule> {
  /// A step whose correlations with all codewords a pass computes.
  private struct Anchor {
    let step: Int
    /// Which of `quantized` holds its tables; nil for a residual that is zero.
    let table: Int?
    /// The row of correlations in the pass.
    let row: Int
    /// The least integer correlation that could win the step; nil if the step needs no proof.
    let threshold: Int32?
  }

  /// A step that a pass proves by the bound from the anchors around it.
  private struct Skip {
    let step: Int
    /// Rows of the anchors; equal if the second one's residual is zero.
    let firstRow: Int
    let secondRow: Int
    let firstWeight: Int32
    let secondWeight: Int32
    let threshold: Int32
  }

  private struct Survivor {
    let step: Int
    let codeword: Int
  }

  private let dictionary: any SignCodebook
  private let dimension: Int
  private let padded: Int
  private let sparsity: Int
  private let settings: PursuitSettings
  private let isInteger: Bool
  private var rule: Rule

  /// The codewords taken so far, in order.
  private(set) var chosen: [Int] = []
  /// Their places among the candidates.
  private var chosenPositions: [Int] = []
  /// Lower bounds of the correlations that won; exact for integer residuals.
  private var heights: [Double] = []
  /// Whether the pursuit cannot go on: the last choice added nothing, or nothing is left.
  private var hasStopped = false
  /// Whether the last choice belongs to the result.
  private var lastCounts = true
  /// Steps that are those of the plain pursuit.
  private var proven = 0
  private var nextStepIsProven = false
  private var horizon: Int

  /// Residuals of steps base, base + 1, …
  private var base = 0
  private let rows: UnsafeMutablePointer<Double>
  private let rowSize: Int
  private var energies: [Double]

  private let candidates: CodewordTiles
  private var candidateNumbers: [Int] = []
  private var isCandidate: Set<Int> = []
  private var values: UnsafeMutablePointer<Int32>
  private var valueCapacity: Int
  private var positions: [UInt32]

  private let stepping: QuantizedResidual
  private var quantized: [QuantizedResidual] = []
  private var anchors: [Anchor] = []
  private var skips: [Skip] = []
  private var survivors: [Survivor] = []
  /// Of exact anchors: the best codeword so far that beats the candidates, by step.
  private var best: [Int: (value: Int32, codeword: Int)] = [:]

  private var refreshes = false
  private var refreshed: [(value: Int32, codeword: Int)] = []
  private var refreshCount: Int
  private var refreshBound = Int32.min
  private var refreshGuess = true
  /// What codewords outside the candidates stayed below at the last refresh.
  private var cut = -Double.infinity

  init(
    code: ReceivedCode, rule: Rule, sparsity: Int, dictionary: any SignCodebook,
    settings: PursuitSettings
  ) throws(CodebookError) {
    self.dictionary = dictionary
    self.rule = rule
    self.sparsity = sparsity
    self.settings = settings
    dimension = dictionary.dimension
    padded = SignedSum.rowLength(dimension: dimension)
    horizon = max(1, min(settings.horizon, sparsity))
    let rowTotal = horizon + 2
    switch code.coordinates {
    case .integer(let values):
      isInteger = rule.keepsIntegers
      // Entries change by at most one a step, and the kernels take 16 bits.
      let room = Int(Int16.max) - min(sparsity, Int(Int16.max))
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
    let room = isComplete ? dictionary.codewordCount : 2 * settings.candidates + sparsity
    candidates = CodewordTiles(dimension: dimension, capacity: room)
    valueCapacity = (room + 63) / 64 * 64
    values = ScratchMemory.take(Int32.self, count: 2 * valueCapacity)
    positions = [UInt32](repeating: 0, count: valueCapacity)
    stepping = QuantizedResidual(dimension: dimension, isFine: !isInteger)
    refreshCount = settings.candidates
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

  private func row(_ step: Int) -> UnsafeMutablePointer<Double> { rows + (step - base) * padded }
  private func energy(_ step: Int) -> Double { energies[step - base] }

  /// The unit of rounding for the residuals from a step on: an eighth of their standard deviation,
  /// coarser if an entry would leave 16 bits or a sum 32.
  private func scale(from step: Int) -> Double {
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

  private func addCandidate(_ index: Int) {
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
  private func pick(_ step: Int) -> (position: Int, height: Double) {
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

  private func correlate(_ tables: [UnsafeRawPointer?], stride: Int) {
    candidates.chunk.correlate(tables, count: tables.count, into: values, stride: stride)
  }

  /// ⟨f, r_t⟩ in double precision (its magnitude if two-sided).
  private func correlation(_ step: Int, candidate position: Int) -> Double {
    correlation(step, codeword: candidates.codeword(at: position))
  }

  private func correlation(_ step: Int, codeword: UnsafePointer<UInt8>) -> Double {
    let value = SignedSum.product(
      row(step), codeword: codeword, byteCount: candidates.byteCount)
    return rule.isTwoSided ? abs(value) : value
  }

  // MARK: Going ahead

  /// Takes a step; the last one if the choice adds nothing to those before.
  private func choose(_ choice: (position: Int, height: Double)) {
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

  private func rewind(to count: Int) {
    chosen.removeSubrange(count...)
    chosenPositions.removeSubrange(count...)
    heights.removeSubrange(count...)
    rule.rewind(to: count)
    hasStopped = false
    lastCounts = true
  }

  private var isDone: Bool { chosen.count == sparsity || hasStopped }

  /// Takes steps on the candidates alone, as long as they are likely right.
  private func advance() {
    let limit = min(sparsity, proven + horizon)
    while chosen.count < limit && !hasStopped {
      let step = chosen.count
      guard rule.allowsRepeats || energy(step) > 0 else {
        hasStopped = true
        return
      }
      let choice = pick(step)
      // Nothing left to pick among the candidates, or little hope that they hold the best.
      if choice.position < 0 || (step > proven && choice.height < cut) { return }
      choose(choice)
    }
  }

  /// The decoding, all steps proven.
  var decoding: Decoding {
    Decoding(
      support: Support(lastCounts ? chosen[...] : chosen.dropLast()), iterations: chosen.count)
  }

  // MARK: Planning a pass

  /// Goes ahead and plans the pass that proves it; returns the number of its rows, 0 at the end.
  func prepare() -> Int {
    anchors.removeAll(keepingCapacity: true)
    skips.removeAll(keepingCapacity: true)
    survivors.removeAll(keepingCapacity: true)
    best.removeAll(keepingCapacity: true)
    refreshed.removeAll(keepingCapacity: true)
    refreshes = false
    if candidates.count == dictionary.codewordCount {
      while !isDone {
        rebase()
        advance()
        // No codeword is left when k exceeds N.
        if chosen.count == proven { break }
        proven = chosen.count
      }
      return 0
    }
    rebase()
    if candidates.count > 0 { advance() }
    plan()
    return tableCount
  }

  private func rebase() {
    let offset = proven - base
    guard offset > 0 else { return }
    for step in proven...chosen.count {
      rows.advanced(by: (step - proven) * padded).update(from: row(step), count: padded)
      energies[step - proven] = energies[step - base]
    }
    base = proven
  }

  /// The tables of this pass.
  private var tableCount: Int { anchors.reduce(0) { $0 + ($1.table == nil ? 0 : 1) } }

  /// The tables of this pass's rows, in order.
  func appendTables(to tables: inout [UnsafeRawPointer?]) {
    for anchor in anchors {
      if let table = anchor.table { tables.append(UnsafeRawPointer(quantized[table].high.pointer)) }
    }
  }

  private func plan() {
    let first = proven + (nextStepIsProven ? 1 : 0)
    let end = chosen.count
    if !isDone {
      refreshes = true
      startRefresh(step: end)
    }
    guard refreshes || first < end else { return }
    let scale = scale(from: proven)
    guard first < end else {
      anchors.append(makeAnchor(end, scale: scale, isProven: true))
      return
    }
    // A zero residual at the end is an anchor that costs nothing.
    let last = refreshes || energy(end) == 0 ? end : end - 1
    var step = first
    anchors.append(makeAnchor(step, scale: scale, isProven: false))
    while step < last {
      var stride = min(4, last - step)
      while stride > 1 && !canSkip(from: step, to: step + stride, scale: scale) { stride -= 1 }
      let next = step + stride
      anchors.append(makeAnchor(next, scale: scale, isProven: next == end))
      for skipped in step + 1..<max(step + 1, next) { appendSkip(skipped, scale: scale) }
      step = next
    }
  }

  /// ‖r_t - λ·r_a - (1-λ)·r_b‖₁ / d for independent codewords, by (b - a, t - a).
  private static func expectedDistance(_ length: Int, _ offset: Int) -> Double {
    switch (length, offset) {
    case (2, _): 0.5
    case (3, _): 2.0 / 3
    default: 0.75
    }
  }

  private func canSkip(from first: Int, to last: Int, scale: Double) -> Bool {
    let count = Double(dictionary.codewordCount) * (rule.isTwoSided ? 2 : 1)
    // Rounding adds about a quarter of a unit each way.
    let rounding = isInteger ? 0 : 0.15 * scale
    for step in first + 1..<last {
      let distance = Self.expectedDistance(last - first, step - first) + rounding
      let height = heights[step] - distance * Double(dimension)
      let deviation = max(energy(first), energy(last)).squareRoot()
      guard height > 0 else { return false }
      let expected = deviation == 0 ? 0 : 0.5 * count * erfc(height / deviation * 0.5.squareRoot())
      if expected > settings.survivorsPerSkip { return false }
    }
    return true
  }

  private func makeAnchor(_ step: Int, scale: Double, isProven: Bool) -> Anchor {
    let row = tableCount
    guard energy(step) > 0 || !isProven || refreshes else {
      return Anchor(step: step, table: nil, row: row, threshold: nil)
    }
    if quantized.count <= row {
      quantized.append(QuantizedResidual(dimension: dimension, isFine: false))
    }
    let residual = quantized[row]
    if isInteger {
      residual.prepare(integers: self.row(step))
    } else {
      residual.prepare(self.row(step), scale: scale)
    }
    guard !isProven else { return Anchor(step: step, table: row, row: row, threshold: nil) }
    let least = (heights[step] - slack(step) - residual.error) / scale
    return Anchor(step: step, table: row, row: row, threshold: Self.integer(least))
  }

  /// How far below the recorded height a codeword may be and still win the step.
  private func slack(_ step: Int) -> Double {
    isInteger ? 0 : rule.tieTolerance + 1e-9 * energy(step).squareRoot() * Double(dimension)
  }

  private static func integer(_ bound: Double) -> Int32 {
    Int32(max(-0x1p30, min(0x1p30, bound.rounded(.up))))
  }

  private func appendSkip(_ step: Int, scale: Double) {
    let first = anchors[anchors.count - 2]
    let second = anchors[anchors.count - 1]
    let length = second.step - first.step
    let a = Double(second.step - step)
    let b = Double(step - first.step)
    guard let firstTable = first.table else { return }
    let residual = row(step)
    let distance = SignedSum.absoluteSum(
      Double(length), residual, -a, quantized[firstTable].approximation,
      second.table == nil ? 0 : -b, quantized[second.table ?? firstTable].approximation,
      count: padded)
    let least =
      (Double(length) * (heights[step] - slack(step)) - distance * (1 + 1e-9)
        - Double(dimension) * 1e-6) / scale
    skips.append(
      Skip(
        step: step, firstRow: first.row, secondRow: second.table == nil ? first.row : second.row,
        firstWeight: Int32(a), secondWeight: second.table == nil ? 0 : Int32(b),
        threshold: Self.integer(least)))
  }

  // MARK: The pass

  /// Looks at the correlations of one chunk: rows in the order of `appendTables`, `stride` apart.
  func absorb(
    _ correlations: UnsafePointer<Int32>, stride: Int, firstCodeword: Int, count: Int,
    positions: UnsafeMutablePointer<UInt32>
  ) {
    for anchor in anchors {
      guard let threshold = anchor.threshold else { continue }
      let row = correlations + anchor.row * stride
      if isInteger {
        absorbExact(
          anchor.step, row: row, threshold: threshold, firstCodeword: firstCodeword, count: count,
          positions: positions)
      } else {
        var found = CorrelationScan.select(
          row, count: count, atLeast: threshold, into: positions)
        note(positions, found, step: anchor.step, firstCodeword: firstCodeword)
        if rule.isTwoSided {
          found = CorrelationScan.select(
            -1, row, 0, row, count: count, atLeast: threshold, into: positions)
          note(positions, found, step: anchor.step, firstCodeword: firstCodeword)
        }
      }
    }
    for skip in skips {
      let first = correlations + skip.firstRow * stride
      let second = correlations + skip.secondRow * stride
      var found = CorrelationScan.select(
        skip.firstWeight, first, skip.secondWeight, second, count: count, atLeast: skip.threshold,
        into: positions)
      note(positions, found, step: skip.step, firstCodeword: firstCodeword)
      if rule.isTwoSided {
        found = CorrelationScan.select(
          -skip.firstWeight, first, -skip.secondWeight, second, count: count,
          atLeast: skip.threshold, into: positions)
        note(positions, found, step: skip.step, firstCodeword: firstCodeword)
      }
    }
    if refreshes, let last = anchors.last, last.table != nil {
      absorbRefresh(
        correlations + last.row * stride, firstCodeword: firstCodeword, count: count,
        positions: positions)
    }
  }

  private func note(
    _ positions: UnsafePointer<UInt32>, _ found: Int, step: Int, firstCodeword: Int
  ) {
    for place in 0..<found {
      let codeword = firstCodeword + Int(positions[place])
      if !isCandidate.contains(codeword) {
        survivors.append(Survivor(step: step, codeword: codeword))
      }
    }
  }

  /// Of codewords that beat the candidates, only the best counts; equal ones come later and lose.
  private func absorbExact(
    _ step: Int, row: UnsafePointer<Int32>, threshold: Int32, firstCodeword: Int, count: Int,
    positions: UnsafeMutablePointer<UInt32>
  ) {
    let winner = chosen[step]
    var least = firstCodeword > winner ? threshold + 1 : threshold
    var record = best[step]
    if let record { least = max(least, record.value + 1) }
    let found = CorrelationScan.select(
      row, count: count, atLeast: least, into: positions)
    guard found > 0 else { return }
    for place in 0..<found {
      let position = Int(positions[place])
      let codeword = firstCodeword + position
      let value = row[position]
      if value == threshold && codeword >= winner { continue }
      if let record, value <= record.value { continue }
      if isCandidate.contains(codeword) { continue }
      record = (value, codeword)
    }
    best[step] = record
  }

  // MARK: Refreshing the candidates

  private func startRefresh(step: Int) {
    refreshCount = step == 0 ? settings.candidates : settings.refreshedCandidates
    refreshBound = .min
    guard refreshGuess else { return }
    // Where about so many codewords are expected; a wrong guess costs time alone.
    let wanted = 1.25 * Double(refreshCount) / Double(dictionary.codewordCount)
    let deviations = wanted >= 0.5 ? 0 : NormalTail.quantile(wanted)
    let bound = deviations * energy(step).squareRoot() / scale(from: proven)
    refreshBound = Self.integer(bound)
  }

  private func absorbRefresh(
    _ row: UnsafePointer<Int32>, firstCodeword: Int, count: Int,
    positions: UnsafeMutablePointer<UInt32>
  ) {
    let found = CorrelationScan.select(
      row, count: count, atLeast: refreshBound, into: positions)
    noteRefreshed(positions, found, row: row, sign: 1, firstCodeword: firstCodeword)
    if rule.isTwoSided {
      let found = CorrelationScan.select(
        -1, row, 0, row, count: count, atLeast: refreshBound, into: positions)
      noteRefreshed(positions, found, row: row, sign: -1, firstCodeword: firstCodeword)
    }
    if refreshed.count > 4 * refreshCount { pruneRefreshed() }
  }

  private func noteRefreshed(
    _ positions: UnsafePointer<UInt32>, _ found: Int, row: UnsafePointer<Int32>, sign: Int32,
    firstCodeword: Int
  ) {
    for place in 0..<found {
      let position = Int(positions[place])
      let codeword = firstCodeword + position
      if !isCandidate.contains(codeword) {
        refreshed.append((sign * row[position], codeword))
      }
    }
  }

  private func pruneRefreshed() {
    // In ascending order of the codewords, so a stable order keeps the lowest of equal ones.
    refreshed.sort { $0.value != $1.value ? $0.value > $1.value : $0.codeword < $1.codeword }
    refreshed.removeSubrange(min(refreshCount, refreshed.count)...)
    if let last = refreshed.last, refreshed.count == refreshCount {
      // A later codeword with the same value would lose the tie.
      refreshBound = last.value + 1
    }
  }

  // MARK: After the pass

  /// Takes in what the pass has found.
  func finishPass() {
    for (step, record) in best {
      survivors.append(Survivor(step: step, codeword: record.codeword))
    }
    survivors.sort { $0.step != $1.step ? $0.step < $1.step : $0.codeword < $1.codeword }
    if let step = firstWrongStep() {
      horizon = min(settings.horizon, max(2, 2 * (step + 1 - proven)))
      rewind(to: step)
      choose(pick(step))
      proven = chosen.count
      nextStepIsProven = false
      return
    }
    let hasMoved = chosen.count > proven
    horizon = min(settings.horizon, 2 * horizon)
    proven = chosen.count
    nextStepIsProven = false
    guard refreshes, !isDone else { return }
    if refreshed.isEmpty {
      // The guess was too high for every codeword outside the candidates.
      if !hasMoved { refreshGuess = false }
      cut = Double(refreshBound) * scale(from: base)
      return
    }
    if refreshed.count > refreshCount { pruneRefreshed() }
    // The best codeword outside has joined.
    nextStepIsProven = isInteger
    for entry in refreshed { addCandidate(entry.codeword) }
    cut = refreshBound == .min ? -.infinity : Double(refreshBound) * scale(from: base)
  }

  /// The first step that a codeword outside the candidates wins; that one has joined them.
  private func firstWrongStep() -> Int? {
    var place = 0
    while place < survivors.count {
      let step = survivors[place].step
      var isTouched = false
      let winner = chosen[step]
      dictionary.copyCodeword(winner, to: candidates.packed)
      let height = correlation(step, codeword: UnsafePointer(candidates.packed))
      while place < survivors.count && survivors[place].step == step {
        let codeword = survivors[place].codeword
        place += 1
        dictionary.copyCodeword(codeword, to: candidates.packed)
        let value = correlation(step, codeword: UnsafePointer(candidates.packed))
        if value >= height - rule.tieTolerance {
          addCandidate(codeword)
          isTouched = true
        }
      }
      guard isTouched else { continue }
      if candidateNumbers[pick(step).position] != winner { return step }
    }
    return nil
  }
}

/// Quantiles of the standard normal tail, to three digits: enough to guess how many codewords
/// pass a bound.
enum NormalTail {
  static func quantile(_ probability: Double) -> Double {
    var low = 0.0
    var high = 40.0
    for _ in 0..<16 {
      let middle = (low + high) / 2
      if 0.5 * erfc(middle * 0.5.squareRoot()) > probability { low = middle } else { high = middle }
    }
    return low
  }
}
