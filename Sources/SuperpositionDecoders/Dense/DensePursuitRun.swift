import CSuperpositionKernels
import SuperpositionCodes

/// One code's greedy pursuit over N real codewords, proven step by step, with few passes over the
/// dictionary.
///
/// As `PursuitRun` on packed signs: the run goes ahead on a list of candidates alone, then a pass over
/// the dictionary proves the steps taken, or finds the codeword that should have been. Of three
/// consecutive residuals a pass computes the correlations with one or two: between steps a < t < b,
///
///   ⟨f, r_t⟩ ≤ λ_a·⟨f, r_a⟩ + λ_b·⟨f, r_b⟩ + ‖f‖·‖r_t - λ_a·r_a - λ_b·r_b‖
///
/// for any weights; the best ones leave about 0.7 of a codeword's norm for b = a + 2. The few codewords
/// whose bound reaches the score that won the step are looked at one by one, in double precision.
final class DensePursuitRun<Rule: PursuitRule>: ProvenPursuit<Rule> {
  /// A candidate with its score at some step.
  struct Listed {
    let codeword: Int
    var score: Double
    var step: Int
    /// How far the score may be from the true one.
    var error: Double
  }

  /// A step that a pass looks at, by the correlations of one or two residuals.
  struct Look {
    let step: Int
    /// Rows of the pass, by anchor.
    let rows: (Int, Int)
    var bound: superpose_real_bound
    /// The codewords whose bound reaches the score that won, ascending.
    var survivors: [Int]
  }

  let pursuit: DensePursuit

  /// Residuals of steps base, base + 1, …, padded rows.
  var residuals: [[Double]]

  /// The candidates, with the last known scores and with those of step `base`.
  var list: [Listed] = []
  var listed: [Listed] = []
  /// What codewords outside of the list stayed below at step `base`.
  var cut = -Double.infinity

  /// The steps whose residuals the pass multiplies with the dictionary.
  var anchors: [Int] = []
  /// Their lengths, and the relative errors of their products.
  var lengths: [Double] = []
  var errors: [Double] = []
  var looks: [Look] = []
  /// The residuals of the steps that the pass looks at.
  var window = ResidualWindow(first: 0, residuals: [])
  /// What may lead after the last step taken, but for the codewords taken.
  var leaders: LeadingScores?
  var taken: Set<Int> = []
  /// How many more codewords than expected needed a closer look.
  var crowding = 1.0
  var expectedSurvivors = 0.0

  init(code: ReceivedCode, rule: Rule, sparsity: Int, pursuit: DensePursuit) {
    self.pursuit = pursuit
    let values = code.realCoordinates
    let padded = SignedSum.rowLength(dimension: values.count)
    residuals = [values + [Double](repeating: 0, count: padded - values.count)]
    super.init(rule: rule, sparsity: sparsity, horizon: pursuit.settings.horizon)
    self.rule.start(received: residuals[0])
  }

  var ranking: DenseRanking { pursuit.ranking }
  var dimension: Int { ranking.correlator.codebook.dimension }
  func residual(_ step: Int) -> [Double] { residuals[step - base] }

  // MARK: Going ahead

  /// Takes a step; the last one if the choice adds nothing to those before.
  func take(_ choice: (codeword: Int, score: Double)) {
    let current = residual(chosen.count)
    var entries = [Double](repeating: 0, count: current.count)
    var next = entries
    ranking.correlator.copyCodeword(choice.codeword, to: &entries)
    hasStopped = !rule.add(entries: entries, residual: current, next: &next)
    chosen.append(choice.codeword)
    heights.append(choice.score)
    lastCounts = !hasStopped
    residuals.append(hasStopped ? current : next)
  }

  override func rewind(to count: Int) {
    super.rewind(to: count)
    residuals.removeSubrange((count - base + 1)...)
    for place in list.indices where list[place].step > count {
      list[place] = listed[place]
    }
  }

  /// Takes steps on the list alone, as long as they are likely right.
  func advance() {
    let limit = min(stepLimit, proven + horizon)
    while chosen.count < limit && !isDone {
      let step = chosen.count
      if rule.stopsAtZero && !residual(step).contains(where: { $0 != 0 }) {
        hasStopped = true
        return
      }
      let isProven = step == proven && nextStepIsProven
      guard let choice = pick(step), isProven || choice.score >= cut else { return }
      take(choice)
    }
  }

  /// The listed codeword that wins a step, ties to the lower index: those whose last known score is far
  /// below are not looked at.
  func pick(_ step: Int) -> (codeword: Int, score: Double)? {
    let taken = rule.allowsRepeats ? [] : Set(chosen)
    let row = residual(step)
    let reach = pursuit.settings.drift * ranking.typicalReach / Double(dimension).squareRoot()
    // How far a score may have moved since each step.
    let margins = (base...step).map { before -> Double in
      before == step ? 0 : reach * SignedSum.distance(row, residual(before), count: row.count)
    }
    var contenders: [(codeword: Int, score: Double)] = []
    var largest = -Double.infinity
    func hope(at place: Int) -> Double {
      list[place].score + list[place].error + margins[list[place].step - base]
    }
    func consider(_ place: Int) {
      let codeword = list[place].codeword
      guard taken.isEmpty || !taken.contains(codeword) else { return }
      if list[place].step != step || list[place].error > 0 {
        list[place] = Listed(
          codeword: codeword, score: ranking.score(codeword, row), step: step, error: 0)
      }
      contenders.append((codeword, list[place].score))
      largest = max(largest, list[place].score)
    }
    // The likely winner first: few others then need a look.
    var first = -1
    var promise = -Double.infinity
    for place in list.indices {
      let height = hope(at: place)
      if height > promise && (taken.isEmpty || !taken.contains(list[place].codeword)) {
        promise = height
        first = place
      }
    }
    guard first >= 0 else { return nil }
    consider(first)
    for place in list.indices where place != first {
      if hope(at: place) >= largest - rule.tieTolerance { consider(place) }
    }
    return Self.winner(contenders, tieTolerance: rule.tieTolerance)
  }

  /// The lowest codeword of those whose score is within the tolerance of the largest.
  static func winner(
    _ contenders: [(codeword: Int, score: Double)], tieTolerance: Double
  ) -> (codeword: Int, score: Double)? {
    let largest = contenders.reduce(-Double.infinity) { max($0, $1.score) }
    return contenders.filter { $0.score >= largest - tieTolerance }.min {
      $0.codeword < $1.codeword
    }
  }
}
