import Foundation

/// A sparse autoencoder in which one affine map decides which latents are on and another, with the
/// same directions, how large they are.
///
/// π = W_enc (x - b_dec) + b_enc opens the gate where it is positive; the size is
/// ReLU(e^r W_enc (x - b_dec) + b_mag). The L1 penalty falls on ReLU(π), which has to reconstruct x
/// as well, with the dictionary held constant.
///
/// Source: Rajamanoharan et al. (2024), 'Improving dictionary learning with gated sparse
/// autoencoders', arXiv:2404.16014, equations 3 to 8.
struct GatedAutoencoder: ActivationRule {
  static let family = LearnerFamily(
    "sae:gated", "autoencoder with separate gates and magnitudes",
    options: [LearnerOption("lambda", "coefficient of the L1 penalty on the gates", 0.6)]
  ) { options in GatedAutoencoder(penalty: Float(options["lambda"])) }

  /// λ.
  let penalty: Float

  var architecture: SavedArchitecture { SavedArchitecture(name: "gated", encoderBias: "b_gate") }

  var furtherParameters: [(name: String, start: Float)] { [("r_mag", 0), ("b_mag", 0)] }

  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList) {
    let gateBias = batch.encoderBias[0]
    let magnitudeBias = batch.further[1][0]
    let factors = (0..<batch.latentCount).map { exp(batch.further[0][0][$0]) }
    let push = penalty / Float(batch.count)
    let gates = WeightedRows(capacity: batch.latentCount)
    let sizes = WeightedRows(capacity: batch.latentCount)
    for sample in samples {
      let residual = batch.startResidual(sample)
      let gateResidual = batch.residuals[batch.capacity + sample]
      gateResidual.update(from: residual, count: batch.residuals.stride)
      var sum = 0.0
      batch.select(sample, above: 0, into: gates)
      sizes.removeAll()
      for position in 0..<gates.count {
        let latent = Int(gates.indices[position])
        let gate = gates.factors[position]
        sum += Double(gate)
        let size = factors[latent] * (gate - gateBias[latent]) + magnitudeBias[latent]
        if size > 0 { sizes.append(latent, size) }
      }
      batch.add(gates, to: gateResidual)
      batch.add(sizes, to: residual)
      let energy = batch.energy(residual)
      batch.energies[sample] = energy
      batch.objectives[sample] = energy + batch.energy(gateResidual) + Double(penalty) * sum
      batch.correlate(gates, with: gateResidual)
      batch.correlate(sizes, with: residual)
      var opened = 0
      for position in 0..<gates.count {
        let latent = Int(gates.indices[position])
        let gate = gates.factors[position]
        let product = gate - gateBias[latent]
        let size = factors[latent] * product + magnitudeBias[latent]
        let sizeSlope = size > 0 ? batch.scale * sizes.products[opened] : 0
        if size > 0 { opened += 1 }
        let gateSlope = batch.scale * gates.products[position] + push
        list.append(
          Activation(
            latent: UInt32(latent), residual: UInt32(sample), weight: batch.scale * max(size, 0),
            slope: gateSlope + factors[latent] * sizeSlope, biasSlope: gateSlope,
            furtherSlopes: SIMD2(sizeSlope * factors[latent] * product, sizeSlope)))
      }
    }
  }
}
