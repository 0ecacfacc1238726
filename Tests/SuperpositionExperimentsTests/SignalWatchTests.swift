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
        round % 2 == 0 ? (SIGINT, ExitCode.interrupted) : (SIGTERM, .terminated)
      let received = Mutex<ExitCode?>(nil)
      let arrival = DispatchSemaphore(value: 0)
      let watch = SignalWatch(queue: queue) { exitCode in
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
