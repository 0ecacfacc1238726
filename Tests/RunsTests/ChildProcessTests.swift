import Testing

@testable import Runs

struct ChildProcessTests {
  @Test func outcomes() throws {
    let fine = try ChildProcess.run("true", [], timeLimit: 60)
    #expect(fine.status == 0 && !fine.isTimedOut)
    let failing = try ChildProcess.run("sh", ["-c", "echo why >&2; exit 3"], timeLimit: 60)
    #expect(failing.status == 3 && failing.messages == "why\n")
    #expect(try ChildProcess.run("no-such-program", [], timeLimit: 60).status == 127)
  }

  @Test func aProgramThatDoesNotEndIsEnded() throws {
    let start = ContinuousClock.now
    let outcome = try ChildProcess.run("sleep", ["600"], timeLimit: 0.2)
    #expect(outcome.isTimedOut && ContinuousClock.now - start < .seconds(60))
  }
}
