import SuperpositionCodes

/// Greedy pursuits of a batch of codes over real rows, a step of all of them a pass over the
/// dictionary.
struct DensePursuit: Sendable {
  /// What decides who is taken.
  let ranking: DenseRanking
  /// The root of the mean of ‖f‖².
  let typicalNorm: Double

  init(_ codebook: DenseCodebook, score: CodewordScore, isTwoSided: Bool = false) {
    ranking = DenseRanking(codebook, score: score, isTwoSided: isTwoSided)
    let norms = ranking.correlator.norms
    typicalNorm = (norms.reduce(0) { $0 + $1 * $1 } / Double(norms.count)).squareRoot()
  }

  /// One decoding for each code.
  func decode(
    _ codes: [ReceivedCode], sparsity: Int, rule: () -> some PursuitRule
  ) -> [Decoding] {
    var runs = codes.map {
      DensePursuitRun(rule: rule(), code: $0, sparsity: sparsity, correlator: ranking.correlator)
    }
    var active = runs.indices.filter { !runs[$0].isDone }
    while let first = active.first {
      let leading = ranking.leading(
        1, of: active.map { runs[$0].residual },
        excluding: runs[first].rule.allowsRepeats ? nil : active.map { Set(runs[$0].chosen) },
        tieTolerance: runs[first].rule.tieTolerance)
      for (run, leader) in zip(active, leading) { runs[run].take(leader.first) }
      active.removeAll { runs[$0].isDone }
    }
    return runs.map(\.decoding)
  }
}

/// One code's pursuit between passes.
private struct DensePursuitRun<Rule: PursuitRule> {
  private(set) var rule: Rule
  private let correlator: DenseCorrelator
  private let sparsity: Int
  private let stepLimit: Int
  /// The codewords taken so far, in order.
  private(set) var chosen: [Int] = []
  /// r, and r as a padded row.
  private(set) var residual: [Double]
  private var row: [Double]
  private var hasStopped = false

  init(rule: Rule, code: ReceivedCode, sparsity: Int, correlator: DenseCorrelator) {
    self.rule = rule
    self.correlator = correlator
    self.sparsity = sparsity
    stepLimit = rule.stepLimit(sparsity: sparsity)
    residual = code.realCoordinates
    let padded = SignedSum.rowLength(dimension: residual.count)
    row = residual + [Double](repeating: 0, count: padded - residual.count)
    self.rule.start(received: row)
  }

  var isComplete: Bool { rule.isComplete(chosen, sparsity: sparsity) }

  var isDone: Bool {
    hasStopped || isComplete || chosen.count == stepLimit
      || (rule.stopsAtZero && !residual.contains { $0 != 0 })
  }

  /// Takes a step; without a codeword there is none.
  mutating func take(_ codeword: Int?) {
    guard let codeword else {
      hasStopped = true
      return
    }
    var entries = [Double](repeating: 0, count: row.count)
    correlator.copyCodeword(codeword, to: &entries)
    var next = [Double](repeating: 0, count: row.count)
    guard rule.add(entries: entries, residual: row, next: &next) else {
      hasStopped = true
      return
    }
    chosen.append(codeword)
    row = next
    residual = Array(row[..<residual.count])
  }

  /// Fewer than k codewords have failed; a run that used up its steps has not converged.
  var decoding: Decoding {
    Decoding(
      support: Support(chosen), converged: hasStopped || isComplete || chosen.count < stepLimit,
      iterations: chosen.count)
  }
}
