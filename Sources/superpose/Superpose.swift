import ArgumentParser
import Foundation
import Runs
import SuperpositionCodes
import SuperpositionExperiments

/// The command-line tool.
@main
struct Superpose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "superpose",
    abstract: "Superposition codes: who can decode them, and how many bits per dimension.",
    discussion: """
      A code is the sum x of k of N random codewords of d dimensions. The tool measures how often \
      decoders recover the k codewords, finds the least dimension that they need, and sets both \
      beside what theory predicts.

      Numbers may be written as 2^20 or 1e6, lists as 64,128,256, and ranges, ends included, as \
      100..400:+20 or 2^2..2^10:*2. A grid command does every combination of its lists, one row \
      each.

      EXAMPLES
        How often does matching pursuit recover 16 of 4096 codewords?
          superpose success --decoder mp -N 4096 -k 16 -d 100..200:+20
        Which dimension does it need for 90% success?
          superpose dimension --decoder mp -N 2^20 -k 64 --target 0.9
        What does theory say?
          superpose theory -N 2^20 -k 256
        Everything that an experiment file declares:
          superpose run experiments/figure2.yml

      Data go to standard output, diagnostics to standard error. Exit codes: 0 done, 64 wrong \
      usage, 65 bad data in a file, 66 input file missing, 69 not enough memory or a program \
      missing, 70 internal error, 73 output cannot be created, 74 reading or writing failed, \
      75 time limit reached, 130 interrupted, 143 terminated.
      """,
    version: "\(Suite.version) (\(Suite.commit))",
    groupedSubcommands: [
      CommandGroup(
        name: "Measuring",
        subcommands: [
          SuccessCommand.self, DimensionCommand.self, SparsityCommand.self, TheoryCommand.self,
          CoherenceCommand.self, LearnCommand.self, ToyCommand.self, PurityCommand.self,
        ]),
      CommandGroup(
        name: "Experiment And Result",
        subcommands: [
          InitCommand.self, RunCommand.self, PlotCommand.self, ResultsCommand.self,
          ReportCommand.self, ClaimsCommand.self, MergeCommand.self, ReplayCommand.self,
          VerifyCommand.self,
        ]),
      CommandGroup(
        name: "Dictionary And Code",
        subcommands: [
          ProfileCommand.self, CompareCommand.self, EncodeCommand.self, DecodeCommand.self,
        ]),
      CommandGroup(name: "Suite", subcommands: [ListCommand.self, BenchmarkCommand.self]),
    ])

  /// Reads the arguments, runs the command, and ends with the exit code that fits.
  static func main() async {
    // A closed pipe is an error of a write, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    // Of the standard streams that the caller closed, the first files opened would take the place.
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      // Data that would go nowhere are an error.
      _ = open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_RDWR)
    }
    SignalWatch.watch()
    do {
      try refuseUnknownCommand(CommandLine.arguments.dropFirst().first ?? "")
      try FlagValue.refuseRepeatedFlags(CommandLine.arguments.dropFirst())
      let variable = KernelTier.environmentVariable
      try KernelTier.applyEnvironment(ProcessInfo.processInfo.environment[variable])
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Names the nearest command, which the argument parser does not.
  private static func refuseUnknownCommand(_ word: String) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    // Flags, and the words of the argument parser itself, are for it to read.
    guard word.first?.isLetter == true, word != "help", !names.contains(word) else { return }
    throw ExperimentError(
      .usage,
      "'\(word.quotedForMessage)' is no command\(word.suggestion(among: names)); superpose --help "
        + "lists those there are")
  }

  /// Says what went wrong and ends the process.
  private static func end(with error: any Error) -> Never {
    if error is StandardOutput.Closed {
      // The reader has seen enough, as with `head`: nothing to say.
      Foundation.exit(ExitCodes.inputOutput.rawValue)
    }
    guard let (code, message) = describe(error) else {
      // The argument parser's own: help, version, or a usage error.
      guard exitCode(for: error) == .success else {
        // What was given stands in it as it is.
        let text = fullMessage(for: error).onItsLines
        if !text.isEmpty { StandardError.write(text + "\n") }
        Foundation.exit(exitCode(for: error).rawValue)
      }
      do {
        try StandardOutput.write(fullMessage(for: error) + "\n")
      } catch {
        end(with: error)
      }
      Foundation.exit(ExitCodes.success.rawValue)
    }
    StandardError.say(message)
    Foundation.exit(code.rawValue)
  }

  /// The exit code and the line for an error; nil for those of the argument parser.
  private static func describe(_ error: any Error) -> (ExitCodes, String)? {
    if let known = ExperimentError(of: error) { return (known.exitCode, known.message) }
    return switch error {
    case is CancellationError: (.interrupted, "interrupted")
    case is CleanExit, is ValidationError, is ArgumentParser.ExitCode: nil
    default:
      // The argument parser does not publish the type of its usage errors, only their code.
      exitCode(for: error) == .failure ? (.internalError, "internal error: \(error)") : nil
    }
  }
}

/// The exit codes of the contract; `ExitCode` alone would be the argument parser's.
typealias ExitCodes = Runs.ExitCode

extension ExitCodes {
  /// Ends the command with this code when all has been said.
  var silently: ArgumentParser.ExitCode { ArgumentParser.ExitCode(rawValue) }
}
