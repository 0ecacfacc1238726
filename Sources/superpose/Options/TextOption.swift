import ArgumentParser
import Foundation

extension Option where Value == String? {
  /// A flag whose value is read as text whatever it starts with, so that `--noise -1` is refused as a
  /// value and not as a missing one; who uses it understands and checks it.
  ///
  /// - Parameters:
  ///   - help: what it says.
  ///   - standard: what holds without the flag, for help.
  ///   - value: what stands for the value in help.
  ///   - name: the flag, if it is not named after the property.
  init(
    _ help: String, default standard: String? = nil, value: String,
    name: NameSpecification = .long
  ) {
    self.init(
      name: name, parsing: .unconditional,
      help: ArgumentHelp(
        text: help + (standard.map { " (default: \($0))" } ?? ""), valueName: value))
  }
}

extension ArgumentHelp {
  /// The help of a value whose text is put together.
  init(text: String, valueName: String) {
    self.init(stringLiteral: text)
    self.valueName = valueName
  }
}

/// How many workers there are.
struct WorkerOptions: ParsableArguments {
  @Option("How many workers.", default: "all cores", value: "number") var jobs: String?

  /// The number given, or that of the cores.
  var count: Int {
    get throws {
      try jobs.map { try FlagValue.number("--jobs", $0, in: 1...1024) }
        ?? ProcessInfo.processInfo.activeProcessorCount
    }
  }
}
