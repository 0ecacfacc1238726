import Foundation
import Runs
import SuperpositionCodes
import SuperpositionExperiments

/// Who made a result, when and where: the `# key: value` lines of result files.
enum RunProvenance {
  /// The lines of this process for an experiment.
  static func lines(of experiment: Experiment) -> [ResultFile.Provenance] {
    let seeds = Set(experiment.blocks.map(\.seed)).sorted().map(String.init)
    return lines + [ResultFile.Provenance("seed", seeds.joined(separator: ", "))]
      + dictionaries(of: experiment) + programs(of: experiment)
  }

  /// Which programs of one's own decoded; a plan has greeted them before.
  private static func programs(of experiment: Experiment) -> [ResultFile.Provenance] {
    ((try? experiment.programs()) ?? []).map { ResultFile.Provenance("decoder", $0) }
  }

  /// Where the dictionaries from files come from.
  private static func dictionaries(of experiment: Experiment) -> [ResultFile.Provenance] {
    let sources = experiment.dictionaries
    return sources.enumerated().flatMap { index, source in
      let key = sources.count == 1 ? "dictionary" : "dictionary \(index + 1)"
      return [
        ResultFile.Provenance(key, source.provenance),
        ResultFile.Provenance("\(key) sha256", source.contents.sha256),
      ]
    }
  }

  /// The lines of this process.
  static var lines: [ResultFile.Provenance] {
    let arguments = CommandLine.arguments.dropFirst().map(quoted)
    return [
      ResultFile.Provenance("command", (["superpose"] + arguments).joined(separator: " ")),
      ResultFile.Provenance("version", Suite.version),
      ResultFile.Provenance("commit", Suite.commit),
      ResultFile.Provenance("host", host),
      ResultFile.Provenance("date", Date.now.formatted(.iso8601)),
      ResultFile.Provenance("kernels", KernelTier.inUse.rawValue),
    ]
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// An argument as a shell takes it.
  private static func quoted(_ argument: String) -> String {
    let isPlain =
      !argument.isEmpty
      && argument.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "-_./:,^+=%@".contains(Character($0))
      }
    return isPlain ? argument : "'\(argument.replacingOccurrences(of: "'", with: "'\\''"))'"
  }
}
