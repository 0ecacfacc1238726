import Runs
import SuperpositionLearning

/// Keys of toy models of superposition.
extension Keys {
  /// n.
  public static let features = Key<[Int]>(
    "features", help: "Numbers of features n.", example: "the numbers of features n, such as 5,40",
    read: { try $0.integers($1, in: 1...100_000) }, write: { list($0.map(String.init)) })

  /// m.
  public static let hidden = Key<[Int]>(
    "hidden", help: "Numbers of hidden dimensions m.",
    example: "the numbers of hidden dimensions m, such as 2,10",
    read: { try $0.integers($1, in: 1...100_000) }, write: { list($0.map(String.init)) })

  /// S.
  public static let featureSparsity = Key<[Double]>(
    "sparsity-of-features", help: "Probabilities S that a feature is off.",
    example: "the probabilities S, such as 0,0.7,0.9", standard: [0],
    read: { try $0.reals($1, "from 0 to below 1") { $0 >= 0 && $0 < 1 } },
    write: { list($0.map(NumberFormat.exact)) })

  /// r.
  public static let importance = Key<[Double]>(
    "importance", help: "Relative importances r: feature i, from 0, has r^i.",
    example: "relative importances, such as 0.9", standard: [1],
    read: { try $0.reals($1, "above 0 and at most 1000") { $0 > 0 && $0 <= 1000 } },
    write: { list($0.map(NumberFormat.exact)) })

  /// How many starts the best is taken of.
  public static let starts = Key<Int>(
    "starts", help: "Starts, of which the best by its loss is taken.", valueName: "number",
    example: "the number of starts, such as 6", standard: 6,
    read: { try $0.integer($1, in: 1...100_000) }, write: { String($0) })

  /// What is done to the output.
  public static let nonlinearity = Key<ToyModel.Nonlinearity>(
    "nonlinearity", help: "What is done to the output: relu, or none for a linear model.",
    valueName: "name", example: "relu or none", standard: .relu, isSilentByDefault: true,
    read: { reader, key in
      guard let choice = ToyModel.Nonlinearity(rawValue: reader.text(key)) else {
        throw reader.settings.error(key, "must be one of relu, none")
      }
      return choice
    }, write: { $0.rawValue })

  /// All of them.
  static let toy: [any AnyKey] = [
    features, hidden, featureSparsity, importance, starts, nonlinearity,
  ]
}
