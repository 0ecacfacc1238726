import Foundation
import SystemMemory

/// What a run would do, found out without writing anything.
public struct DryRun: Sendable {
  /// A unit and what is expected of it.
  public struct Unit: Sendable {
    /// The unit.
    public let identity: UnitIdentity
    /// Whether the ledger has it.
    public let isDone: Bool
    /// Expected processor seconds on this machine.
    public let seconds: Double
    /// Bytes at most.
    public let memory: Double
    /// Whether it runs alone.
    let isWide: Bool
  }

  /// The columns of `lines`.
  public static let header = "experiment,state,seconds,memory_mb,unit"

  /// The units of the run, in order.
  public let units: [Unit]
  private let name: String
  private let jobs: Int

  /// Looks at the ledger of `options.output`.
  ///
  /// - Parameter calibration: the pace of this machine; nil to measure it on this plan's units for
  ///   `calibrationSeconds`.
  /// - Throws: `ExperimentError` if the ledger cannot be read; whatever a unit throws.
  public init(
    _ plan: Plan, options: RunOptions, calibration: WorkCalibration? = nil
  ) async throws {
    let recorded = try Self.recorded(options.output)
    let own = Self.own(plan, options: options)
    let missing = own.filter { !recorded.contains($0.identity) }
    let pace: WorkCalibration
    if let calibration {
      pace = calibration
    } else {
      pace = try await WorkCalibration(missing, seconds: Self.calibrationSeconds)
    }
    units = own.map { unit in
      Unit(
        identity: unit.identity, isDone: recorded.contains(unit.identity),
        seconds: pace.seconds(of: unit), memory: unit.memory, isWide: unit.isWide)
    }
    name = plan.name
    jobs = options.jobs
  }

  /// How long a dry run measures.
  public static let calibrationSeconds = 3.0

  /// The units that a run of the plan would do.
  ///
  /// - Throws: `ExperimentError` if the ledger cannot be read.
  public static func missingUnits(
    _ plan: Plan, options: RunOptions
  ) throws(ExperimentError) -> [WorkUnit] {
    let recorded = try recorded(options.output)
    return own(plan, options: options).filter { !recorded.contains($0.identity) }
  }

  private static func own(_ plan: Plan, options: RunOptions) -> [WorkUnit] {
    guard let shard = options.shard else { return plan.units }
    let part = Shard.assign(plan.units, to: shard.count)
    return plan.units.filter { part[$0.identity] == shard.index }
  }

  private static func recorded(_ output: String?) throws(ExperimentError) -> Set<UnitIdentity> {
    guard let output, !FileAccess.isSpecial(output) else { return [] }
    let bytes = try FileAccess.readIfPresent(Runner.ledgerPath(for: output)) ?? []
    let lines = Ledger.Contents(bytes: bytes).lines + ResultFile.units(carriedBy: output)
    return Set(lines.map(\.identity))
  }

  private var missing: [Unit] { units.filter { !$0.isDone } }

  /// Processor seconds of the units that are to do.
  public var processorSeconds: Double { missing.reduce(0) { $0 + $1.seconds } }

  /// Seconds until the end: no less than the longest of the units that run side by side.
  public var seconds: Double {
    let longest = missing.filter { !$0.isWide }.map(\.seconds).max() ?? 0
    return max(processorSeconds / Double(min(jobs, max(1, missing.count))), longest)
  }

  /// What several runs, one after the other, are expected to take, in a line; nil if nothing is to do.
  public static func expectation(of runs: [DryRun], measured seconds: Double) -> String? {
    let busy = runs.filter { !$0.missing.isEmpty }
    guard let jobs = busy.map(\.jobs).max() else { return nil }
    let total = busy.reduce(0) { $0 + $1.seconds }
    let processor = busy.reduce(0) { $0 + $1.processorSeconds }
    return "expected on this machine: about \(Progress.clock(total)) with \(jobs) "
      + "\(jobs == 1 ? "worker" : "workers") (\(Progress.clock(processor)) of one core), judged from "
      + String(format: "%.1f s of the work", seconds)
  }

  /// Bytes that the workers take together at most.
  public var memory: Double {
    let sideBySide = missing.filter { !$0.isWide }.map(\.memory).sorted(by: >).prefix(jobs)
    return max(sideBySide.reduce(0, +), missing.map(\.memory).max() ?? 0)
  }

  /// One line of CSV for each unit.
  public var lines: [String] {
    units.map { unit in
      ResultFile.line(of: [
        name, unit.isDone ? "done" : "to do", String(format: "%.3g", unit.seconds),
        String(format: "%.0f", (unit.memory / 1e6).rounded(.up)), unit.identity.text,
      ])
    }
  }

  /// The sums, in a line.
  public var summary: String {
    let done = units.count - missing.count
    if missing.isEmpty { return "\(name): \(units.count) units, all done; nothing is left to do" }
    return "\(name): \(units.count) units" + (done > 0 ? ", \(done) of them done" : "")
      + ", about \(Progress.clock(processorSeconds)) of one core, \(Progress.clock(seconds)) with "
      + "\(jobs) \(jobs == 1 ? "worker" : "workers"), "
      + "at most \(MemoryBudget.describe(bytes: memory)) of memory"
  }
}
