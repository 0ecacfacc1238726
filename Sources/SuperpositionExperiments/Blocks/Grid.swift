import Foundation
import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// One point of a block's grid. What the block's kind does not have is nil.
struct GridPoint: Hashable, Sendable {
  var decoder: String?
  /// What tells the decoder from another of its name.
  var decoderIdentity: [String: String] = [:]
  var ensemble = Ensemble.rademacher
  /// That of an ensemble that is a file.
  var dictionary: DictionarySource?
  var coefficients = CoefficientLaw.one
  var supports = SupportLaw.uniform
  var codewordCount: Int
  var sparsity: Int?
  var noisePower = 0.0
  var target: Double?
  var dimension: Int?
}

extension ExperimentBlock {
  /// The most points of one block.
  static let largestGrid = 1_000_000

  /// Every combination of the lists, in the order decoder, ensemble, laws of coefficients and supports,
  /// N, k, noise, target, d; points that rounding makes equal once.
  ///
  /// Theory has neither decoder nor target here: its rows for one point are those of its curves.
  ///
  /// - Throws: `ExperimentError` (usage) if there are more than `largestGrid`.
  func points() throws -> [GridPoint] {
    var points: [GridPoint] = []
    let targets = question.hasTargets ? targets.map(Optional.some) : [nil]
    for decoder in decoders.isEmpty ? [nil] : decoders.map(Optional.some) {
      let identity = try decoder.map { try DecoderCatalog.decoder(named: $0).identity() } ?? [:]
      for (ensemble, law, supports) in sentLaws {
        let dictionary = dictionaries[ensemble]
        for codewordCount in codewords(of: ensemble) {
          for sparsity in sparsityChoices(codewordCount: codewordCount) {
            let dimensions =
              try dictionary.map { [$0.contents.dimension] }
              ?? dimensionChoices(
                codewordCount: codewordCount, sparsity: sparsity, supports: supports)
            // Each factor is at most `NumberList.capacity`.
            guard points.count + noise.count * targets.count * dimensions.count <= Self.largestGrid
            else {
              throw ExperimentError(
                .usage, "the grid has more than \(Self.largestGrid) points; use shorter lists")
            }
            for noisePower in noise {
              for target in targets {
                for dimension in dimensions {
                  points.append(
                    GridPoint(
                      decoder: decoder, decoderIdentity: identity, ensemble: ensemble,
                      dictionary: dictionary, coefficients: law, supports: supports,
                      codewordCount: codewordCount, sparsity: sparsity, noisePower: noisePower,
                      target: target, dimension: dimension))
                }
              }
            }
          }
        }
      }
    }
    return points
  }

  /// Every combination of the laws of codewords, coefficients and supports.
  var sentLaws: [(ensemble: Ensemble, coefficients: CoefficientLaw, supports: SupportLaw)] {
    ensembles.flatMap { ensemble in
      coefficients.flatMap { law in supports.map { (ensemble, law, $0) } }
    }
  }

  private func sparsityChoices(codewordCount: Int) -> [Int?] {
    sparsity == nil ? [nil] : sparsityValues(codewordCount: codewordCount)
  }

  private func dimensionChoices(
    codewordCount: Int, sparsity: Int?, supports: SupportLaw
  ) throws -> [Int?] {
    switch dimensions {
    case nil: return [nil]
    case .counts(let counts): return counts
    case .perBit(let ratios):
      let entropy = Entropy.entropyBits(
        codewords: codewordCount, sparsity: sparsity ?? 1, supports: supports)
      var values: [Int] = []
      for ratio in ratios {
        let rounded = max(1, (ratio * entropy).rounded())
        guard rounded <= Double(Self.largestDimension) else {
          throw ExperimentError(
            .usage,
            "--dimensions-per-bit: \(NumberFormat.exact(ratio)) at N = \(codewordCount), "
              + "k = \(sparsity ?? 1) gives a dimension above \(Self.largestDimension)")
        }
        if !values.contains(Int(rounded)) { values.append(Int(rounded)) }
      }
      return values
    }
  }

  /// k = N^ε, rounded, at least 1.
  ///
  /// - Precondition: 0 ≤ ε ≤ 1.
  static func sparsity(codewordCount: Int, exponent: Double) -> Int {
    if exponent >= 1 { return codewordCount }
    let power = pow(Double(codewordCount), exponent).rounded()
    return min(codewordCount, max(1, Int(exactly: power) ?? codewordCount))
  }
}
