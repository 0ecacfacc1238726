import CSuperpositionKernels
import Foundation
import SuperpositionCodes

/// What a pass has to compute for a run, and what the run takes from it.
extension DensePursuitRun {
  /// Goes ahead and plans the pass that proves it; returns false at the end.
  func prepare() -> Bool {
    if !list.isEmpty { advance() }
    anchors.removeAll(keepingCapacity: true)
    looks.removeAll(keepingCapacity: true)
    expectedSurvivors = 0
    let first = proven + (nextStepIsProven && chosen.count > proven ? 1 : 0)
    let end = chosen.count
    let refreshes = !isDone
    guard refreshes || first < end else { return false }
    leaders = nil
    window = ResidualWindow(first: first, residuals: residuals[(first - base)...])
    var step = first
    if first < end { look(at: step, anchor: 0, anchor: 0) }
    anchors.append(step)
    let last = refreshes ? end : end - 1
    while step < last {
      var stride = min(pursuit.settings.longestStride, last - step)
      while stride > 1 && !canSkip(from: step, to: step + stride) { stride -= 1 }
      let next = step + stride
      anchors.append(next)
      for between in step + 1..<max(step + 1, next) {
        look(at: between, anchor: anchors.count - 2, anchor: anchors.count - 1)
      }
      if next < end { look(at: next, anchor: anchors.count - 1, anchor: anchors.count - 1) }
      step = next
    }
    return true
  }

  /// The residuals that the pass multiplies.
  func appendRows(to rows: inout UnitRows) {
    lengths.removeAll(keepingCapacity: true)
    errors.removeAll(keepingCapacity: true)
    for step in anchors {
      rows.append(residual(step)[..<dimension])
      lengths.append(rows.lengths[rows.count - 1])
      errors.append(rows.errors[rows.count - 1])
    }
    for place in looks.indices { finish(&looks[place]) }
    guard !isDone else { return }
    taken = rule.allowsRepeats ? [] : Set(chosen)
    leaders = ranking.leaders(
      min(pursuit.settings.listed, ranking.correlator.codebook.codewordCount),
      row: rows.count - 1, of: rows, tieTolerance: rule.tieTolerance, rank: 1)
  }

  /// Whether the steps between two anchors are likely to leave few codewords for a closer look.
  private func canSkip(from first: Int, to last: Int) -> Bool {
    let reach = ranking.typicalReach
    let count = Double(ranking.correlator.codebook.codewordCount) * crowding
    var sum = 0.0
    for step in first + 1..<last {
      let distance = window.combination(step, first, last).distance * reach
      let length = reach * window.energy(step).squareRoot()
      let deviation = length / Double(dimension).squareRoot()
      let height =
        heights[step] + ranking.typicalOffset - distance
        - ranking.correlator.typicalError * length
      guard height > 0 else { return false }
      sum += deviation == 0 ? 0 : 0.5 * count * erfc(height / deviation * 0.5.squareRoot())
    }
    guard sum <= pursuit.settings.survivorsPerSkip * Double(last - first - 1) else { return false }
    expectedSurvivors += sum / crowding
    return true
  }

  private func look(at step: Int, anchor first: Int, anchor second: Int) {
    looks.append(
      Look(step: step, rows: (first, second), bound: superpose_real_bound(), survivors: []))
  }

  /// Fills in the bound of a step, now that the lengths of the rows are known.
  private func finish(_ look: inout Look) {
    let (first, second) = look.rows
    let (weights, distance) = window.combination(look.step, anchors[first], anchors[second])
    let a = weights.0 * lengths[first]
    let b = weights.1 * lengths[second]
    let least =
      heights[look.step] - rule.tieTolerance
      - ranking.error(abs(a) * errors[first] + abs(b) * errors[second] + distance * 0x1p-20)
      - 1e-12 * abs(heights[look.step])
    var bound = superpose_real_bound()
    bound.first_weight = Float(a)
    bound.second_weight = Float(b)
    // Rounded upwards, and downwards.
    bound.reach = Float(distance * (1 + 1e-6))
    bound.threshold = Float(least).nextDown
    look.bound = bound
  }

