import Runs

/// A kind of experiment: what can be said of its blocks, and the rows that answer one.
///
/// A new kind is a file with a type that conforms, a line in `Questions.all`, and its command.
public protocol Question: Sendable {
  /// The kind's name in experiment files, and the command's.
  var name: String { get }
  /// What is computed at each point, in a line.
  var summary: String { get }
  /// The keys that a block needs; one of each of the inner lists.
  var needed: [[any AnyKey]] { get }
  /// The keys that a block may have besides.
  var optional: [any AnyKey] { get }
  /// The columns of its rows and what each says.
  var columns: [Inventory.Entry] { get }
  /// The value that rows are about; nil if there is none to compare.
  var compared: ComparedValue? { get }
  /// What a first experiment of the kind says, by the names of the keys, where that is not the usual.
  var starter: [String: String] { get }
  /// The panels of its figure, lines of YAML without their indentation; none where what the table
  /// says of itself makes a good picture.
  var starterPanels: [String] { get }
  /// Whether the success probabilities to reach are points of the grid.
  var hasTargets: Bool { get }
  /// Whether rows take work; those of theory are computed at once and need no units.
  var isMeasured: Bool { get }
  /// Refuses values that are possible by themselves but not for this kind.
  ///
  /// - Throws: `ExperimentError` that names the key, made by `settings`.
  func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws
  /// The rows of a block, in order.
  ///
  /// - Throws: `ExperimentError` if the grid is too large or a point impossible.
  func rows(of block: ExperimentBlock) throws -> [Plan.Row]
}

extension Question {
  /// Success probabilities are none of the grid's axes unless a kind says so.
  public var hasTargets: Bool { false }
  /// The usual ones.
  public var starter: [String: String] { [:] }
  /// None.
  public var starterPanels: [String] { [] }
  /// Measured unless a kind says otherwise.
  public var isMeasured: Bool { true }
  /// Nothing more to refuse.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {}
  /// All keys that a block may have.
  var keys: [any AnyKey] { needed.flatMap { $0 } + optional }
}

/// All kinds of experiments.
public enum Questions {
  /// Success probabilities.
  public static let success = SuccessQuestion()
  /// Minimum dimensions.
  public static let dimension = DimensionQuestion()
  /// Bounds and predictions.
  public static let theory = TheoryQuestion()
  /// Coherence of dictionaries.
  public static let coherence = CoherenceQuestion()
  /// Maximum sparsities.
  public static let sparsity = SparsityQuestion()
  /// The noise of message passing, iteration by iteration.
  public static let trajectory = TrajectoryQuestion()
  /// Learned dictionaries.
  public static let learn = LearnQuestion()
  /// Toy models of superposition.
  public static let toy = ToyQuestion()
  /// Classes that latents belong to.
  public static let purity = PurityQuestion()

  /// In the order of lists and messages.
  public static let all: [any Question] = [
    success, dimension, theory, coherence, trajectory, sparsity, learn, toy, purity,
  ]
}

extension Array {
  /// The columns without what fills them.
  func entries<Subject>() -> [Inventory.Entry] where Element == Column<Subject> {
    map(\.description)
  }
}
