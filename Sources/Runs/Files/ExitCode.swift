/// How a command of the tool ends, after the BSD `sysexits` convention and the shell's for signals.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Done.
  case success = 0
  /// Wrong usage: a flag, or a value of one.
  case usage = 64
  /// Bad input data: an experiment file, a result file or a ledger; also a result that its replay
  /// does not confirm.
  case badData = 65
  /// An input file is missing or cannot be read.
  case missingInput = 66
  /// Not enough memory, or a needed program is missing.
  case unavailable = 69
  /// An error of the program itself.
  case internalError = 70
  /// An output cannot be created: no such directory, no permission, or another run holds it.
  case cannotCreate = 73
  /// Reading or writing failed, as on a full disk.
  case inputOutput = 74
  /// The time limit is reached: what is finished is written, and the same command goes on.
  case timeLimit = 75
  /// Interrupted by SIGINT or SIGQUIT.
  case interrupted = 130
  /// Terminated by SIGTERM or SIGHUP.
  case terminated = 143

  /// Why work ended before its end, for those of these codes that say so.
  package var reason: String {
    switch self {
    case .interrupted: "interrupted"
    case .terminated: "terminated"
    case .timeLimit: "the time is up"
    default: "ended"
    }
  }
}

/// What a user's input or the machine made impossible: one line to say, and how to end.
public struct ExperimentError: Error, Equatable, CustomStringConvertible {
  /// The exit code that fits.
  public let exitCode: ExitCode
  /// One line: names the flag, or file and line, and what would be right.
  public let message: String
  /// The unit whose record is damaged, while the error does not yet name its file.
  var unit: UnitIdentity?

  /// An error.
  public init(_ exitCode: ExitCode, _ message: String) {
    self.exitCode = exitCode
    // Names of users' own may hold anything.
    self.message = message.onOneLine
  }

  /// An error at a line of an input file, counted from one: `FILE:LINE: MESSAGE`.
  public init(_ exitCode: ExitCode, file: String, line: Int, _ message: String) {
    self.init(exitCode, "\(file):\(line): \(message)")
  }

  /// Does what a file asks for; what would be wrong usage on the command line is bad data in a file.
  ///
  /// - Throws: What `body` throws, wrong usage (64) as bad data (65) that names the file.
  package static func located<Value>(in path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as ExperimentError where error.exitCode == .usage {
      throw ExperimentError(.badData, "\(path): \(error.message)")
    }
  }

  /// The message.
  public var description: String { message }
}
