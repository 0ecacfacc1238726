/// A dictionary of any ensemble.
public enum Codebook: Sendable {
  case rademacher(RademacherDictionary)
  case dense(DenseCodebook)

  /// The law of the codewords.
  public var ensemble: Ensemble {
    switch self {
    case .rademacher: .rademacher
    case .dense(let codebook): codebook.ensemble
    }
  }

  /// N.
  public var codewordCount: Int {
    switch self {
    case .rademacher(let dictionary): dictionary.codewordCount
    case .dense(let codebook): codebook.codewordCount
    }
  }

  /// d.
  public var dimension: Int {
    switch self {
    case .rademacher(let dictionary): dictionary.dimension
    case .dense(let codebook): codebook.dimension
    }
  }
}
