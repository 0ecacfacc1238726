import Runs

/// The columns that say which point a row is about; several kinds of results have them.
enum PointColumns {
  static let decoder = column(
    "decoder", "the decoder with its options", holdsNames: true
  ) { $0.decoder ?? "" }
  static let ensemble = column(
    "ensemble", "the law of the codewords", holdsNames: true
  ) { $0.ensemble.rawValue }
  static let codewords = column("N", "codewords") { String($0.codewordCount) }
  static let sparsity = column("k", "active codewords") { String($0.sparsity ?? 1) }
  static let dimension = column("d", "the dimension") { String($0.dimension ?? 1) }
  static let noise = column("noise", "the noise power P") { NumberFormat.exact($0.noisePower) }
  static let target = column("target", "the success probability to reach") {
    NumberFormat.exact($0.target ?? 0.5)
  }

  /// What rows of success probabilities and minimum dimensions end with: a new property of codes is a
  /// column here, behind those there are, so that results without it stay readable.
  static let last: [Column<GridPoint>] = []

  private static func column(
    _ name: String, _ summary: String, holdsNames: Bool = false,
    text: @escaping @Sendable (GridPoint) -> String
  ) -> Column<GridPoint> {
    Column(name, summary, holdsNames: holdsNames, text: text)
  }
}
