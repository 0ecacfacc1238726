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

  /// Looks at the ledger of `options.output`, and measures the cheapest unit of each kind of work to
  /// calibrate the cost model, which takes a few seconds at most.
  ///
  /// - Throws: `ExperimentError` if the ledger cannot be read; whatever a unit throws.
  public init(_ plan: Plan, options: RunOptions) async throws {
    let recorded = try Self.recorded(options.output)
    var own = plan.units
    if let shard = options.shard {
      let part = Shard.assign(own, to: shard.count)
      own = own.filter { part[$0.identity] == shard.index }
    }
    let calibration = try await Calibration(own.filter { !recorded.contains($0.identity) })
    units = own.map { unit in
      Unit(
        identity: unit.identity, isDone: recorded.contains(unit.identity),
        seconds: unit.cost * calibration[unit.identity], memory: unit.memory, isWide: unit.isWide)
    }
    name = plan.name
    jobs = options.jobs
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

  /// Measured over expected seconds, for each kind of work.
  private struct Calibration {
    private var factors: [String: Double] = [:]
    private var typical = 1.0

    /// Runs the cheapest unit of each kind of work, as long as that takes moments.
    init(_ units: [WorkUnit]) async throws {
      var cheapest: [String: WorkUnit] = [:]
      for unit in units where unit.cost > 0 && unit.cost <= 0.5 && !unit.isWide && unit.standsAlone
      {
        let kind = unit.identity.family
        if unit.cost < cheapest[kind]?.cost ?? .infinity { cheapest[kind] = unit }
      }
      var allowance = 3.0
      for (kind, unit) in cheapest.sorted(by: { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) })
      where allowance > 0 && unit.memory <= Double(MemoryBudget.availableBytes) {
        // The first run of a kind also pays for setting up what later ones find ready.
        for _ in 0..<(unit.cost <= 0.05 ? 2 : 1) {
          let start = ContinuousClock.now
          _ = try await unit.record(workers: 1)
          let seconds = start.duration(to: .now) / .seconds(1)
          allowance -= seconds
          factors[kind] = seconds / unit.cost
        }
      }
      if !factors.isEmpty { typical = factors.values.sorted()[factors.count / 2] }
    }

    subscript(identity: UnitIdentity) -> Double {
      factors[identity.family] ?? typical
    }
  }
}
