import SuperpositionCodes
import SuperpositionDecoders

/// A case of the benchmark: N, k and the dimensions at which decoders succeed.
///
/// To add one, for an ensemble or a decoder that the others do not measure: a line in `others`; its
/// peers go into `Tests/peers`.
public struct BenchmarkCase: Sendable {
  /// Its letter.
  public let name: String
  /// The law of its codewords.
  public let ensemble: Ensemble
  /// N.
  public let codewordCount: Int
  /// k.
  public let sparsity: Int
  /// d for decoders that iterate.
  public let dimension: Int
  /// d for decoders that read the matched filter once.
  public let oneStepDimension: Int

  private init(
    _ name: String, ensemble: Ensemble = .rademacher, _ codewordCount: Int, _ sparsity: Int,
    _ dimension: Int, oneStep oneStepDimension: Int
  ) {
    self.name = name
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    self.sparsity = sparsity
    self.dimension = dimension
    self.oneStepDimension = oneStepDimension
  }

  /// A case beside the built-in ones, with one d for all decoders.
  public init(
    ensemble: Ensemble = .rademacher, codewordCount: Int, sparsity: Int, dimension: Int
  ) {
    self.init("other", ensemble: ensemble, codewordCount, sparsity, dimension, oneStep: dimension)
  }

  /// The built-in cases, by size.
  public static let all = [
    BenchmarkCase("A", 1 << 14, 16, 300, oneStep: 1000),
    BenchmarkCase("B", 1 << 16, 32, 640, oneStep: 2200),
    BenchmarkCase("C", 1 << 16, 64, 1100, oneStep: 4600),
    BenchmarkCase("D", 1 << 18, 64, 1250, oneStep: 5200),
    BenchmarkCase("E", 1 << 20, 64, 1400, oneStep: 5800),
  ]

  /// Cases of other ensembles, measured on demand: dense entries, nested signs, BCH columns with
  /// d ≥ k·log2 N for the algebra.
  public static let others = [
    BenchmarkCase("F", ensemble: .gaussian, 1 << 14, 16, 300, oneStep: 1000),
    BenchmarkCase("G", ensemble: .staircase, 1 << 16, 32, 640, oneStep: 2200),
    BenchmarkCase("H", ensemble: .bch, 1 << 16, 32, 640, oneStep: 2200),
  ]

  /// The dimension at which a decoder is measured.
  public func dimension(for decoder: String) -> Int {
    DecoderCatalog.family(of: decoder)?.benchmarkClass == .oneStep
      ? oneStepDimension : dimension
  }
}
