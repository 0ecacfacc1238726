import Dispatch
import Foundation
import Synchronization
import Testing

@testable import SuperpositionExperiments

struct SignalWatchTests {
  @Test func everyWatchGetsItsSignal() {
    let queue = DispatchQueue(label: "signals")
    for round in 0..<40 {
      let (number, expected) =
        round % 2 == 0 ? (SIGUSR1, ExitCode.interrupted) : (SIGUSR2, .terminated)
      let received = Mutex<ExitCode?>(nil)
      let arrival = DispatchSemaphore(value: 0)
      let watch = SignalWatch(
        signals: [SIGUSR1: .interrupted, SIGUSR2: .terminated], queue: queue
      ) { exitCode in
        received.withLock { $0 = exitCode }
        arrival.signal()
      }
      kill(getpid(), number)
      #expect(arrival.wait(timeout: .now() + 10) == .success, "round \(round)")
      #expect(received.withLock { $0 } == expected)
      watch.cancel()
    }
  }
}
