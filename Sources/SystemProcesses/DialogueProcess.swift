import Foundation
import Synchronization

/// A program that is spoken to: bytes go to its standard input, answers come from its standard output.
///
/// Its messages go where the tool's own go. It is the head of a process group of its own, which ends
/// with it, so that neither an interrupt at the terminal nor a grandchild is left to chance. One
/// caller at a time may use it.
// Its only state that changes is used by one caller at a time, who got it from whoever had it before.
package final class DialogueProcess: @unchecked Sendable {
  /// Bytes that are kept of what comes unasked while something is being said.
  private static let largestBacklog = 1 << 16

  private let identifier: pid_t
  private let input: Int32
  private let output: Int32
  private var backlog: [UInt8] = []
  private var isRunning = true

  /// Starts a program, found on the PATH unless its name has a slash. Its numerical libraries have one
  /// thread unless the environment says otherwise: there is a process for each worker.
  ///
  /// - Parameter arguments: the program and what it is given; not empty.
  /// - Throws: `DialogueError.notStarted`.
  package init(_ arguments: [String]) throws(DialogueError) {
    // A pipe whose reader is gone is an error of a write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    _ = Self.endsWithTheTool
    // One at a time: a pipe that is not yet marked would go to another's program too, and stay open.
    (identifier, input, output) = try Self.starting.withLock { _ throws(DialogueError) in
      try Self.start(arguments)
    }
    for descriptor in [input, output] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
    RunningProcesses.add(-identifier)
  }

  deinit { end() }

  private static let endsWithTheTool: Void = { atexit { RunningProcesses.endAll() } }()

  private static let starting = Mutex(())

  private static func start(
    _ arguments: [String]
  ) throws(DialogueError) -> (identifier: pid_t, input: Int32, output: Int32) {
    guard let toChild = openPipe(), let fromChild = openPipe() else { throw .notStarted(errno) }
    let (started, code) = spawn(arguments, input: toChild.read, output: fromChild.write)
    close(toChild.read)
    close(fromChild.write)
    guard code == 0 else {
      close(toChild.write)
      close(fromChild.read)
      throw .notStarted(code)
    }
    return (started, toChild.write, fromChild.read)
  }

  private static func openPipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if os(Linux)
      // F_SETPIPE_SZ: a dictionary goes through in fewer pieces. Smaller is no error.
      _ = fcntl(ends[1], 1031, 1 << 20)
    #endif
    return (ends[0], ends[1])
  }

  /// Starts the program with these ends of pipes; the second number is an error or 0.
  private static func spawn(
    _ arguments: [String], input: Int32, output: Int32
  ) -> (pid_t, Int32) {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGPIPE, SIGINT, SIGQUIT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var environment = ProcessInfo.processInfo.environment
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
      environment[name] = environment[name] ?? "1"
    }
    var settings: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for setting in settings { free(setting) } }
    var identifier: pid_t = 0
    let code = posix_spawnp(&identifier, arguments[0], &actions, &attributes, &words, &settings)
    return (identifier, code)
  }

  // MARK: Speaking

  /// Says something.
  ///
  /// - Throws: `DialogueError`: it ended, its time was up, or it said more than it may meanwhile.
  package func send(
    _ bytes: UnsafeRawBufferPointer, by deadline: ContinuousClock.Instant
  ) throws(DialogueError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(input, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      guard errno == EAGAIN || errno == EINTR else { throw ended() }
      let isReadable = try wait(for: Int16(POLLOUT), by: deadline)
      // An answer may begin early, but one who is only listened to later must not block meanwhile.
      if isReadable, try !receive() { throw ended() }
      guard backlog.count <= Self.largestBacklog else { throw .flooded(Self.largestBacklog) }
    }
  }

  /// Says a text.
  ///
  /// - Throws: as the other.
  package func send(
    _ text: String, by deadline: ContinuousClock.Instant
  ) throws(DialogueError) {
    var text = text
    var failure: DialogueError?
    text.withUTF8 { bytes in
      do throws(DialogueError) {
        try send(UnsafeRawBufferPointer(bytes), by: deadline)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  // MARK: Listening

  /// The next line, without its end.
  ///
  /// - Throws: `DialogueError`: it ended, its time was up, or there is no line within `limit` bytes.
  package func line(
    limit: Int, by deadline: ContinuousClock.Instant
  ) throws(DialogueError) -> String {
    var searched = 0
    while true {
      if let end = backlog[searched...].firstIndex(of: UInt8(ascii: "\n")), end <= limit {
        let line = String(decoding: backlog[..<end], as: UTF8.self)
        backlog.removeFirst(end + 1)
        return line
      }
      searched = backlog.count
      guard searched <= limit else { throw .noLine(limit) }
      try listen(by: deadline)
    }
  }

  /// The next so many bytes.
  ///
  /// - Throws: `DialogueError`: it ended, or its time was up.
  package func bytes(
    _ count: Int, by deadline: ContinuousClock.Instant
  ) throws(DialogueError) -> [UInt8] {
    backlog.reserveCapacity(count)
    while backlog.count < count { try listen(by: deadline) }
    defer { backlog.removeFirst(count) }
    return Array(backlog[..<count])
  }

  /// Whether it says something unasked, or has ended.
  package var isSpeaking: Bool {
    var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    return !backlog.isEmpty || poll(&descriptor, 1, 0) != 0
  }

  private func listen(by deadline: ContinuousClock.Instant) throws(DialogueError) {
    guard try wait(for: 0, by: deadline) else { return }
    guard try receive() else { throw ended() }
  }

  /// Waits until it says something, or, if asked, until it listens.
  ///
  /// - Returns: whether there is something to read, or its output is closed.
  private func wait(
    for inputEvents: Int16, by deadline: ContinuousClock.Instant
  ) throws(DialogueError) -> Bool {
    var descriptors = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: inputEvents == 0 ? -1 : input, events: inputEvents, revents: 0),
    ]
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw .timedOut }
    let milliseconds = Int32(min(left / .milliseconds(1), 1e6).rounded(.up))
    let count = poll(&descriptors, 2, milliseconds)
    if count < 0, errno != EINTR { throw ended() }
    return count > 0 && descriptors[0].revents != 0
  }

  /// Takes in what there is to read; false at the end of its output.
  private func receive() throws(DialogueError) -> Bool {
    let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      let count = read(output, buffer.baseAddress, buffer.count)
      if count > 0 { backlog += buffer[..<count] }
      return count
    }
    return count > 0 || count < 0 && (errno == EAGAIN || errno == EINTR)
  }

  // MARK: Ending

  /// The error of a process that speaks or listens no more, with how it ended; it is ended if it has
  /// not.
  private func ended() -> DialogueError {
    guard isRunning else { return .ended("has ended") }
    var status: Int32 = 0
    for _ in 0..<100 {
      if waitpid(identifier, &status, WNOHANG) == identifier {
        forget()
        return RunningProcesses.areEnding ? .toolEnds : .ended(Self.describe(status))
      }
      usleep(10_000)
    }
    end()
    return RunningProcesses.areEnding ? .toolEnds : .ended("closed its input or output")
  }

  private static func describe(_ status: Int32) -> String {
    let number = status & 0x7f
    return number == 0
      ? "ended with exit code \(status >> 8 & 0xff)" : "was ended by signal \(number)"
  }

  /// Ends it and everything that it started.
  package func end() {
    guard isRunning else { return }
    kill(-identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    forget()
  }

  private func forget() {
    isRunning = false
    // What it started may go on without it.
    kill(-identifier, SIGKILL)
    RunningProcesses.remove(-identifier)
    close(input)
    close(output)
  }
}

/// A dialogue that cannot be had or go on.
package enum DialogueError: Error, Equatable {
  /// The program cannot be started, with the system's error number.
  case notStarted(Int32)
  /// It has ended or closed its ends, in words that follow its name.
  case ended(String)
  /// The deadline has passed.
  case timedOut
  /// It said more than so many bytes unasked.
  case flooded(Int)
  /// There was no end of a line within so many bytes.
  case noLine(Int)
  /// The tool itself comes to its end.
  case toolEnds

  /// What the system says of an error's number.
  package static func text(of code: Int32) -> String { String(cString: strerror(code)) }
}
