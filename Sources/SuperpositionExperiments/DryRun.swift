import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

/// What a plan would take, without doing it.
public struct DryRun: Sendable {
  /// The columns of `lines`.
  public static let header = "experiment,seconds,memory_mb,unit"

  private let plan: Plan
  private let units: [WorkUnit]
  private let jobs: Int
  private let scale: Double

  /// The dry run of a plan, or of the part of it that `options` name.
  ///
  /// - Parameter secondsPerModelSecond: what `calibration` found.
  public init(plan: Plan, options: RunOptions, secondsPerModelSecond: Double) {
    self.plan = plan
    var units = plan.units
    if let shard = options.shard {
      let part = Shard.assign(units, to: shard.count)
      units = units.filter { part[$0.identity] == shard.index }
    }
    self.units = units
    jobs = options.jobs
    scale = secondsPerModelSecond
  }

  /// The seconds that this machine takes for what the cost model calls one second, measured on a
  /// short decoding.
  public static func calibration() async throws -> Double {
    let setting = CodeSetting(codewordCount: 1 << 14, sparsity: 16)
    let decoder = TopKDecoder()
    let simulation = try Simulation(decoder: decoder, setting: setting, pointSeed: Seed(0))
    let dimension = 1024
    var shortest = Double.infinity
    for cluster in 0..<4 {
      let size = Simulation.trialsPerDictionary
      let start = ContinuousClock.now
      _ = try await simulation.run(
        trials: cluster * size..<(cluster + 1) * size, dimension: dimension)
      shortest = min(shortest, start.duration(to: .now) / .seconds(1))
    }
    return shortest
      / CostModel.clusterSeconds(
        decoder: decoder.name, setting: setting, dimension: Double(dimension))
  }

  /// One line of CSV for each unit.
  public var lines: [String] {
    units.map { unit in
      ResultFile.line(of: [
        plan.name, String(format: "%.3g", unit.cost * scale),
        String(format: "%.0f", (unit.memory / 1e6).rounded(.up)), unit.identity.text,
      ])
    }
  }

  /// The sums, in a line.
  public var summary: String {
    let narrow = units.filter { !$0.isWide }
    let seconds = units.reduce(0) { $0 + $1.cost } * scale
    // Units that run side by side end no sooner than the longest of them.
    let longest = (narrow.map(\.cost).max() ?? 0) * scale
    let elapsed = max(seconds / Double(jobs), longest)
    let sideBySide = narrow.map(\.memory).sorted(by: >).prefix(jobs).reduce(0, +)
    let memory = max(sideBySide, units.map(\.memory).max() ?? 0)
    return "\(plan.name): \(units.count) units, about \(Progress.clock(seconds)) of one core, "
      + "\(Progress.clock(elapsed)) with \(jobs) workers, "
      + "at most \(MemoryBudget.describe(bytes: memory)) of memory"
  }
}