  /// Looks at the correlations of one block: a row for each anchor, `runSize` apart.
  func absorb(
    _ rows: UnsafeMutablePointer<Float>, firstCodeword: Int, count: Int,
    positions: UnsafeMutablePointer<UInt32>
  ) {
    let stride = ranking.correlator.runSize
    for number in looks.indices {
      let (first, second) = looks[number].rows
      let found = ranking.select(
        looks[number].bound, rows + first * stride, rows + second * stride,
        firstCodeword: firstCodeword, count: count, into: positions)
      for place in 0..<found {
        looks[number].survivors.append(firstCodeword + Int(positions[place]))
      }
    }
    guard leaders != nil else { return }
    let last = anchors.count - 1
    let scores = UnsafeMutableBufferPointer(start: rows + last * stride, count: count)
    let found = ranking.select(
      scores, first: firstCodeword, length: lengths[last], atLeast: leaders?.bound ?? 0,
      into: positions)
    guard found > 0 else { return }
    leaders?.absorb(
      scores, firstCodeword: firstCodeword,
      positions: UnsafeBufferPointer(start: positions, count: found),
      excluded: taken)
  }

  /// Takes in what the pass has found.
  func finishPass() {
    let before = proven
    // Steps that the pass computed leave a few, too.
    let expected = expectedSurvivors + 8 * Double(looks.count)
    let survivors = looks.reduce(0) { $0 + $1.survivors.count }
    crowding = max(1, crowding / 2, Double(survivors) / expected)
    if let step = firstWrongStep() {
      horizon = min(pursuit.settings.horizon, max(2, 2 * (step + 1 - before)))
      proven = step + 1
      nextStepIsProven = false
      return
    }
    let hasMoved = chosen.count > proven
    proven = chosen.count
    nextStepIsProven = false
    guard var leaders, !isDone else { return }
    if hasMoved { horizon *= 2 }
    leaders.prune()
    residuals.removeSubrange(..<(proven - base))
    base = proven
    let length = lengths[lengths.count - 1]
    let error = ranking.error(errors[errors.count - 1] * length)
    list = leaders.candidates.map {
      Listed(codeword: $0.codeword, score: Double($0.score) * length, step: base, error: error)
    }
    listed = list
    cut = leaders.bound == -.infinity ? -.infinity : Double(leaders.bound) * length
    nextStepIsProven = true
    // Nothing is left to take.
    if list.isEmpty { hasStopped = true }
  }

  /// The first step that another codeword wins; it has taken its place then.
  private func firstWrongStep() -> Int? {
    for look in looks {
      let step = look.step
      let row = residual(step)
      let taken = rule.allowsRepeats ? [] : Set(chosen[..<step])
      let others = look.survivors.filter { $0 != chosen[step] && !taken.contains($0) }
      var contenders = [(codeword: chosen[step], score: heights[step])]
      for (codeword, score) in zip(others, ranking.scores(others, row))
      where score >= heights[step] - rule.tieTolerance {
        contenders.append((codeword, score))
      }
      guard contenders.count > 1,
        let winner = Self.winner(contenders, tieTolerance: rule.tieTolerance),
        winner.codeword != chosen[step]
      else { continue }
      rewind(to: step)
      for contender in contenders {
        guard !list.contains(where: { $0.codeword == contender.codeword }) else { continue }
        list.append(
          Listed(codeword: contender.codeword, score: contender.score, step: step, error: 0))
        listed.append(
          Listed(
            codeword: contender.codeword,
            score: ranking.score(contender.codeword, residuals[0]), step: base, error: 0))
      }
      take(winner)
      return step
    }
    return nil
  }
}
