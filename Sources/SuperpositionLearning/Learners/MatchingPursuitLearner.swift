/// A dictionary learner whose encoder is matching pursuit on the dictionary itself.
///
/// k times the codeword with the largest ⟨f_j, r⟩ is subtracted from the residual; the counts z are
/// the code, and ∇D = 2 zᵀ(zD - x)/B. Codewords that are hardly used, and the less used one of two
/// that nearly coincide, are replaced by directions of residuals.
struct MatchingPursuitLearner: ActivationRule {
  static let family = LearnerFamily(
    "mp-learner", "dictionary whose encoder is matching pursuit, learned by gradient steps",
    options: [
      LearnerOption("resample", "1 replaces codewords that are hardly used, 0 does not", 1),
      LearnerOption("free", "1 leaves the norms of the codewords free, for unknown amplitudes", 0),
    ]
  ) { options in
    MatchingPursuitLearner(
      resamples: options["resample"] != 0, normalizesCodewords: options["free"] == 0)
  }

  let resamples: Bool
  let normalizesCodewords: Bool

  var architecture: SavedArchitecture { .matchingPursuit }
  var hasEncoder: Bool { false }

  /// Worth its cost where the codes of a batch take more codewords than there are.
  func needsGram(_ batch: EncodedBatch) -> Bool {
    batch.latentCount <= batch.sparsity * batch.count
  }

  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList) {
    let latents = batch.latentCount
    let width = batch.scores.stride
    // Half the energy that a codeword takes from the residual is ⟨f, r⟩ - ‖f‖²/2.
    let halves: [Float]? =
      normalizesCodewords
      ? nil : (0..<latents).map { batch.energy(batch.dictionary[$0]) }.map { Float($0 / 2) }
    let offset = FloatMatrix(1, latents)
    if let halves { for latent in 0..<latents { offset[0][latent] = halves[latent] } }
    let one = WeightedRows(capacity: 1)
    let all = WeightedRows(capacity: latents)
    if batch.gram == nil { for latent in 0..<latents { all.append(latent, 1) } }
    for sample in samples {
      let residual = batch.startResidual(sample)
      let scores = batch.scores[sample]
      if halves != nil { Row.add(-1, offset[0], to: scores, width) }
      let first = list.count
      for _ in 0..<batch.sparsity {
        let latent = Self.largest(scores, count: latents)
        // Free norms: nothing is taken that would enlarge the residual.
        if halves != nil && scores[latent] <= 0 { break }
        one.removeAll()
        one.append(latent, 1)
        batch.add(one, to: residual)
        if let gram = batch.gram {
          one.factors[0] = -1
          one.add(to: scores, from: gram)
        } else {
          batch.correlate(all, with: residual)
          for other in 0..<latents { scores[other] = -all.products[other] - offset[0][other] }
        }
        count(latent, sample: sample, since: first, of: batch, into: list)
      }
      batch.noteLoss(of: sample)
    }
  }

  private func count(
    _ latent: Int, sample: Int, since first: Int, of batch: EncodedBatch, into list: ActivationList
  ) {
    for position in first..<list.count where Int(list.values[position].latent) == latent {
      list.values[position].weight += batch.scale
      return
    }
    list.append(
      Activation(latent: UInt32(latent), residual: UInt32(sample), weight: batch.scale))
  }

  /// The position of the largest score, the first among equals.
  static func largest(_ scores: UnsafePointer<Float>, count: Int) -> Int {
    var best = 0
    var bar = scores[0]
    for start in stride(from: 0, to: count, by: 16) {
      let end = min(start + 16, count)
      var hits: Int32 = 0
      for position in start..<end { hits |= scores[position] > bar ? 1 : 0 }
      if hits == 0 { continue }
      for position in start..<end where scores[position] > bar {
        bar = scores[position]
        best = position
      }
    }
    return best
  }
}
