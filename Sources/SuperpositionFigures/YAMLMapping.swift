import Runs
import Yams

/// A mapping of a YAML file that is read key by key, with errors that name file, line and key.
package struct YAMLMapping {
  /// The file's name, for messages.
  package let file: String
  /// Where the mapping stands in the file: `blocks[0].figure`; empty at the top.
  package let path: String
  private let node: Node
  private let entries: [(key: String, keyNode: Node, value: Node)]

  /// Reads a node as a mapping.
  ///
  /// - Throws: `ExperimentError` if it is none, or has a key twice.
  package init(_ node: Node, file: String, path: String = "") throws {
    self.file = file
    self.path = path
    self.node = node
    guard let mapping = node.mapping else {
      throw Self.error(
        node, file: file, "\(path.isEmpty ? "the file" : path): keys are expected here")
    }
    entries = mapping.map { ($0.key.string ?? "", $0.key, $0.value) }
    var seen: Set<String> = []
    for entry in entries where !seen.insert(entry.key).inserted {
      throw Self.error(
        entry.keyNode, file: file, "\(name(of: entry.key.quotedForMessage)): the key stands twice")
    }
  }

  private static func error(_ node: Node, file: String, _ message: String) -> ExperimentError {
    ExperimentError(.badData, file: file, line: node.mark?.line ?? 1, message)
  }

  /// The line where the mapping begins, counted from one.
  package var line: Int { node.mark?.line ?? 1 }

  /// The full name of one of this mapping's keys.
  package func name(of key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  /// An error at one of this mapping's keys, or at the mapping itself if the key is absent.
  package func error(at key: String, _ message: String) -> ExperimentError {
    let entry = entries.first { $0.key == key }
    let place = entry?.value.mark == nil ? node : entry?.value ?? node
    return Self.error(place, file: file, "\(name(of: key)): \(message)")
  }

  /// Refuses keys other than these.
  package func allowOnly(_ keys: [String]) throws {
    for entry in entries where !keys.contains(entry.key) {
      throw Self.error(
        entry.keyNode, file: file,
        "\(name(of: entry.key.quotedForMessage)): unknown key\(entry.key.suggestion(among: keys)); "
          + "there are \(keys.joined(separator: ", "))")
    }
  }

  /// The keys in the order of the file.
  package var keys: [String] { entries.map(\.key) }

  /// The value of a key, unless it is absent or null.
  package func value(_ key: String) -> Node? {
    guard let value = entries.first(where: { $0.key == key })?.value else { return nil }
    return value.null == nil || value.scalar?.style != .plain ? value : nil
  }

  /// A text.
  package func string(_ key: String) throws -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.string else { throw error(at: key, "a text is expected") }
    return text
  }

  /// A truth value.
  package func bool(_ key: String) throws -> Bool? {
    guard let value = value(key) else { return nil }
    guard let truth = value.bool else { throw error(at: key, "true or false is expected") }
    return truth
  }

  /// A finite real number.
  package func real(_ key: String) throws -> Double? {
    guard let value = value(key) else { return nil }
    guard let number = value.float, number.isFinite else {
      throw error(at: key, "a number is expected")
    }
    return number
  }

  /// A list of texts; a single text stands for a list of one.
  package func strings(_ key: String) throws -> [String]? {
    guard let value = value(key) else { return nil }
    if let text = value.string { return [text] }
    guard let sequence = value.sequence else { throw error(at: key, "a list is expected") }
    return try sequence.map {
      guard let text = $0.string else { throw error(at: key, "a list of texts is expected") }
      return text
    }
  }

  /// A mapping below this one.
  package func mapping(_ key: String) throws -> YAMLMapping? {
    guard let value = value(key) else { return nil }
    return try YAMLMapping(value, file: file, path: name(of: key))
  }

  /// A list of mappings below this one.
  package func mappings(_ key: String) throws -> [YAMLMapping]? {
    guard let value = value(key) else { return nil }
    guard let sequence = value.sequence else {
      throw error(at: key, "a list of mappings is expected")
    }
    return try sequence.enumerated().map { position, node in
      try YAMLMapping(node, file: file, path: "\(name(of: key))[\(position)]")
    }
  }
}
