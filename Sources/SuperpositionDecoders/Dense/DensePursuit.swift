import SuperpositionCodes

/// Greedy pursuits of a batch of codes over real rows, side by side: every pass over the dictionary
/// serves all of them.
struct DensePursuit: Sendable {
  /// What decides who is taken.
  let ranking: DenseRanking
  /// The root of the mean of ‖f‖².
  let typicalNorm: Double
  /// How the search goes; it cannot change a result.
  let settings: DensePursuitSettings

  init(
    _ codebook: DenseCodebook, score: CodewordScore, isTwoSided: Bool,
    settings: DensePursuitSettings? = nil
  ) {
    ranking = DenseRanking(codebook, score: score, isTwoSided: isTwoSided)
    let energies = ranking.correlator.energies
    typicalNorm = (energies.reduce(0, +) / Double(energies.count)).squareRoot()
    self.settings =
      settings
      ?? DensePursuitSettings(
        codewordCount: codebook.codewordCount, dimension: codebook.dimension)
  }

  /// One decoding for each code.
  func decode<Rule: PursuitRule>(
    _ codes: [ReceivedCode], sparsity: Int, rule: () -> Rule
  ) -> [Decoding] {
    let runs = codes.map {
      DensePursuitRun(code: $0, rule: rule(), sparsity: sparsity, pursuit: self)
    }
    var active = runs.filter { $0.prepare() }
    while !active.isEmpty {
      pass(active)
      active.removeAll { !$0.prepare() }
    }
    return runs.map(\.decoding)
  }

  /// Reads the dictionary once, with all the residuals that the runs want to know of.
  private func pass<Rule: PursuitRule>(_ runs: [DensePursuitRun<Rule>]) {
    var rows = ranking.correlator.makeRows()
    var groups: [(rows: Range<Int>, runs: Range<Int>)] = []
    for (number, run) in runs.enumerated() {
      let first = rows.count
      run.appendRows(to: &rows)
      let end = rows.count
      if let last = groups.last, end - last.rows.lowerBound <= DenseCorrelator.vectorsPerGroup {
        groups[groups.count - 1] = (
          last.rows.lowerBound..<end, last.runs.lowerBound..<number + 1
        )
      } else {
        groups.append((first..<end, number..<number + 1))
      }
    }
    let correlator = ranking.correlator
    let positions = ScratchMemory.take(UInt32.self, count: correlator.runSize)
    defer { ScratchMemory.give(positions, count: correlator.runSize) }
    correlator.forEachBlock(rows, groups: groups.map(\.rows)) { group, first, count, products in
      var row = products
      for run in runs[groups[group].runs] {
        run.absorb(row, firstCodeword: first, count: count, positions: positions)
        row += run.anchors.count * correlator.runSize
      }
    }
    for run in runs { run.finishPass() }
  }
}

/// The numbers that steer a pursuit's search on real rows; none of them can change a result.
struct DensePursuitSettings: Sendable {
  /// Codewords listed after a pass.
  var listed: Int
  /// The most steps between two passes, at first.
  var horizon = 12
  /// The most steps from one that a pass computes to the next.
  var longestStride = 4
  /// How many codewords a step that a pass does not compute may be expected to leave for a closer look.
  var survivorsPerSkip: Double
  /// By how many standard deviations a score is expected to change at most from step to step.
  var drift = 4.0

  /// What suits a dictionary.
  init(codewordCount: Int, dimension: Int) {
    listed = max(64, min(512, codewordCount / 32))
    // A row of the pass takes about N·d / 1.6e11 seconds, a closer look 0.1 µs.
    survivorsPerSkip = 0.5 * Double(codewordCount) * Double(dimension) / 1.6e11 / 1e-7
  }
}
