/// A sparse autoencoder that keeps the k largest pre-activations of a sample.
///
/// Sources: Makhzani and Frey (2014), 'k-sparse autoencoders', ICLR; the auxiliary loss, by which
/// latents that no longer fire learn what the others leave over: Gao et al. (2024), 'Scaling and
/// evaluating sparse autoencoders', arXiv:2406.04093, appendix A.2 (there with coefficient 1/32).
struct TopKAutoencoder: ActivationRule {
  static let family = LearnerFamily(
    "sae:topk", "autoencoder that keeps the k largest pre-activations",
    options: [AuxiliaryLoss.option]
  ) { options in TopKAutoencoder(auxiliary: AuxiliaryLoss(options)) }

  let auxiliary: AuxiliaryLoss

  var architecture: SavedArchitecture {
    SavedArchitecture(name: "topk", settings: { [("k", String($0))] })
  }

  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList) {
    let active = WeightedRows(capacity: batch.latentCount)
    var selection = LargestSelection()
    var auxiliarySelection = LargestSelection()
    for sample in samples {
      let scores = batch.scores[sample]
      selection.select(scores, count: batch.latentCount, capacity: batch.sparsity, above: 0)
      let residual = batch.startResidual(sample)
      active.removeAll()
      for latent in selection.indices { active.append(latent, scores[latent]) }
      batch.add(active, to: residual)
      batch.noteLoss(of: sample)
      list.append(active, of: sample, in: batch)
      auxiliary.activate(
        sample, of: batch, into: list, rows: active, selection: &auxiliarySelection)
    }
  }
}

/// The loss that revives dead latents: the largest of them reconstruct the residual.
struct AuxiliaryLoss {
  static let option = LearnerOption(
    "aux", "coefficient of the auxiliary loss on dead latents; 0 leaves it out", 1)

  let coefficient: Float

  init(_ options: LearnerOptions) { coefficient = Float(options["aux"]) }

  /// Adds the loss of one sample, whose main residual is there already.
  ///
  /// The residual is a constant to this loss: its gradient goes through the dead latents alone.
  ///
  /// - Parameter rows: room for the latents.
  func activate(
    _ sample: Int, of batch: EncodedBatch, into list: ActivationList, rows: WeightedRows,
    selection: inout LargestSelection
  ) {
    guard coefficient > 0 && !batch.dead.isEmpty else { return }
    let dimension = batch.dictionary.columnCount
    let capacity = min(dimension / 2, batch.latentCount / 2, batch.dead.count)
    let scores = batch.scores[sample]
    let deadScores = batch.dead.map { scores[$0] }
    selection.select(deadScores, count: deadScores.count, capacity: capacity, above: 0)
    let row = batch.capacity + sample
    let residual = batch.residuals[row]
    residual.update(from: batch.residuals[sample], count: batch.residuals.stride)
    rows.removeAll()
    for position in selection.indices { rows.append(batch.dead[position], deadScores[position]) }
    batch.add(rows, to: residual)
    batch.objectives[sample] += Double(coefficient) * batch.energy(residual)
    list.append(rows, of: sample, residual: row, scale: coefficient * batch.scale, in: batch)
  }
}
