/// What a search is to find, and what it may spend.
public struct SearchGoal: Sendable {
  /// p, the success probability whose crossing is looked for, in (0, 1).
  public internal(set) var target: Double
  /// The relative half-width of the interval at which the search ends.
  public let precision: Double
  /// The most codes to decode or draws to evaluate, over all points tried.
  public let trialLimit: Int
  /// Where to begin.
  public internal(set) var guess: Double

  /// A goal.
  ///
  /// - Precondition: 0 < `target` < 1, 0 < `precision`, 1 ≤ `trialLimit`.
  public init(target: Double, precision: Double, trialLimit: Int, guess: Double) {
    precondition(target > 0 && target < 1 && precision > 0 && trialLimit >= 1)
    self.target = target
    self.precision = precision
    self.trialLimit = trialLimit
    self.guess = guess
  }
}
