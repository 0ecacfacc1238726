import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a search for the minimum dimension of a decoder should begin.
///
/// A guess costs at most some milliseconds and never fails; nothing that is measured depends on it
/// but the effort.
public struct DimensionGuess: Equatable, Sendable {
  /// The dimension at which the decoder may be expected to reach the target; at least 1, finite.
  public let dimension: Double
  /// The expected width of its transition in dimensions, as a standard deviation; positive.
  public let width: Double

  /// A place and a width, made usable: at least 1 and ½, finite.
  private init(_ dimension: Double, width: Double) {
    self.dimension = min(max(1, dimension), 1e300)
    self.width = min(max(0.5, width), 1e300)
  }

  /// For greedy decoders: `factor`·k·log2(eN/k), scaled by 1 + P/k with noise; 1.3 is what matching
  /// pursuit takes.
  public static func greedy(_ point: TheoryPoint, factor: Double = 1.3) -> DimensionGuess {
    let bits = Entropy.entropyBoundBits(codewords: point.codewords, sparsity: point.sparsity)
    let place = factor * bits * noiseFactor(point)
    return DimensionGuess(place, width: 0.5 * place / point.realSparsity.squareRoot())
  }

  /// For threshold decoding: the Gaussian curve.
  public static func threshold(
    _ threshold: OneStepGaussian.Threshold, _ point: TheoryPoint
  ) -> DimensionGuess {
    crossing(point) { model, target throws(NumericsError) in
      try model.thresholdDimension(target: target, threshold: threshold)
    }
  }

  /// For top-k decoding: the Gaussian curve.
  public static func topK(_ point: TheoryPoint) -> DimensionGuess {
    crossing(point) { model, target throws(NumericsError) in
      try model.topKDimension(target: target)
    }
  }

  /// For basis pursuit: the statistical dimension and its width, scaled by 1 + P/k with noise.
  public static func basisPursuit(_ point: TheoryPoint) -> DimensionGuess {
    guard
      let cone = try? StatisticalDimension(codewords: point.codewords, sparsity: point.sparsity)
    else { return greedy(point) }
    let place = (try? cone.dimension(target: point.target)) ?? cone.delta
    let noiseFactor = noiseFactor(point)
    return DimensionGuess(place * noiseFactor, width: cone.standardDeviation * noiseFactor)
  }

  /// For approximate message passing: state evolution.
  public static func stateEvolution(_ point: TheoryPoint) -> DimensionGuess {
    let evolution = StateEvolution(point)
    let transition = ((try? evolution.threshold()) ?? nil) ?? 0
    // With noise the errors left at the fixed point matter too: as in one step, for one member.
    let residual = point.noise == 0 ? 0 : oneMemberDimension(point)
    let place = max(transition, residual)
    guard place > 0 else { return greedy(point) }
    return DimensionGuess(place, width: 0.4 * place / point.realSparsity.squareRoot())
  }

  private static func noiseFactor(_ point: TheoryPoint) -> Double {
    1 + point.noise / point.realSparsity
  }

  /// The crossing of the target and half the distance from 16% to 84% of a one-step model.
  private static func crossing(
    _ point: TheoryPoint,
    _ dimension: (OneStepGaussian, Double) throws(NumericsError) -> Double?
  ) -> DimensionGuess {
    let model = OneStepGaussian(point)
    func place(_ target: Double) -> Double? { (try? dimension(model, target)) ?? nil }
    guard let centre = place(point.target) else { return greedy(point) }
    let low = place(0.16) ?? 0
    let high = place(0.84) ?? centre
    return DimensionGuess(centre, width: max(0.5 * (high - low), 0.02 * centre))
  }

  /// Where all members but the noise are known: the error of k members in noise P alone, when each
  /// has to stand out of the N others.
  private static func oneMemberDimension(_ point: TheoryPoint) -> Double {
    let root = log(point.realCodewords).squareRoot() + log(point.realSparsity).squareRoot()
    return 2 * point.noise * root * root
  }
}
