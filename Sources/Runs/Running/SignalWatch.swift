import Dispatch
import Foundation
import Synchronization
import SystemProcesses

/// Calls a handler, on a queue of its own, when the user or a scheduler asks the process to end.
///
/// The handler runs even while every worker is deep in a computation, since the queue has its own
/// thread. The first signal is the handler's, a second one ends the process at once. Once watched,
/// signals stay so, since a signal that is given back and taken again may be missed; while there is no
/// handler they end the process with the same exit codes. A dropped connection (SIGHUP) is a request
/// to end like SIGTERM, unless the caller has it ignored, as `nohup` does; SIGQUIT is one like SIGINT.
package enum SignalWatch {
  /// Gets the exit code that goes with the signal.
  package typealias Handler = @Sendable (ExitCode) -> Void

  private static let handler = Mutex<Handler?>(nil)
  // Set up once and never used again, so that no two threads meet in it.
  private nonisolated(unsafe) static let sources: [any DispatchSourceSignal] = watch([
    (SIGINT, .interrupted), (SIGQUIT, .interrupted), (SIGTERM, .terminated),
    (SIGHUP, .terminated),
  ])

  /// From the return of this call on, `newHandler` gets the signals in place of an earlier one.
  package static func start(_ newHandler: @escaping Handler) {
    handler.withLock { $0 = newHandler }
    watch()
  }

  /// From the return of this call on, signals end the process with the exit code that fits.
  package static func watch() {
    _ = sources
  }

  /// Leaves the signals without a handler.
  package static func stop() {
    handler.withLock { $0 = nil }
  }

  private static func watch(
    _ signals: [(number: Int32, exitCode: ExitCode)]
  ) -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "superpose.signals")
    let registration = DispatchGroup()
    let watched = signals.filter { !($0.number == SIGHUP && isIgnored(SIGHUP)) }
    let sources = watched.map { number, exitCode in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        for (number, _) in watched { signal(number, SIG_DFL) }
        RunningProcesses.endAll()
        guard let handler = handler.withLock({ $0 }) else { _exit(exitCode.rawValue) }
        handler(exitCode)
      }
      registration.enter()
      source.setRegistrationHandler { registration.leave() }
      #if canImport(Darwin)
        // A source only observes there: the default action would still end the process.
        signal(number, SIG_IGN)
      #endif
      // On Linux the source takes the signal over; until then its default action holds.
      source.activate()
      return source
    }
    registration.wait()
    return sources
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
