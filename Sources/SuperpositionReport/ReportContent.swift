import Foundation
import Runs

/// What a report shows: the figures with the tables behind them, the claims, the speed, and the numbers
/// that its calculator reads. Everything comes from files of results and plots.
public struct ReportContent: Sendable {
  /// One result file.
  public struct Table: Sendable {
    /// Its path, as the reader of the report knows it: `results/figure2.csv`.
    public let path: String
    /// The result.
    public let result: ResultFile

    /// The command that made it, as it tells itself.
    public var command: String? { result.provenance("command") }

    /// How it was made, and the experiment that it answers.
    var account: String {
      let lines = result.provenance.map { "\($0.key): \($0.value)" }
      return lines.joined(separator: "\n") + (result.experiment.isEmpty ? "" : "\n\n")
        + result.experiment
    }
  }

  /// A figure and the results that it is drawn from; the results alone where there is no picture.
  public struct Figure: Sendable {
    /// The name of its files.
    public let name: String
    /// The title, in gnuplot's notation for exponents.
    public let title: String
    /// The caption, which may be empty.
    public let caption: String
    /// The picture, if there is one.
    public let svg: String?
    /// The script that draws it, if there is one.
    public let script: String?
    /// The results.
    public let tables: [Table]

    /// The command that makes the results again.
    var again: String {
      let command = tables.first?.command ?? ""
      return command.isEmpty || command.contains("\(name).yml")
        ? "superpose run experiments/\(name).yml" : command
    }
  }

  /// The version of the tool that writes it.
  let version: String
  /// The day on which it is written, ISO 8601.
  let date: String
  /// The figures, the landscape first.
  public let figures: [Figure]
  /// The claims with their verdicts, if there are any.
  public let claims: Table?
  /// The benchmark's rows beside those of the peers, if there are any.
  public let speed: Table?

  /// All results there are.
  public var tables: [Table] { figures.flatMap(\.tables) + [claims, speed].compactMap { $0 } }

  /// Names of results that have a section of their own.
  private static let claimsName = "claims", speedName = "speed"
  /// The figure that opens the report.
  private static let firstName = "landscape"

  /// Reads the results in one folder and the pictures in another.
  ///
  /// - Parameters:
  ///   - version: the version of the tool that writes the report.
  ///   - date: when.
  /// - Throws: `ExperimentError` 66 if the folder of results cannot be read or holds no result, 65 if
  ///   a file in it is none.
  public init(
    results: String, plots: String, version: String, date: Date = .now
  ) throws(ExperimentError) {
    self.version = version
    self.date = date.formatted(.iso8601.year().month().day())
    let names = try ResultFile.names(inFolder: results)
    var tables: [String: [Table]] = [:]
    for name in names {
      let path = "\(results)/\(name)"
      // `figure2.theory.csv` belongs to the figure `figure2`.
      let stem = String(name.prefix { $0 != "." })
      tables[stem, default: []].append(Table(path: path, result: try ResultFile(contentsOf: path)))
    }
    claims = tables.removeValue(forKey: Self.claimsName)?.first
    speed = tables.removeValue(forKey: Self.speedName)?.first
    figures = tables.keys.sorted {
      ($0 == Self.firstName ? 0 : 1, $0) < ($1 == Self.firstName ? 0 : 1, $1)
    }.map { Self.figure(named: $0, tables: tables[$0] ?? [], plots: plots) }
  }

  private static func figure(named name: String, tables: [Table], plots: String) -> Figure {
    let script = try? String(contentsOfFile: "\(plots)/\(name).gp", encoding: .utf8)
    let svg = try? String(contentsOfFile: "\(plots)/\(name).svg", encoding: .utf8)
    let (title, caption) = script.map(heading) ?? (name, "")
    return Figure(
      name: name, title: title, caption: caption, svg: svg, script: script, tables: tables)
  }

  /// Title and caption from the comments with which a script begins.
  private static func heading(ofScript text: String) -> (title: String, caption: String) {
    let comments = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("#") }.map { $0.dropFirst().trimmingCharacters(in: .whitespaces) }
    let caption = comments.dropFirst().filter { !$0.hasPrefix("Run from the folder above") }
    return (comments.first ?? "", caption.joined(separator: " "))
  }
}
