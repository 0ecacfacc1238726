/// K-SVD: sparse codes by orthogonal matching pursuit, then codeword by codeword the best rank-one
/// fit of what the others leave of the samples that use it.
///
/// The fit is one turn of the power method, from the coefficients that are there, as in the efficient
/// implementation. Every step has samples of its own, about fifty for each codeword.
///
/// Sources: Aharon, Elad and Bruckstein (2006), 'K-SVD: an algorithm for designing overcomplete
/// dictionaries for sparse representation', IEEE Trans. Signal Process. 54(11); Rubinstein,
/// Zibulevsky and Elad (2008), Technion CS-2008-08, algorithm 5.
struct SingularValueLearner: AlternatingRule {
  static let family = LearnerFamily(
    "ksvd", "K-SVD: orthogonal matching pursuit and rank-one fits by turns",
    alternating: { _ in SingularValueLearner() })

  var defaultSteps: Int { 80 }
  var replacementInterval: Int { 1 }

  func defaultBatchSize(latentCount: Int, sparsity: Int) -> Int {
    max(256, 50 * latentCount / max(sparsity, 1))
  }

  func memory(latentCount: Int, dimension: Int) -> [(name: String, rows: Int, columns: Int)] { [] }
  func forget(_ latents: [Int], memory: [FloatMatrix]) {}

  func improve(_ batch: CodedBatch, memory: [FloatMatrix], step: Int) {
    let width = batch.dictionary.stride
    let sum = FloatMatrix(1, batch.dictionary.columnCount)
    for (latent, uses) in batch.uses().enumerated() where !uses.isEmpty {
      let codeword = batch.dictionary[latent]
      sum.clear()
      for use in uses {
        // Residuals are x̂ - x: without this codeword they are its samples' negative remainder.
        let value = batch.codes[use.sample][use.position].value
        Row.add(-value, codeword, to: batch.residuals[use.sample], width)
        Row.add(-value, batch.residuals[use.sample], to: sum[0], width)
      }
      if Row.dot(sum[0], sum[0], width) > 0 {
        codeword.update(from: sum[0], count: width)
        Row.normalize(codeword, width)
      }
      for use in uses {
        let residual = batch.residuals[use.sample]
        let value = -Row.dot(residual, codeword, width)
        batch.codes[use.sample][use.position].value = value
        Row.add(value, codeword, to: residual, width)
      }
    }
  }
}
