import SuperpositionNumerics

/// Online dictionary learning: the sums Σ c cᵀ and Σ c xᵀ over all codes so far, older ones counting
/// less, and a pass of block coordinate descent over the codewords for each batch.
///
/// Codes are those of orthogonal matching pursuit with k members instead of the lasso's.
///
/// Source: Mairal, Bach, Ponce and Sapiro (2009), 'Online dictionary learning for sparse coding',
/// ICML, algorithms 1 and 2, with the mini-batch weights of its section 3.4.
struct OnlineLearner: AlternatingRule {
  static let family = LearnerFamily(
    "online", "online dictionary learning with orthogonal matching pursuit as its encoder",
    alternating: { _ in OnlineLearner() })

  var defaultSteps: Int { 1500 }
  var replacementInterval: Int { 25 }

  func defaultBatchSize(latentCount: Int, sparsity: Int) -> Int { latentCount >= 4096 ? 1024 : 256 }

  func memory(latentCount: Int, dimension: Int) -> [(name: String, rows: Int, columns: Int)] {
    [("code_products", latentCount, latentCount), ("sample_products", latentCount, dimension)]
  }

  func improve(_ batch: CodedBatch, memory: [FloatMatrix], step: Int) {
    let (products, sums) = (memory[0], memory[1])
    decay(products, sums, size: Double(batch.count), step: Double(step + 1))
    for sample in 0..<batch.count {
      for one in batch.codes[sample] {
        Row.add(one.value, batch.samples[sample], to: sums[one.latent], sums.stride)
        for other in batch.codes[sample] {
          products[one.latent][other.latent] += one.value * other.value
        }
      }
    }
    let dictionary = batch.dictionary
    let width = dictionary.stride
    let target = FloatMatrix(1, dictionary.columnCount)
    for latent in 0..<dictionary.rowCount where products[latent][latent] > 1e-6 {
      // u = (b - D a) / a_jj + d_j.
      let weight = products[latent][latent]
      target[0].update(from: sums[latent], count: width)
      BLAS.gemv(
        .yes, rows: dictionary.rowCount, columns: dictionary.columnCount, alpha: -1,
        dictionary.values, ld: width, products[latent], beta: 1, target[0])
      Row.scale(target[0], by: 1 / weight, width)
      Row.add(1, dictionary[latent], to: target[0], width)
      guard Row.dot(target[0], target[0], width) > 0 else { continue }
      dictionary[latent].update(from: target[0], count: width)
      Row.normalize(dictionary[latent], width)
    }
  }

  /// The weight of what was summed before: (θ + 1 - η) / (θ + 1), with θ = tη while t < η and
  /// η² + t - η from then on.
  private func decay(_ products: FloatMatrix, _ sums: FloatMatrix, size: Double, step: Double) {
    let theta = step < size ? step * size : size * size + step - size
    let factor = Float((theta + 1 - size) / (theta + 1))
    Row.scale(products.values, by: factor, products.rowCount * products.stride)
    Row.scale(sums.values, by: factor, sums.rowCount * sums.stride)
  }

  func forget(_ latents: [Int], memory: [FloatMatrix]) {
    let (products, sums) = (memory[0], memory[1])
    for latent in latents {
      products[latent].update(repeating: 0, count: products.stride)
      for other in 0..<products.rowCount { products[other][latent] = 0 }
      sums[latent].update(repeating: 0, count: sums.stride)
    }
  }
}
