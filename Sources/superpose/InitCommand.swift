import ArgumentParser
import Foundation
import Runs
import SuperpositionExperiments

/// `superpose init`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "A commented experiment file to begin with.",
    discussion: """
      Writes NAME.yml, an experiment that runs as it stands: the keys that its kind needs, the others \
      with their defaults as comments, and a figure.

      EXAMPLES
        superpose init mine --kind dimension
        superpose run mine.yml
      """)

  @Argument(
    help: ArgumentHelp("The experiment's name, or the path of its file.", valueName: "name"))
  var name: String

  @Option(
    Questions.all.map(\.name).joined(separator: ", ") + ".", default: "success", value: "kind")
  var kind: String?

  func run() throws {
    let kinds = Questions.all.map(\.name)
    let kind = kind ?? kinds[0]
    guard let question = Questions.all.first(where: { $0.name == kind }) else {
      throw ExperimentError(
        .usage,
        "--kind: '\(kind.quotedForMessage)' is none of \(kinds.joined(separator: ", "))"
          + kind.suggestion(among: kinds))
    }
    let path = name.hasSuffix(".yml") ? name : "\(name).yml"
    let file = (path as NSString).lastPathComponent
    let text = try StarterFile.text(name: String(file.dropLast(4)), question: question)
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ExperimentError(.cannotCreate, "\(path): exists already; choose another name")
    }
    try AtomicFile.write(text, to: path)
    StandardError.say("\(path): run it with 'superpose run \(path)'")
  }
}
