import Foundation
import Runs
import SuperpositionCodes
import SuperpositionFigures
import Yams

extension Experiment {
  /// The largest experiment file that is read, in bytes.
  static let largestFile = 1 << 20

  /// Reads an experiment file.
  ///
  /// - Parameters:
  ///   - path: the file; its name without extension is the experiment's, unless it gives one.
  ///   - effort: which values to take where the file has one for each effort.
  ///   - readsDictionaries: whether the experiment is to be measured, so that dictionaries from files are
  ///     needed.
  ///   - allowsCommands: whether the file may name commands, which a plan of it runs.
  /// - Throws: `ExperimentError`: 66 if the file is missing or cannot be read, 65 with file, line and
  ///   key for anything that is not understood.
  public init(
    contentsOf path: String, effort: Effort = .default, readsDictionaries: Bool = true,
    allowsCommands: Bool = false
  ) throws {
    let url = URL(fileURLWithPath: path)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ExperimentError(.missingInput, "\(path): there is no such experiment file")
    }
    guard !isDirectory.boolValue, let data = try? Data(contentsOf: url) else {
      throw ExperimentError(.missingInput, "\(path): the experiment file cannot be read")
    }
    guard data.count <= Self.largestFile else {
      throw ExperimentError(
        .badData, file: path, line: 1, "an experiment file has at most \(Self.largestFile) bytes")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw ExperimentError(.badData, file: path, line: 1, "not a text in UTF-8")
    }
    try self.init(
      yaml: text, file: path, name: url.deletingPathExtension().lastPathComponent, effort: effort,
      readsDictionaries: readsDictionaries, allowsCommands: allowsCommands)
  }

  /// Reads the text of an experiment file.
  ///
  /// - Parameters:
  ///   - yaml: the text.
  ///   - file: the file's name in messages.
  ///   - name: the experiment's name, unless the text gives one.
  ///   - effort: which values to take where the text has one for each effort.
  ///   - readsDictionaries: whether dictionaries from files are needed.
  ///   - allowsCommands: whether the text may name commands, which a plan of it runs.
  /// - Throws: `ExperimentError` (65) with file, line and key.
  public init(
    yaml: String, file: String, name: String, effort: Effort = .default,
    readsDictionaries: Bool = true, allowsCommands: Bool = false
  ) throws {
    let top = try YAMLMapping(Self.compose(yaml, file: file), file: file)
    try top.allowOnly(["name", "title", "description", "blocks", "figure"])
    let ownName = try top.string("name")
    let name = ownName ?? name
    guard Self.isValid(name: name) else {
      guard ownName != nil else {
        throw ExperimentError(
          .badData, file: file, line: 1,
          "the file's name '\(name.quotedForMessage)' cannot name results: use letters, digits, - and "
            + "_, or give the experiment a name of its own under 'name'")
      }
      throw top.error(
        at: "name", "'\(name.quotedForMessage)' cannot name files: letters, digits, - and _ can")
    }
    guard let blocks = try top.mappings("blocks"), !blocks.isEmpty else {
      throw top.error(at: "blocks", "at least one block is needed")
    }
    var read: [ExperimentBlock] = []
    var all: [ExperimentBlock] = []
    var measured: String?
    for mapping in blocks {
      let (block, efforts) = try Self.block(
        mapping, effort: effort, readsDictionaries: readsDictionaries)
      if !allowsCommands, let command = block.decoders.first(where: Keys.decoder.standsAlone) {
        throw mapping.error(
          at: Keys.decoder.name,
          "'\(command.quotedForMessage)' runs a program: give --allow-exec if you trust this file")
      }
      if block.question.isMeasured {
        if let measured, measured != block.question.name {
          throw mapping.error(
            at: "kind",
            "\(block.question.name) cannot share a result file with \(measured): the measured "
              + "blocks of one file have one kind")
        }
        measured = block.question.name
      }
      if efforts.contains(effort) { read.append(block) }
      all.append(block)
      for other in Effort.allCases where other != effort {
        guard let (block, _) = try? Self.block(mapping, effort: other, readsDictionaries: false)
        else { continue }
        all.append(block)
      }
    }
    guard !read.isEmpty else {
      throw top.error(at: "blocks", "none of them takes part in effort \(effort.rawValue)")
    }
    let columns = FigureColumns(of: read, all: all)
    self.init(
      name: name, title: try top.string("title") ?? "",
      description: try top.string("description"), blocks: read,
      figure: try top.mapping("figure").map { try FigureDescription($0, columns: columns) })
  }

  private static func compose(_ yaml: String, file: String) throws -> Node {
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw ExperimentError(
          .badData, file: file, line: 1,
          "the file is empty; it needs at least one block under 'blocks'")
      }
      return node
    } catch let error as YamlError {
      let (line, problem): (Int, String) =
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
          .composer(_, let problem, let mark, _):
          (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
          (
            context.mark.line,
            "the key '\((duplicates.first ?? "").quotedForMessage)' stands twice in one mapping"
          )
        case .reader(let problem, _, _, _): (1, problem)
        default: (1, "the file cannot be read")
        }
      throw ExperimentError(.badData, file: file, line: line, "not valid YAML: \(problem)")
    }
  }

  /// Reads one block, and in which efforts it takes part.
  private static func block(
    _ mapping: YAMLMapping, effort: Effort, readsDictionaries: Bool
  ) throws -> (ExperimentBlock, efforts: [Effort]) {
    let kinds = Questions.all.map(\.name).joined(separator: ", ")
    guard let kindName = try mapping.string("kind") else {
      throw mapping.error(at: "kind", "missing; give one of \(kinds)")
    }
    guard let question = Questions.all.first(where: { $0.name == kindName }) else {
      throw mapping.error(
        at: "kind", "there is no kind '\(kindName.quotedForMessage)'; there are \(kinds)")
    }
    let efforts = try (mapping.strings("efforts") ?? Effort.allCases.map(\.rawValue)).map { name in
      guard let effort = Effort(rawValue: name) else {
        throw mapping.error(
          at: "efforts",
          "there is no effort '\(name.quotedForMessage)'; there are "
            + Effort.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return effort
    }

    let keys = question.keys
    try mapping.allowOnly(
      ["kind", "efforts"] + keys.map(\.name) + keys.compactMap(\.letter))
    var settings = BlockSettings(
      origin: .file(mapping.file, line: mapping.line, block: mapping.path))
    settings.readsDictionaries = readsDictionaries
    for name in mapping.keys {
      guard let key = Keys.named(name) else { continue }
      guard let node = mapping.value(name) else {
        throw mapping.error(at: name, "a value is missing; give \(key.example)")
      }
      guard settings.values[key.name] == nil else {
        throw mapping.error(at: name, "the key \(key.name) stands twice")
      }
      settings.values[key.name] = BlockSettings.Value(
        try texts(of: node, key: name, in: mapping, effort: effort),
        line: node.mark?.line ?? mapping.line, name: name)
    }
    return (try ExperimentBlock(question, settings: settings), efforts)
  }

  /// A value in the notation of flags: a scalar, a list of scalars, or a mapping that has one of
  /// these for each effort.
  private static func texts(
    of node: Node, key: String, in mapping: YAMLMapping, effort: Effort
  ) throws -> [String] {
    if let efforts = node.mapping {
      let choices = try YAMLMapping(node, file: mapping.file, path: mapping.name(of: key))
      try choices.allowOnly(Effort.allCases.map(\.rawValue))
      guard let chosen = choices.value(effort.rawValue) ?? choices.value("default"),
        !efforts.isEmpty
      else {
        throw mapping.error(
          at: key, "a value for effort \(effort.rawValue), or default, is missing")
      }
      guard chosen.mapping == nil else {
        throw choices.error(at: effort.rawValue, "a value or a list of values is expected")
      }
      return try texts(of: chosen, key: effort.rawValue, in: choices, effort: effort)
    }
    if let scalar = node.scalar { return [scalar.string] }
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw mapping.error(at: key, "a value or a list of values is expected")
    }
    return try sequence.map { item in
      guard let scalar = item.scalar else {
        throw mapping.error(at: key, "a list of single values is expected")
      }
      return scalar.string
    }
  }

  /// The experiment as the text of a file that reads back as the same experiment at every effort:
  /// its name and its blocks with all values settled. Title, description and figure, which decide
  /// nothing that is computed, are left out.
  public var yaml: String {
    (["name: \(name)", "blocks:"] + blocks.flatMap(\.yamlLines)).joined(separator: "\n") + "\n"
  }
}
