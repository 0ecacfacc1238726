/// A sparse autoencoder that passes pre-activations above a learned threshold θ_j unchanged, with a
/// penalty on how many pass.
///
/// The step at θ has no derivative; a rectangle of some width stands in for it (a straight-through
/// estimator), in the gradient of θ alone.
///
/// Source: Rajamanoharan et al. (2024), 'Jumping ahead: improving reconstruction fidelity with
/// JumpReLU sparse autoencoders', arXiv:2407.14435, equations 8 to 12.
struct JumpReLUAutoencoder: ActivationRule {
  static let family = LearnerFamily(
    "sae:jumprelu", "autoencoder with a learned threshold for each latent and an L0 penalty",
    options: [
      LearnerOption("lambda", "coefficient of the L0 penalty", 0.1),
      LearnerOption("threshold", "the thresholds at the start", 0.3),
      LearnerOption("width", "width of the rectangle in place of the step's derivative", 0.1),
    ]
  ) { options in
    JumpReLUAutoencoder(
      penalty: Float(options["lambda"]), start: Float(options["threshold"]),
      width: Float(options["width"]))
  }

  /// λ.
  let penalty: Float
  /// θ at the start.
  let start: Float
  /// ε.
  let width: Float

  var architecture: SavedArchitecture { SavedArchitecture(name: "jumprelu") }

  var furtherParameters: [(name: String, start: Float)] { [("threshold", start)] }

  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList) {
    let thresholds = batch.further[0][0]
    let latents = batch.latentCount
    var lowest = Float.infinity
    for latent in 0..<latents { lowest = min(lowest, thresholds[latent]) }
    let bar = lowest - width / 2
    let push = penalty / (width * Float(batch.count))
    let near = WeightedRows(capacity: latents)
    let active = WeightedRows(capacity: latents)
    for sample in samples {
      let residual = batch.startResidual(sample)
      batch.select(sample, above: bar, into: near)
      active.removeAll()
      for position in 0..<near.count {
        let latent = Int(near.indices[position])
        let score = near.factors[position]
        if score > thresholds[latent] { active.append(latent, score) }
      }
      batch.add(active, to: residual)
      batch.noteLoss(of: sample, penalty: Double(penalty) * Double(active.count))
      batch.correlate(near, with: residual)
      for position in 0..<near.count {
        let latent = Int(near.indices[position])
        let score = near.factors[position]
        let threshold = thresholds[latent]
        let isActive = score > threshold
        let isNear = abs(score - threshold) < width / 2
        guard isActive || isNear else { continue }
        let slope = batch.scale * near.products[position]
        list.append(
          Activation(
            latent: UInt32(latent), residual: UInt32(sample),
            weight: isActive ? batch.scale * score : 0, slope: isActive ? slope : 0,
            biasSlope: isActive ? slope : 0,
            furtherSlopes: SIMD2(isNear ? -threshold / width * slope - push : 0, 0)))
      }
    }
  }
}
