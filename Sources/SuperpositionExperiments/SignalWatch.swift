import Dispatch
import Foundation

/// Calls a handler, on a queue of its own, when the user or a scheduler asks the process to end.
///
/// The handler runs even while every worker is deep in a computation, since the queue has its own
/// thread. The first signal is the handler's; from then on a second one ends the process at once.
final class SignalWatch {
  private let sources: [any DispatchSourceSignal]

  /// Starts to watch for SIGINT and SIGTERM.
  ///
  /// - Parameters:
  ///   - queue: Where the handler runs.
  ///   - handler: Gets the exit code that goes with the signal.
  init(queue: DispatchQueue, handler: @escaping @Sendable (ExitCode) -> Void) {
    let signals: [(Int32, ExitCode)] = [(SIGINT, .interrupted), (SIGTERM, .terminated)]
    sources = signals.map { number, exitCode in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        for (number, _) in signals { signal(number, SIG_DFL) }
        handler(exitCode)
      }
      source.activate()
      // The default action would end the process before the handler is called.
      signal(number, SIG_IGN)
      return source
    }
  }

  /// Gives both signals their default action again.
  func cancel() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
