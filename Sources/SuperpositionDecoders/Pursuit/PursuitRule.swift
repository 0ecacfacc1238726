import SuperpositionCodes

/// How a pursuit turns its choices into residuals: what tells one greedy decoder from another.
///
/// All of them take, again and again, the codeword with the largest correlation with the residual;
/// `PursuitRun` does that part on packed signs, `DensePursuit` on real rows. Rows are
/// `(d + 7) / 8 * 8` numbers, the padding zero.
protocol PursuitRule: SendableMetatype {
  /// d.
  var dimension: Int { get }
  /// Whether the largest absolute correlation is taken instead of the largest.
  var isTwoSided: Bool { get }
  /// Whether a codeword may be taken more than once.
  var allowsRepeats: Bool { get }
  /// Whether a residual of zero ends the pursuit.
  var stopsAtZero: Bool { get }
  /// Whether residuals of integer codes are integers, so that correlations are exact.
  var keepsIntegers: Bool { get }
  /// Correlations that differ by less are a tie, which the lower index wins; absorbs the rounding
  /// of residuals that are not integers.
  var tieTolerance: Double { get }

  /// How many steps a pursuit of k codewords takes at most.
  func stepLimit(sparsity: Int) -> Int

  /// Whether the codewords chosen so far are all that are wanted.
  func isComplete(_ chosen: [Int], sparsity: Int) -> Bool

  /// Starts anew with a received code.
  mutating func start(received: UnsafePointer<Double>)

  /// Takes in the next choice, a packed codeword, and writes the new residual.
  ///
  /// - Returns: false if the codeword adds nothing to those before, and the pursuit has to stop.
  mutating func add(
    codeword: UnsafePointer<UInt8>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool

  /// Takes in the next choice, a row of real entries, and writes the new residual; returns as above.
  mutating func add(
    entries: UnsafePointer<Double>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool

  /// Forgets all but the first `count` choices.
  mutating func rewind(to count: Int)
}

extension PursuitRule {
  func stepLimit(sparsity: Int) -> Int { sparsity }
  func isComplete(_ chosen: [Int], sparsity: Int) -> Bool { chosen.count == sparsity }

  mutating func add(
    codeword: UnsafePointer<UInt8>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    let padded = SignedSum.rowLength(dimension: dimension)
    let entries = ScratchMemory.take(Double.self, count: padded)
    defer { ScratchMemory.give(entries, count: padded) }
    SignedSum.expand(codeword: codeword, dimension: dimension, into: entries)
    return add(entries: entries, residual: residual, next: next)
  }
}

/// The numbers that steer a pursuit's search; none of them can change a result.
package struct PursuitSettings: Sendable {
  /// Codewords gathered after the first pass.
  package var candidates: Int
  /// Codewords gathered after each further pass.
  package var refreshedCandidates: Int
  /// Up to this many codewords, all are gathered and no pass is needed.
  package var completeCount: Int
  /// The most steps between two passes.
  package var horizon: Int
  /// How many codewords a skipped step may be expected to leave for a closer look.
  package var survivorsPerSkip: Double

  /// What suits a dictionary.
  package init(codewordCount: Int, dimension: Int, sparsity: Int) {
    candidates = max(
      sparsity.multipliedReportingOverflow(by: 16).overflow ? codewordCount : 16 * sparsity,
      min(4096, codewordCount / 256), 128)
    candidates = min(candidates, max(128, codewordCount / 4))
    refreshedCandidates = 64
    completeCount = 512
    horizon = 64
    // A row of the pass costs about N·d / 2.4e12 seconds, a closer look less than 0.3 ns a coordinate
    // and 0.3 µs; the factor is what measured best from N = 2^14 to 2^20.
    let row = Double(codewordCount) * Double(dimension) / 2.4e12
    let look = 3e-7 + Double(dimension) * 3e-10
    survivorsPerSkip = 5 * row / look
  }
}
