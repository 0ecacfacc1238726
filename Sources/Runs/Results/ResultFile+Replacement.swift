// What a result, or another output, may take the place of.

extension ResultFile {
  /// Refuses to replace what is neither a result nor a table with this header: it may be all that
  /// somebody has of it.
  ///
  /// - Throws: `ExperimentError` 73.
  public static func requireReplaceable(
    _ path: String, header: [String]
  ) throws(ExperimentError) {
    try FileAccess.requireFileOrDevice(path)
    guard !FileAccess.isSpecial(path), let bytes = try? FileAccess.read(path), !bytes.isEmpty,
      !bytes.starts(with: "# superpose result".utf8)
    else { return }
    if let present = try? ResultFile(bytes: bytes, path: path), present.header == header { return }
    throw ExperimentError(
      .cannotCreate,
      "\(path): exists and is no result of superpose; choose another --output or remove it")
  }

  /// The result at `path`, if it is one of superpose's, not empty, and of another experiment.
  static func other(
    than experiment: String, at path: String
  ) throws(ExperimentError) -> ResultFile? {
    guard let present = try marked(at: path),
      Checksum(present.experiment) != Checksum(experiment)
    else { return nil }
    return present
  }

  /// The error of an output that would be lost.
  func refusal(at path: String) -> ExperimentError {
    let made = provenance("command").map { " of '\($0.quotedForMessage)'" } ?? ""
    return ExperimentError(
      .cannotCreate,
      "\(path): holds the \(isComplete ? "complete" : "partial") result\(made) (\(rows.count) "
        + "\(rows.count == 1 ? "row" : "rows")); --replace gives it up, or choose another --output")
  }

  /// Refuses to take the place of a result that other work made.
  ///
  /// An earlier result of the same work is replaced: the same command made it, it has these columns
  /// (one of another version the first of them), and it carries an experiment as this one does.
  ///
  /// - Parameters:
  ///   - replacesOthers: Whether any result may be replaced.
  ///   - columnsVary: Whether the command's results have the columns that its user asks for.
  /// - Throws: `ExperimentError` 73; as `requireReplaceable(_:header:)` too, whatever
  ///   `replacesOthers` is.
  public func requireReplaceable(
    _ path: String, replacesOthers: Bool, columnsVary: Bool = false
  ) throws(ExperimentError) {
    guard let present = try Self.marked(at: path) else {
      return try Self.requireReplaceable(path, header: header)
    }
    let isOfThisWork =
      present.commandName == commandName && present.experiment.isEmpty == experiment.isEmpty
      && (columnsVary || header.starts(with: present.header)
        || present.header.starts(with: header))
    guard replacesOthers || isOfThisWork || experiment == present.experiment && !experiment.isEmpty
    else { throw present.refusal(at: path) }
  }

  /// Refuses to replace a result by what is none.
  ///
  /// - Throws: `ExperimentError` 73.
  public static func requireNone(
    at path: String, replacesOthers: Bool
  ) throws(ExperimentError) {
    guard let present = try marked(at: path), !replacesOthers else { return }
    throw present.refusal(at: path)
  }

  /// The result at `path`, if it is one of superpose's and not empty.
  private static func marked(at path: String) throws(ExperimentError) -> ResultFile? {
    try FileAccess.requireFileOrDevice(path)
    guard !FileAccess.isSpecial(path), let present = try? ResultFile(contentsOf: path),
      present.isMarked, !(present.rows.isEmpty && present.units.isEmpty)
    else { return nil }
    return present
  }

  /// The subcommand that made it, as its provenance tells.
  private var commandName: Substring? {
    let words = provenance("command")?.split(separator: " ") ?? []
    return words.count > 1 ? words[1] : nil
  }
}
