import Foundation
import Synchronization

/// How a run tells how far it is.
public enum ProgressStyle: String, Sendable, CaseIterable {
  /// A live line on a terminal, a plain line every ten seconds elsewhere.
  case auto
  /// Nothing.
  case none
}

/// The line on standard error that tells how far a run is.
///
/// Shares and times come from the units' cost model, calibrated by the units that this run has
/// finished.
final class Progress: Sendable {
  private enum Mode { case live, plain, silent }

  private struct State {
    var doneUnits: Int
    var doneCost: Double
    var ownUnits = 0
    var ownCost = 0.0
    var current = ""
    /// Of units in hand that tell it: the share that is done, and that which an earlier run did.
    var shares: [UnitIdentity: (cost: Double, found: Double, done: Double)] = [:]
    var nextPlainLine = 10.0
    var isLineShown = false
  }

  private let name: String
  private let totalUnits: Int
  private let totalCost: Double
  private let mode: Mode
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  /// Progress of the named experiment.
  ///
  /// - Parameters:
  ///   - total: All units that this run is about.
  ///   - done: Those that were done before.
  init(name: String, style: ProgressStyle, total: [WorkUnit], done: [WorkUnit]) {
    self.name = name
    totalUnits = total.count
    totalCost = total.reduce(0) { $0 + $1.cost }
    mode = style == .none ? .silent : isatty(STDERR_FILENO) == 1 ? .live : .plain
    state = Mutex(State(doneUnits: done.count, doneCost: done.reduce(0) { $0 + $1.cost }))
  }

  /// A unit was taken in hand.
  func start(_ unit: WorkUnit) {
    state.withLock { $0.current = unit.identity.label }
  }

  /// A unit in hand is done to a share.
  func advance(_ unit: WorkUnit, share: Double, state text: String) {
    state.withLock { state in
      state.shares[unit.identity, default: (unit.cost, share, share)].done = share
      state.current = text.isEmpty ? unit.identity.label : "\(unit.identity.label): \(text)"
    }
  }

  /// A unit was finished.
  func finish(_ unit: WorkUnit) {
    state.withLock { state in
      let found = state.shares.removeValue(forKey: unit.identity)?.found ?? 0
      state.doneUnits += 1
      state.doneCost += unit.cost
      state.ownUnits += 1
      state.ownCost += unit.cost * (1 - found)
    }
  }

  /// Shows the present state; to be called a few times a second.
  func tick() {
    guard mode != .silent else { return }
    let elapsed = elapsed
    let text = state.withLock { state -> String? in
      switch mode {
      case .silent:
        return nil
      case .live:
        state.isLineShown = true
        return "\r" + fitted(line(state, elapsed: elapsed, hasBar: true)) + "\u{1B}[K"
      case .plain:
        guard elapsed >= state.nextPlainLine else { return nil }
        state.nextPlainLine = elapsed + 10
        return line(state, elapsed: elapsed, hasBar: false) + "\n"
      }
    }
    if let text { StandardError.write(text) }
  }

  /// Takes the live line away, so that other text can follow.
  func clear() {
    let isShown = state.withLock { state in
      defer { state.isLineShown = false }
      return state.isLineShown
    }
    if isShown { StandardError.write("\r\u{1B}[K") }
  }

  /// Seconds since the start.
  var elapsed: Double { start.duration(to: .now) / .seconds(1) }

  private func line(_ state: State, elapsed: Double, hasBar: Bool) -> String {
    let inHand = state.shares.values
    let doneCost = state.doneCost + inHand.reduce(0) { $0 + $1.cost * $1.done }
    let ownCost = state.ownCost + inHand.reduce(0) { $0 + $1.cost * ($1.done - $1.found) }
    let share = totalCost > 0 ? min(doneCost / totalCost, 1) : 1
    var parts = ["\(name): \(Int((100 * share).rounded(.down)))%"]
    if hasBar {
      let width = 20
      let filled = Int((Double(width) * share).rounded(.down))
      parts[0] += " ["
      parts[0] += String(repeating: "#", count: filled)
      parts[0] += String(repeating: ".", count: width - filled) + "]"
    }
    parts.append("\(state.doneUnits)/\(totalUnits) units")
    if elapsed > 0, ownCost > 0 {
      if state.ownUnits > 0 {
        parts.append(String(format: "%.3g/s", Double(state.ownUnits) / elapsed))
      }
      let left = (totalCost - doneCost) * elapsed / ownCost
      parts.append("\(Self.clock(left)) left")
    }
    parts.append("\(Self.clock(elapsed)) elapsed")
    if !state.current.isEmpty { parts.append(state.current) }
    return parts.joined(separator: ", ")
  }

  /// The line, cut to the width of the terminal.
  private func fitted(_ line: String) -> String {
    var size = winsize()
    let hasSize = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return String(line.prefix((hasSize ? Int(size.ws_col) : 80) - 1))
  }

  /// Seconds as a reader has them: `0:07`, `12:34`, `5:06:07`.
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 3.6e9 else { return "-:--" }
    let total = Int(max(0, seconds).rounded())
    let minutes = String(format: total >= 3600 ? "%02d" : "%d", total / 60 % 60)
    let clock = minutes + String(format: ":%02d", total % 60)
    return total >= 3600 ? "\(total / 3600):\(clock)" : clock
  }
}
