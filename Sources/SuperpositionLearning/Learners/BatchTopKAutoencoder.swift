/// A sparse autoencoder that keeps the k·B largest pre-activations of a whole batch, so that samples
/// may differ in how many latents they use.
///
/// Source: Bussmann, Leask and Nanda (2024), 'BatchTopK sparse autoencoders', arXiv:2412.06410.
struct BatchTopKAutoencoder: ActivationRule {
  static let family = LearnerFamily(
    "sae:batchtopk", "autoencoder that keeps the kB largest pre-activations of a batch",
    options: [AuxiliaryLoss.option]
  ) { options in BatchTopKAutoencoder(auxiliary: AuxiliaryLoss(options)) }

  let auxiliary: AuxiliaryLoss

  var architecture: SavedArchitecture {
    SavedArchitecture(name: "jumprelu", hasCommonThreshold: true)
  }

  func batchActivity(_ batch: EncodedBatch) -> Int? { batch.sparsity * batch.count }

  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList) {
    let active = WeightedRows(capacity: batch.latentCount)
    var auxiliarySelection = LargestSelection()
    for sample in samples {
      let residual = batch.startResidual(sample)
      batch.select(sample, above: batch.threshold, into: active)
      batch.add(active, to: residual)
      batch.noteLoss(of: sample)
      list.append(active, of: sample, in: batch)
      auxiliary.activate(
        sample, of: batch, into: list, rows: active, selection: &auxiliarySelection)
    }
  }
}
