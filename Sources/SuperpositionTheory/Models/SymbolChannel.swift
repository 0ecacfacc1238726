#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One symbol (k = 1) in white Gaussian noise of power P.
enum SymbolChannel {
  /// ln(1 + 1/P), twice the capacity of one coordinate in nats, without overflow for small P.
  static func logOnePlusSignalToNoise(_ noise: Double) -> Double {
    noise < 1 ? log1p(noise) - log(noise) : log1p(1 / noise)
  }

  /// Whether the two curves of this channel have a row.
  static func applies(to point: TheoryPoint) -> Bool {
    point.sparsity == 1 && point.noise > 0 && point.codewords > 1 && point.coefficients == .one
  }
}
