import SuperpositionCodes
import SuperpositionDecoders

/// A case of the benchmark: the dictionary's law, N, k and the dimensions at which decoders succeed.
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
    _ name: String, _ codewordCount: Int, _ sparsity: Int, _ dimension: Int,
    oneStep oneStepDimension: Int, ensemble: Ensemble = .rademacher
  ) {
    self.name = name
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    self.sparsity = sparsity
    self.dimension = dimension
    self.oneStepDimension = oneStepDimension
  }

  private init(
    _ name: String, _ ensemble: Ensemble, _ codewordCount: Int, _ sparsity: Int, _ dimension: Int
  ) {
    self.init(
      name, codewordCount, sparsity, dimension, oneStep: dimension, ensemble: ensemble)
  }

  /// A case beside the built-in ones, with one d for all decoders.
  public init(
    codewordCount: Int, sparsity: Int, dimension: Int, ensemble: Ensemble = .rademacher
  ) {
    self.init("other", ensemble, codewordCount, sparsity, dimension)
  }

  /// The built-in cases of random dictionaries, by size.
  public static let random = [
    BenchmarkCase("A", 1 << 14, 16, 300, oneStep: 1000),
    BenchmarkCase("B", 1 << 16, 32, 640, oneStep: 2200),
    BenchmarkCase("C", 1 << 16, 64, 1100, oneStep: 4600),
    BenchmarkCase("D", 1 << 18, 64, 1250, oneStep: 5200),
    BenchmarkCase("E", 1 << 20, 64, 1400, oneStep: 5800),
  ]

  /// The built-in cases of designed dictionaries: the plain one and the staircase, each where message
  /// passing succeeds; BCH columns with room for the algebra alone, and for one step before it.
  public static let designed = [
    BenchmarkCase("F", .rademacher, 1 << 16, 256, 1600),
    BenchmarkCase("G", .staircase, 1 << 16, 256, 780),
    BenchmarkCase("H", .bch, 1 << 20, 256, 5120),
    BenchmarkCase("I", .bch, 1 << 60, 256, 15360),
    BenchmarkCase("J", .bch, 1 << 20, 256, 3700),
  ]

  /// The built-in cases of real rows, of the sizes of an embedding table and of an autoencoder.
  public static let real = [
    BenchmarkCase("K", .gaussian, 30522, 32, 384),
    BenchmarkCase("L", .gaussian, 1 << 16, 32, 768),
  ]

  /// All of them.
  public static let all = random + designed + real

  /// The dimension at which a decoder is measured.
  public func dimension(for decoder: String) -> Int {
    DecoderCatalog.family(of: decoder)?.benchmarkClass == .oneStep
      ? oneStepDimension : dimension
  }
}
