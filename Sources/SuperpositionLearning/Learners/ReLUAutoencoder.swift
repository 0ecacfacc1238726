/// A sparse autoencoder with rectified activations and an L1 penalty: λ Σ z is added to the loss.
///
/// Sources: Bricken et al. (2023), 'Towards monosemanticity', Transformer Circuits; Cunningham et al.
/// (2023), 'Sparse autoencoders find highly interpretable features in language models',
/// arXiv:2309.08600.
struct ReLUAutoencoder: ActivationRule {
  static let family = LearnerFamily(
    "sae:relu", "autoencoder with ReLU and an L1 penalty",
    options: [LearnerOption("lambda", "coefficient of the L1 penalty", 0.3)]
  ) { options in ReLUAutoencoder(penalty: Float(options["lambda"])) }

  /// λ.
  let penalty: Float

  var architecture: SavedArchitecture { SavedArchitecture(name: "standard") }

  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList) {
    let push = penalty / Float(batch.count)
    let active = WeightedRows(capacity: batch.latentCount)
    for sample in samples {
      let residual = batch.startResidual(sample)
      batch.select(sample, above: 0, into: active)
      var sum = 0.0
      for position in 0..<active.count { sum += Double(active.factors[position]) }
      batch.add(active, to: residual)
      batch.noteLoss(of: sample, penalty: Double(penalty) * sum)
      batch.correlate(active, with: residual)
      for position in 0..<active.count {
        let slope = batch.scale * active.products[position] + push
        list.append(
          Activation(
            latent: active.indices[position], residual: UInt32(sample),
            weight: batch.scale * active.factors[position], slope: slope, biasSlope: slope))
      }
    }
  }
}
