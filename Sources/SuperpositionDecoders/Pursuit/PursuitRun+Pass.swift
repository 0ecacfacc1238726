import SuperpositionCodes

/// What a run takes from a pass over the dictionary.
extension PursuitRun {
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

  func note(
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
  func absorbExact(
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
  func firstWrongStep() -> Int? {
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
