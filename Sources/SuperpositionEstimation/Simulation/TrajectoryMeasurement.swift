import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics

/// The effective noise τ² of approximate message passing, iteration by iteration, over simulated
/// trials: what state evolution predicts.
///
/// The trials are those of `Simulation` with the same point seed: the same dictionaries, supports
/// and channel noise, 8 consecutive trials to a dictionary.
///
/// State evolution is the limit of large N. Over 640 trials each at (N, k, d) = (2^12, 16, 118),
/// (2^14, 32, 290) and (2^16, 64, 640), the mean of τ² exceeded it after the first pass by 6.5%, 2.7%
/// and 1.5% (standard errors 0.5%, 0.3%, 0.3%), which is about 1/k, and by less in the next passes.
/// The cut of the denoiser and the rounding of the residual make 0.2% of that: 6.3%, 2.5% and 1.3%
/// remain with a cut of 10^-6 and 100 steps to a deviation.
public struct TrajectoryMeasurement: Sendable {
  /// τ² of one iteration over the trials.
  ///
  /// The mean is the number to hold against state evolution where no trial fails: its interval
  /// shrinks with the trials until it shows what is left at finite N. Where some trials fail, the
  /// mean of late iterations is that of the failed ones, and the median says what a typical code
  /// does.
  public struct Iteration: Equatable, Sendable {
    /// The mean over trials.
    public let mean: Double
    /// The 95% interval of the mean, from clusters of trials that share a dictionary; nil for a
    /// single cluster. The lower end is at least 0.
    public let interval: ClosedRange<Double>?
    /// The median over trials, with the 5% and 95% quantiles of single trials.
    public let median: Estimate
  }

  private let simulation: Simulation
  private let decoder: ApproximateMessagePassingDecoder

  /// A measurement of so many iterations, none of them left out by a stop rule.
  ///
  /// - Precondition: k < N.
  /// - Throws: `DecoderError.ensembleNotCovered`.
  public init(setting: CodeSetting, pointSeed: Seed, iterations: Int) throws(DecoderError) {
    precondition(setting.sparsity < setting.codewordCount)
    var configuration = ApproximateMessagePassingDecoder.Configuration()
    configuration.stopsEarly = false
    configuration.iterationLimit = iterations
    decoder = ApproximateMessagePassingDecoder(configuration: configuration)
    simulation = try Simulation(decoder: decoder, setting: setting, pointSeed: pointSeed)
  }

  /// τ² before each pass, for each trial.
  ///
  /// - Parameters:
  ///   - trials: trial numbers.
  ///   - dimension: d ≥ 1.
  ///   - workers: how many workers share the trials of a cluster; the result does not depend on it.
  /// - Returns: trial by trial, cluster by cluster.
  /// - Throws: `DictionaryError` if the dictionary does not fit; `CancellationError`.
  /// - Complexity: O(trials · iterations · N·d).
  public func trajectories(
    trials: Range<Int>, dimension: Int, workers: Int = 1
  ) async throws -> [[[Double]]] {
    var clusters: [[[Double]]] = []
    for cluster in simulation.clusters(of: trials) {
      try Task.checkCancellation()
      let size = Simulation.trialsPerDictionary
      let members = (cluster * size..<(cluster + 1) * size).clamped(to: trials)
      let dictionary = try await RademacherDictionary(
        seed: simulation.pointSeed[.dictionary, UInt64(cluster)],
        codewordCount: simulation.setting.codewordCount, dimension: dimension, workers: workers)
      let share = (members.count + workers - 1) / workers
      let parts = try await concurrentMap(
        Array(stride(from: members.lowerBound, to: members.upperBound, by: share)),
        workers: workers
      ) { first in
        let codes = (first..<min(first + share, members.upperBound)).map { trial in
          simulation.receive(
            .integer(dictionary.encode(simulation.support(trial: trial))), trial: trial)
        }
        return decoder.decodeWithTrace(
          codes, sparsity: simulation.setting.sparsity, dictionary: dictionary
        ).map(\.effectiveNoise)
      }
      clusters.append(parts.flatMap { $0 })
    }
    return clusters
  }

  /// Measures τ² of each iteration over the first `trials` trials.
  ///
  /// - Precondition: `trials` ≥ 1.
  /// - Throws: as `trajectories`, and if the t quantile fails.
  public func measure(
    trials: Int, dimension: Int, workers: Int = 1
  ) async throws -> [Iteration] {
    let clusters = try await trajectories(
      trials: 0..<trials, dimension: dimension, workers: workers)
    return try (0..<decoder.configuration.iterationLimit).map { iteration in
      try Self.iteration(clusters.map { cluster in cluster.map { $0[iteration] } })
    }
  }

  /// Mean, interval and quantiles of numbers in clusters.
  ///
  /// The variance of the mean is that of a ratio (Cochran 1977, 'Sampling Techniques', eq. 9A.4),
  /// since the last cluster may be smaller; the interval is Student's with one degree of freedom
  /// less than there are clusters.
  static func iteration(_ clusters: [[Double]]) throws -> Iteration {
    let sorted = clusters.flatMap { $0 }.sorted()
    let total = Double(sorted.count)
    let mean = clusters.reduce(0) { $0 + $1.reduce(0, +) } / total
    var interval: ClosedRange<Double>?
    if clusters.count > 1 {
      let count = Double(clusters.count)
      var squares = 0.0
      for cluster in clusters {
        let deviation = cluster.reduce(0) { $0 + ($1 - mean) }
        squares += deviation * deviation
      }
      let error = (count / (count - 1) * squares).squareRoot() / total
      let reach =
        try error * StudentDistribution.quantile(0.975, degreesOfFreedom: count - 1)
      interval = max(0, mean - reach)...(mean + reach)
    }
    return Iteration(
      mean: mean, interval: interval,
      median: Estimate(
        value: SampleQuantile.value(0.5, of: sorted),
        low: SampleQuantile.value(0.05, of: sorted),
        high: SampleQuantile.value(0.95, of: sorted)))
  }
}
