import Runs
import SuperpositionCodes
import SuperpositionEstimation

/// The columns that say which point a row is about; several kinds of results have them.
enum PointColumns {
  static let decoder = column(
    "decoder", "the decoder with its options", holdsNames: true
  ) { $0.decoder ?? "" }
  static let ensemble = column(
    "ensemble", "the law of the codewords", holdsNames: true
  ) { name(of: $0.ensemble) }
  static let codewords = column("N", "codewords") { String($0.codewordCount) }
  static let sparsity = column("k", "active codewords") { String($0.sparsity ?? 1) }
  static let dimension = column("d", "the dimension") { String($0.dimension ?? 1) }
  static let noise = column("noise", "the noise power P") { NumberFormat.exact($0.noisePower) }
  static let coefficients = column(
    "coefficients", "the law of the coefficients", holdsNames: true
  ) { $0.coefficients.description }
  static let target = column("target", "the success probability to reach") {
    NumberFormat.exact($0.target ?? 0.5)
  }

  /// How rows of what decoders reach begin.
  ///
  /// - Parameters:
  ///   - place: the columns that say where it was measured.
  ///   - point: the point of a row, and the estimator used there.
  static func first<Subject>(
    _ place: [Column<GridPoint>],
    of point: @escaping @Sendable (Subject) -> (point: GridPoint, estimator: Estimator)
  ) -> [Column<Subject>] {
    ([decoder, ensemble, codewords] + place + [noise]).map { $0.of { point($0).point } } + [
      Column("estimator", "simulate or conditional", holdsNames: true) {
        point($0).estimator.rawValue
      }
    ]
  }

  /// How many trials a row has, behind its estimator.
  static func trials<Subject>(
    _ count: @escaping @Sendable (Subject) -> Int?
  ) -> Column<Subject> {
    Column("trials", "codes decoded, or draws of the members") {
      count($0).map { String($0) } ?? ""
    }
  }

  /// What is said of the entropy of a support.
  static let entropySummary =
    "H(N, k) = log2 C(N, k); for supports of another law their entropy given their size"

  /// What rows of success probabilities and minimum dimensions end with: a new property of codes is a
  /// column here, behind those there are, so that results without it stay readable.
  static let last: [Column<GridPoint>] =
    [
      coefficients,
      column("supports", "the law of the supports", holdsNames: true) { $0.supports.description },
      column(
        sha256, "the SHA-256 of a file's codewords and of the choices among them", holdsNames: true
      ) { $0.dictionary?.contents.sha256 ?? "" },
    ]
    + choices.map { choice in
      column(choice.name, choice.summary, holdsNames: true) { point in
        point.dictionary.map { String(choice.isMade($0)) } ?? ""
      }
    }

  /// The column of a file's content.
  static let sha256 = "dictionary_sha256"

  /// A choice that was made for a file's dictionary.
  struct Choice: Sendable {
    let name: String
    let summary: String
    let isMade: @Sendable (DictionarySource) -> Bool
  }

  /// What a decoder, or the reading, makes of a file's codewords.
  static let choices = [
    Choice(name: "center", summary: "whether the decoder subtracts the mean codeword") {
      $0.isCentered
    },
    Choice(name: "whiten", summary: "whether the decoder whitens codewords and codes") {
      $0.isWhitened
    },
    Choice(name: "unit_norm", summary: "whether codewords are divided by their norms") {
      $0.file.hasUnitNorm
    },
  ]

  /// An ensemble's name as rows and identities have it, which take no spaces.
  static func name(of ensemble: Ensemble) -> String {
    String(ensemble.label.map { $0.isWhitespace || $0 == "|" ? "_" : $0 })
  }

  private static func column(
    _ name: String, _ summary: String, holdsNames: Bool = false,
    text: @escaping @Sendable (GridPoint) -> String
  ) -> Column<GridPoint> {
    Column(name, summary, holdsNames: holdsNames, text: text)
  }
}
