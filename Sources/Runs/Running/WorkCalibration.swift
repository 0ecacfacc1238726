import SystemMemory

/// The pace of this machine: seconds measured over seconds expected by the cost model, for each kind of
/// work. It informs; nothing is scheduled by it.
public struct WorkCalibration: Sendable {
  private var paces: [String: Double] = [:]
  /// Of the kinds that were not measured.
  private var commonPace = 1.0
  /// Seconds that it took.
  public private(set) var measured = 0.0

  /// Units to measure are worth so many seconds by the model: less says more of setting up than of the
  /// work, more takes too long.
  private static let costs = 0.02...0.5

  /// Runs a small unit of one kind of work after the other, the kinds with the most work first, until
  /// the time is up.
  ///
  /// - Parameters:
  ///   - units: the work ahead.
  ///   - seconds: about how long to measure; the last unit may run over.
  /// - Throws: whatever a unit throws.
  public init(_ units: [WorkUnit], seconds: Double) async throws {
    var kinds: [String: (total: Double, unit: WorkUnit?)] = [:]
    for unit in units {
      var kind = kinds[unit.identity.family] ?? (0, nil)
      kind.total += unit.cost
      if Self.costs ~= unit.cost && !unit.isWide && unit.standsAlone
        && unit.cost < kind.unit?.cost ?? .infinity
      {
        kind.unit = unit
      }
      kinds[unit.identity.family] = kind
    }
    var expected = 0.0
    for (name, kind) in kinds.sorted(by: { ($1.value.total, $0.key) < ($0.value.total, $1.key) }) {
      guard measured < seconds else { break }
      guard let unit = kind.unit, unit.memory <= Double(MemoryBudget.availableBytes) else {
        continue
      }
      let start = ContinuousClock.now
      _ = try await unit.record(workers: 1)
      let duration = start.duration(to: .now) / .seconds(1)
      measured += duration
      expected += unit.cost
      paces[name] = duration / unit.cost
    }
    if expected > 0 { commonPace = measured / expected }
  }

  /// Expected seconds of one core of this machine.
  public func seconds(of unit: WorkUnit) -> Double {
    unit.cost * (paces[unit.identity.family] ?? commonPace)
  }
}
