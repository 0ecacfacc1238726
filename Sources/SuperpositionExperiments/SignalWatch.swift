import Dispatch
import Foundation

/// Calls a handler, on a queue of its own, when the user or a scheduler asks the process to end.
///
/// The handler runs even while every worker is deep in a computation, since the queue has its own
/// thread. The first signal is the handler's; from then on a second one ends the process at once.
final class SignalWatch {
  private let numbers: [Int32]
  private let sources: [any DispatchSourceSignal]

  /// Watches from now on.
  ///
  /// - Parameters:
  ///   - signals: The signals to watch for and the exit codes that go with them.
  ///   - queue: Where the handler runs.
  ///   - handler: Gets the exit code of the signal that arrived.
  init(
    signals: [Int32: ExitCode] = [SIGINT: .interrupted, SIGTERM: .terminated],
    queue: DispatchQueue, handler: @escaping @Sendable (ExitCode) -> Void
  ) {
    let numbers = Array(signals.keys)
    self.numbers = numbers
    let registration = DispatchGroup()
    sources = signals.map { number, exitCode in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        for number in numbers { signal(number, SIG_DFL) }
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

  /// Gives the signals their default action again.
  func cancel() {
    let cancellation = DispatchGroup()
    for source in sources {
      cancellation.enter()
      source.setCancelHandler { cancellation.leave() }
      source.cancel()
    }
    // A source that is still being taken down would take the next watch's handlers with it.
    cancellation.wait()
    for number in numbers { signal(number, SIG_DFL) }
  }
}
