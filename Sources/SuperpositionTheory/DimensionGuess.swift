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

  /// The guess for a decoder by its name in the column `decoder`, whose options follow a colon.
  ///
  /// `threshold` and `topk` (and `nearest`): the Gaussian curve. `bp`: the statistical dimension.
  /// `amp`: state evolution. All others, greedy: 1.3·k·log2(eN/k) as for `mp`. With noise `bp` and the
  /// greedy ones are scaled by 1 + P/k.
  public init(decoder: String, at point: TheoryPoint) {
    let parts = decoder.split(separator: ":", omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    let noiseFactor = 1 + point.noise / point.realSparsity
    var guess: Double?
    switch name {
    case "threshold":
      let rule: OneStepGaussian.Threshold = parts.dropFirst().contains("map") ? .map : .fixed(0.5)
      guess = Self.crossing(point) { model, target throws(NumericsError) in
        try model.thresholdDimension(target: target, threshold: rule)
      }
    case "topk", "nearest":
      guess = Self.crossing(point) { model, target throws(NumericsError) in
        try model.topKDimension(target: target)
      }
    case "bp":
      let cone = try? StatisticalDimension(codewords: point.codewords, sparsity: point.sparsity)
      guess = cone.map {
        let place = (try? $0.dimension(target: point.target)) ?? $0.delta
        return place * noiseFactor
      }
    case "amp":
      let evolution = StateEvolution(point)
      let transition = ((try? evolution.threshold()) ?? nil) ?? 0
      // With noise the errors left at the fixed point matter too: as in one step, for one member.
      let residual = point.noise == 0 ? 0 : Self.oneMemberDimension(point)
      let place = max(transition, residual)
      if place > 0 { guess = place }
    default:
      break
    }
    let bits = Entropy.entropyBoundBits(codewords: point.codewords, sparsity: point.sparsity)
    dimension = min(max(1, guess ?? 1.3 * bits * noiseFactor), 1e300)
  }

  /// The crossing of the target in a one-step model.
  private static func crossing(
    _ point: TheoryPoint,
    _ dimension: (OneStepGaussian, Double) throws(NumericsError) -> Double?
  ) -> Double? {
    (try? dimension(OneStepGaussian(point), point.target)) ?? nil
  }

  /// Where all members but the noise are known: the error of k members in noise P alone, when each
  /// has to stand out of the N others.
  private static func oneMemberDimension(_ point: TheoryPoint) -> Double {
    point.noise
      * OneStepAsymptotics.dimensionsPerPower(
        codewords: point.codewords, sparsity: point.sparsity)
  }
}
