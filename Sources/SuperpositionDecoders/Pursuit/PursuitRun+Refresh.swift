import SuperpositionCodes
import SuperpositionNumerics

/// New candidates from a pass.
extension PursuitRun {
  func startRefresh(step: Int) {
    refreshCount = step == 0 ? settings.candidates : settings.refreshedCandidates
    refreshBound = .min
    guard refreshGuess else { return }
    // Where about so many codewords are expected; a wrong guess costs time alone.
    let wanted = 1.25 * Double(refreshCount) / Double(dictionary.codewordCount)
    let deviations =
      wanted >= 0.5 ? 0 : (try? NormalDistribution.tailQuantile(wanted)) ?? 0
    let bound = deviations * energy(step).squareRoot() / scale(from: proven)
    refreshBound = Self.integer(bound)
  }

  func absorbRefresh(
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

  func noteRefreshed(
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

  func pruneRefreshed() {
    // In ascending order of the codewords, so a stable order keeps the lowest of equal ones.
    refreshed.sort { $0.value != $1.value ? $0.value > $1.value : $0.codeword < $1.codeword }
    refreshed.removeSubrange(min(refreshCount, refreshed.count)...)
    if let last = refreshed.last, refreshed.count == refreshCount {
      // A later codeword with the same value would lose the tie.
      refreshBound = last.value + 1
    }
  }
}
