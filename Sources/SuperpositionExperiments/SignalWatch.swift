import Dispatch
import Foundation

/// Calls a handler, on a queue of its own, when the user or a scheduler asks the process to end.
///
/// The handler runs even while every worker is deep in a computation, since the queue has its own
/// thread. The first signal is the handler's; from then on a second one ends the process at once.
final class SignalWatch {
  private static let signals: [(number: Int32, exitCode: ExitCode)] = [
    (SIGINT, .interrupted), (SIGTERM, .terminated),
  ]

  private let sources: [any DispatchSourceSignal]

  /// Watches for SIGINT and SIGTERM from now on.
  ///
  /// - Parameters:
  ///   - queue: Where the handler runs.
  ///   - handler: Gets the exit code that goes with the signal.
  init(queue: DispatchQueue, handler: @escaping @Sendable (ExitCode) -> Void) {
    let registration = DispatchGroup()
    sources = Self.signals.map { number, exitCode in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        Self.restoreDefaults()
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
  }

  /// Gives both signals their default action again.
  func cancel() {
    let cancellation = DispatchGroup()
    for source in sources {
      cancellation.enter()
      source.setCancelHandler { cancellation.leave() }
      source.cancel()
    }
    // A source that is still being taken down would take the next watch's handlers with it.
    cancellation.wait()
    Self.restoreDefaults()
  }

  private static func restoreDefaults() {
    for (number, _) in signals { signal(number, SIG_DFL) }
  }
}
