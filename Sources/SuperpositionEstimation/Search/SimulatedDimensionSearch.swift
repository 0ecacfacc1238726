/// The minimum dimension by simulation: a `RisingSearch` over dimensions.
public struct SimulatedDimensionSearch: Sendable {
  /// What is looked for.
  public let goal: SearchGoal

  /// A search.
  public init(_ goal: SearchGoal) { self.goal = goal }

  /// The largest dimension that a search from `guess` tries: a decoder that fails at 32 times the
  /// expected dimension is taken never to succeed.
  static func largestDimension(guess: Double) -> Int {
    max(1 << 10, Int(min(32 * guess, 0x1p30)))
  }

  /// Searches with the trials of a simulation.
  ///
  /// - Throws: `DimensionSearchError`, and what decoding throws.
  public func run(_ simulation: Simulation, workers: Int = 1) async throws -> DimensionEstimate {
    let setting = simulation.setting
    let period = setting.noisePower > 0 ? 1 : simulation.decoder.dimensionPeriod
    return try await run(period: period, coincidence: setting.coincidence) { clusters, dimensions in
      var tallies: [[Tally]] = []
      for cluster in clusters {
        try Task.checkCancellation()
        let tried = dimensions(cluster)
        let outcomes = try await simulation.outcomes(
          cluster: cluster, dimensions: tried, workers: workers)
        tallies.append(zip(tried, outcomes).map { Tally(point: $0, outcomes: $1) })
      }
      return tallies
    }
  }

  /// The search itself, on any source of trials.
  ///
  /// - Parameters:
  ///   - period: of the curve's teeth.
  ///   - coincidence: the probability that two trials of one cluster are the same.
  func run(
    period: Int = 1, coincidence: Double = 0, _ count: @escaping RisingSearch.Counter
  ) async throws -> DimensionEstimate {
    let search = RisingSearch(
      goal: goal, largest: Self.largestDimension(guess: goal.guess),
      clusterSize: Simulation.trialsPerDictionary, period: period
    ) {
      try SimulationSums(clusters: $0.map { ($0.trials, $0.successes) })
        .successEstimate(coincidence: coincidence)
    }
    let found = try await search.run(count)
    return DimensionEstimate(
      dimension: found.crossing, trials: found.trials, notConverged: found.notConverged)
  }
}

extension Tally {
  /// The trials of one dictionary.
  init(point: Int, outcomes: [TrialOutcome]) {
    self.init(
      point: point, trials: Double(outcomes.count),
      successes: Double(outcomes.count { $0.success }),
      notConverged: outcomes.count { !$0.converged })
  }
}
