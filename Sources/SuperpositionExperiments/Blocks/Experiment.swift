import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionFigures

/// A set of blocks that are computed together and drawn as one figure.
///
/// Grid commands make an experiment of one block from their flags; an experiment file declares one.
/// The measured blocks share one kind and make one result file; theory makes another.
public struct Experiment: Equatable, Sendable {
  /// The name of its files: letters, digits, '-', '_' and '.', not a '.' at the start.
  public let name: String
  /// The title, empty if there is none.
  public let title: String
  /// What it is about, in a sentence or two.
  public let description: String?
  /// The blocks.
  public let blocks: [ExperimentBlock]
  /// How its results are drawn.
  public let figure: FigureDescription?

  /// An experiment.
  ///
  /// - Precondition: `isValid(name:)`, at least one block, and measured blocks of one kind.
  init(
    name: String, title: String = "", description: String? = nil, blocks: [ExperimentBlock],
    figure: FigureDescription? = nil
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.blocks = blocks
    self.figure = figure
  }

  /// The experiment of a grid command: one block from its flags.
  ///
  /// - Throws: `ExperimentError` that names the flag.
  public init(_ question: any Question, flags: BlockSettings) throws {
    self.init(
      name: question.name, blocks: [try ExperimentBlock(question, settings: flags)])
  }

  /// Whether a name can be that of an experiment's files.
  static func isValid(name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 100 && !name.hasPrefix(".") && !name.hasPrefix("-")
      && name.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
      }
  }

  /// The blocks that are measured, as an experiment of their own; nil if there are none.
  public var measured: Experiment? { part(\.question.isMeasured) }

  /// The blocks of theory, as an experiment of their own; nil if there are none.
  public var theory: Experiment? { part { !$0.question.isMeasured } }

  /// The dictionaries from files, each once.
  public var dictionaries: [DictionarySource] {
    blocks.reduce(into: []) { sources, block in
      for source in block.ensembles.compactMap({ block.dictionaries[$0] })
      where !sources.contains(source) {
        sources.append(source)
      }
    }
  }

  /// What a reader should hear of each: which rows were read, with N × d, since the orientation of a
  /// matrix is never guessed in silence.
  public var dictionaryNotices: [String] { dictionaries.flatMap(\.notices) }

  /// What tells each decoder that comes from outside the suite from another of its name, by its name.
  ///
  /// - Throws: What keeps the decoder from being had.
  public func decoderIdentities() throws -> [(name: String, identity: [String: String])] {
    var names: [String] = []
    for name in blocks.flatMap(\.decoders) where !names.contains(name) { names.append(name) }
    return try names.compactMap { name in
      let identity = try DecoderCatalog.decoder(named: name).identity()
      return identity.isEmpty ? nil : (name, identity)
    }
  }

  /// The programs of one's own that decode, a line each: name, what it declares, hashes of its files.
  ///
  /// - Throws: as `decoderIdentities`.
  public func programs() throws -> [String] {
    try decoderIdentities().map { name, identity in
      let facts = identity.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      return "\(name): \(facts.joined(separator: " "))"
    }
  }

  /// The same experiment with another seed in every block.
  func reseeded(with seed: UInt64) -> Experiment {
    let blocks = blocks.map { block in
      var block = block
      block[Keys.seed] = seed
      return block
    }
    return Experiment(
      name: name, title: title, description: description, blocks: blocks, figure: figure)
  }

  private func part(_ isIncluded: (ExperimentBlock) -> Bool) -> Experiment? {
    let blocks = blocks.filter(isIncluded)
    return blocks.isEmpty ? nil : Experiment(name: name, blocks: blocks)
  }
}
