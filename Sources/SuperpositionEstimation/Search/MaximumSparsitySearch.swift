import SuperpositionCodes
import SuperpositionNumerics

/// What a search for the maximum sparsity found.
public struct SparsityEstimate: Equatable, Sendable {
  /// k*(p) at given N and d, a real number, with its 95% interval.
  public let sparsity: Estimate
  /// The largest k measured, at k* or below, whose success probability has its lower limit at the target
  /// or above, as then every smaller k has, since success falls with k; 0 if none measured has.
  public let certain: Int
  /// Codes decoded or draws of the members evaluated, over all sparsities tried.
  public let trials: Int
  /// Decodings that did not converge.
  public let notConverged: Int

  /// A result.
  public init(sparsity: Estimate, certain: Int, trials: Int, notConverged: Int) {
    self.sparsity = sparsity
    self.certain = certain
    self.trials = trials
    self.notConverged = notConverged
  }
}

/// A search for the maximum sparsity whose answer is no number.
public enum SparsitySearchError: Error, Equatable, CustomStringConvertible {
  /// Not even one codeword is found with the target's probability.
  case noSparsity(target: Double)
  /// Success falls below the target at no sparsity up to N.
  case everySparsity(target: Double, codewordCount: Int)

  /// One line.
  public var description: String {
    switch self {
    case .noSparsity(let target):
      "success probability \(target) is not reached even at k = 1"
    case .everySparsity(let target, let codewordCount):
      "success probability \(target) is reached at every k up to N = \(codewordCount)"
    }
  }
}

/// The maximum sparsity k*(p) at given N and d: where the success probability, which falls with k,
/// crosses p for the first time.
///
/// The failure probability rises along k, so the search is that for the minimum dimension
/// (`RisingSearch`): a local probit in ln k from sparsities on either side of the crossing, and for a
/// k* of a few the polygon in probit through neighbouring integers.
public struct MaximumSparsitySearch: Sendable {
  /// What is looked for.
  public let goal: SearchGoal

  /// A search.
  public init(_ goal: SearchGoal) { self.goal = goal }

  /// Searches the sparsities up to N.
  ///
  /// - Parameters:
  ///   - codewordCount: N.
  ///   - dimension: d.
  ///   - workers: how many may work at the same time; the result does not depend on it.
  ///   - sampler: makes the trials of a sparsity. With the same seed for every k
  ///     (`CodeSetting.sparsitySearchSeed`) they share dictionaries, or nest their members.
  /// - Throws: `SparsitySearchError`, and what the trials throw.
  public func run<S: Sampler>(
    codewordCount: Int, dimension: Int, workers: Int = 1,
    sampler: @escaping @Sendable (_ sparsity: Int) throws -> S
  ) async throws -> SparsityEstimate {
    var failing = goal
    failing.target = 1 - goal.target
    failing.guess = min(goal.guess, Double(codewordCount))
    let search = RisingSearch(
      goal: failing, largest: codewordCount, clusterSize: S.clusterSize
    ) { failures in
      let sums = S.Sums(clusters: failures.map { ($0.trials, $0.trials - $0.successes) })
      return try sampler(failures.first?.point ?? 1).successEstimate(sums).complement
    }
    let found: RisingSearch.Found
    do {
      found = try await search.run { clusters, sparsities in
        try await Self.failures(
          clusters: clusters, sparsities: sparsities, dimension: dimension, workers: workers,
          largest: codewordCount, sampler: sampler)
      }
    } catch is DimensionSearchError {
      throw SparsitySearchError.everySparsity(target: goal.target, codewordCount: codewordCount)
    }
    guard !found.isPassedAtFirst else { throw SparsitySearchError.noSparsity(target: goal.target) }
    // A smaller k with fewer trials, and so with a lower limit, takes nothing from what a larger shows.
    let certain = found.measured.last {
      Double($0.point) <= found.crossing.value && $0.success.complement.low >= goal.target
    }?.point
    return SparsityEstimate(
      sparsity: found.crossing, certain: certain ?? 0, trials: found.trials,
      notConverged: found.notConverged)
  }

  /// The failures of clusters at the sparsities that each is asked for, as tallies of what rises.
  private static func failures<S: Sampler>(
    clusters: Range<Int>, sparsities: (Int) -> [Int], dimension: Int, workers: Int, largest: Int,
    sampler: (Int) throws -> S
  ) async throws -> [[Tally]] {
    // Clusters of one sparsity together, so that the workers can share them.
    var asked: [Int: [Int]] = [:]
    for cluster in clusters {
      for sparsity in sparsities(cluster) {
        asked[min(sparsity, largest), default: []].append(cluster)
      }
    }
    var tallies = [[Tally]](repeating: [], count: clusters.count)
    for (sparsity, numbers) in asked.sorted(by: { $0.key < $1.key }) {
      let sampler = try sampler(sparsity)
      for run in numbers.consecutiveRuns {
        let sums = try await sampler.run(clusters: run, dimension: dimension, workers: workers)
        for (cluster, sums) in zip(run, sums) {
          tallies[cluster - clusters.lowerBound].append(
            Tally(
              point: sparsity, trials: Double(sums.trialCount),
              successes: Double(sums.trialCount) - sums.successCount,
              notConverged: sums.notConverged))
        }
      }
    }
    return tallies
  }
}

extension [Int] {
  /// The maximal ranges of ascending numbers.
  fileprivate var consecutiveRuns: [Range<Int>] {
    var runs: [Range<Int>] = []
    for number in self {
      if let last = runs.last, last.upperBound == number {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
    return runs
  }
}

extension CodeSetting {
  /// The seed of the trials of a search over sparsities, which k is no part of, so that they share
  /// dictionaries or nest their members.
  public func sparsitySearchSeed(root: Seed, dimension: Int) -> Seed {
    // No setting has k = 0.
    root[.point, seedPath(sparsity: 0) + [UInt64(dimension)]]
  }
}
