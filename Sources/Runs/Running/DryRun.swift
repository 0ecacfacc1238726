import Foundation
import SystemMemory

/// What a run would do, found out without writing anything.
public struct DryRun: Sendable {
  /// A unit and what is expected of it.
  public struct Unit: Sendable {
    /// The unit.
    public let identity: UnitIdentity
    /// How it stands.
    public let state: State
    /// Expected processor seconds on this machine.
    public let seconds: Double
    /// Bytes at most.
    public let memory: Double
    /// Whether it runs alone.
    let isWide: Bool
  }

  /// How a unit stands.
  public enum State: String, Sendable {
    /// The ledger has it.
    case done
    /// An experiment before this one in the same run does it.
    case shared
    /// It is to be done.
    case toDo = "to do"
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
    let states = own.map { Self.state(of: $0, recorded: recorded, options: options) }
    let missing = zip(own, states).compactMap { $1 == .toDo ? $0 : nil }
    let pace: WorkCalibration
    if let calibration {
      pace = calibration
    } else {
      pace = try await WorkCalibration(missing, seconds: Self.calibrationSeconds)
    }
    units = zip(own, states).map { unit, state in
      Unit(
        identity: unit.identity, state: state,
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
    return own(plan, options: options).filter {
      state(of: $0, recorded: recorded, options: options) == .toDo
    }
  }

  private static func state(
    of unit: WorkUnit, recorded: Set<UnitIdentity>, options: RunOptions
  ) -> State {
    if recorded.contains(unit.identity) { return .done }
    return unit.standsAlone && options.known[unit.identity] != nil ? .shared : .toDo
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

  private var missing: [Unit] { units.filter { $0.state == .toDo } }

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
        name, unit.state.rawValue, String(format: "%.3g", unit.seconds),
        String(format: "%.0f", (unit.memory / 1e6).rounded(.up)), unit.identity.text,
      ])
    }
  }

  /// The sums, in a line.
  public var summary: String {
    if missing.isEmpty { return "\(name): \(units.count) units, all done; nothing is left to do" }
    let done = units.count { $0.state == .done }
    let shared = units.count { $0.state == .shared }
    return "\(name): \(units.count) units" + (done > 0 ? ", \(done) of them done" : "")
      + (shared > 0 ? ", \(shared) of them those of the experiments before" : "")
      + ", about \(Progress.clock(processorSeconds)) of one core, \(Progress.clock(seconds)) with "
      + "\(jobs) \(jobs == 1 ? "worker" : "workers"), "
      + "at most \(MemoryBudget.describe(bytes: memory)) of memory"
  }
}
