import Runs

/// An experiment file to begin with: one block that runs as it stands, every other key of its kind as
/// a comment, and a figure.
public enum StarterFile {
  /// Small numbers, of which every decoder makes short work.
  private static let usual = [
    Keys.codewords.name: "2^12", Keys.sparsity.name: "2^1..2^6:*2",
    Keys.sparsityExponent.name: "[0.2, 0.4]", Keys.dimension.name: "60..180:+10",
    Keys.dimensionsPerBit.name: "0.5..1.5:+0.1",
  ]

  /// The text of a first experiment of a kind.
  ///
  /// - Throws: `ExperimentError` (64) for a name that cannot be that of files.
  public static func text(name: String, question: any Question) throws -> String {
    guard Experiment.isValid(name: name) else {
      throw ExperimentError(
        .usage,
        "'\(name.quotedForMessage)' cannot name files: letters, digits, - and _ can")
    }
    var lines = [
      "# Run it:        superpose run \(name).yml",
      "# Draw it again: superpose plot \(name).yml",
      "# All keys:      superpose list keys (and experiments/README.md)",
      "title: \(question.summary) (\(name))",
      "description: >-",
      "  What is measured here, and why.",
      "blocks:",
      "  - kind: \(question.name)   # \(question.summary)",
    ]
    for alternatives in question.needed {
      lines += entry(alternatives[0], question, isComment: false)
      for key in alternatives.dropFirst() { lines += entry(key, question, isComment: true) }
    }
    for key in question.optional {
      lines += entry(key, question, isComment: question.starter[key.name] == nil)
    }
    lines += [
      "    # A value may differ with the effort of the run: trials: {quick: 100, default: 1000, full: 20000}",
      "figure:",
      "  title: \"\(name)\"",
      "  # caption: \"Symbols: measured, with 95% intervals.\"",
    ]
    if !question.starterPanels.isEmpty {
      lines += ["  panels:"] + question.starterPanels.map { "    \($0)" }
    }
    lines += [
      "  # Without panels, the result against its longest list, a series for each combination of the",
      "  # others. A panel of one's own:",
      "  # panels:",
      "  #   - x: {value: \"{COLUMN}\", label: \"what it says\", log: 2}",
      "  #     y: {value: \"{COLUMN}/{COLUMN}\"}",
      "  #     series: [{by: [COLUMN], title: \"{COLUMN}\"}]",
      "  # Columns:",
    ]
    lines += question.columns.map { "  #   \($0.name): \($0.summary)" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A key with what it says above it.
  private static func entry(
    _ key: any AnyKey, _ question: any Question, isComment: Bool
  ) -> [String] {
    let value =
      question.starter[key.name] ?? usual[key.name] ?? key.standardText ?? key.exampleValue
    let isList = value.contains(",") && !value.hasPrefix("[")
    let names = isList ? "[\(value.replacingOccurrences(of: ",", with: ", "))]" : value
    return ["    # \(key.help)", "    \(isComment ? "# " : "")\(key.name): \(names)"]
  }
}

extension AnyKey {
  /// The value that the example shows: what follows 'such as'.
  fileprivate var exampleValue: String {
    guard let place = example.range(of: "such as ") else { return example }
    return String(example[place.upperBound...])
  }
}
