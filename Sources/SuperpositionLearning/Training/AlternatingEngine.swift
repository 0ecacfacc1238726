import SuperpositionCodes
import SuperpositionNumerics

/// How a classical learner makes a better dictionary of samples and their sparse codes.
protocol AlternatingRule: Sendable {
  /// Steps that suit it.
  var defaultSteps: Int { get }
  /// Steps between replacements of useless codewords.
  var replacementInterval: Int { get }
  /// Samples a step that suit it.
  func defaultBatchSize(latentCount: Int, sparsity: Int) -> Int
  /// What it remembers from step to step, beside the dictionary.
  func memory(latentCount: Int, dimension: Int) -> [(name: String, rows: Int, columns: Int)]
  /// Improves the dictionary on the codes of a batch.
  ///
  /// - Parameter step: counted from zero.
  func improve(_ codes: CodedBatch, memory: [FloatMatrix], step: Int)
  /// Forgets what it remembers of some codewords.
  func forget(_ latents: [Int], memory: [FloatMatrix])
}

/// Samples with their sparse codes.
final class CodedBatch: @unchecked Sendable {
  /// One coefficient of one sample.
  struct Coefficient {
    let latent: Int
    let sample: Int
    var value: Float
  }

  /// The codewords, M rows of norm one.
  let dictionary: FloatMatrix
  /// The samples.
  let samples: FloatMatrix
  /// x̂ - x.
  let residuals: FloatMatrix
  /// ‖x̂ - x‖² of each sample.
  var energies: [Double]
  /// The coefficients of each sample.
  var codes: [[Coefficient]]
  /// Samples in the batch.
  var count: Int

  init(capacity: Int, dictionary: FloatMatrix) {
    self.dictionary = dictionary
    samples = FloatMatrix(capacity, dictionary.columnCount)
    residuals = FloatMatrix(capacity, dictionary.columnCount)
    energies = Array(repeating: 0, count: capacity)
    codes = Array(repeating: [], count: capacity)
    count = capacity
  }

  /// Where the coefficients of each latent are: (sample, position in its code), samples ascending.
  func uses() -> [[(sample: Int, position: Int)]] {
    var uses = [[(sample: Int, position: Int)]](repeating: [], count: dictionary.rowCount)
    for sample in 0..<count {
      for (position, coefficient) in codes[sample].enumerated() {
        uses[coefficient.latent].append((sample, position))
      }
    }
    return uses
  }
}

/// Training by turns: sparse codes for the dictionary, then a dictionary for the codes.
final class AlternatingEngine: TrainingEngine, @unchecked Sendable {
  private let rule: any AlternatingRule
  private let settings: LearningSettings
  let dictionary: FloatMatrix
  private let memory: [(name: String, matrix: FloatMatrix)]
  private let usage: FloatMatrix
  private let gram: FloatMatrix
  private let correlations: FloatMatrix
  let batch: CodedBatch

  init(rule: any AlternatingRule, settings: LearningSettings, codewords: FloatMatrix) {
    self.rule = rule
    self.settings = settings
    let latents = settings.latentCount
    dictionary = FloatMatrix(latents, codewords.columnCount)
    dictionary.copy(from: codewords)
    memory = rule.memory(latentCount: latents, dimension: codewords.columnCount).map {
      ($0.name, FloatMatrix($0.rows, $0.columns))
    }
    usage = FloatMatrix(1, latents)
    gram = FloatMatrix(latents, latents)
    correlations = FloatMatrix(settings.batchSize, latents)
    batch = CodedBatch(capacity: settings.batchSize, dictionary: dictionary)
  }

  var parameters: [(name: String, matrix: FloatMatrix)] { [("W_dec", dictionary)] }
  var state: [(name: String, matrix: FloatMatrix)] { parameters + memory + [("usage", usage)] }

  func step(
    _ step: Int, learningRate: Float, source: any SampleSource, workers: Int
  ) async -> StepReport {
    let count = settings.batchSize
    await code(UInt64(step) * UInt64(count), count: count, source: source, workers: workers)
    let energy = batch.energies.reduce(0, +) / Double(count)
    let active = batch.codes.reduce(0) { $0 + $1.count }
    let report = StepReport(
      objective: energy, squaredError: energy, activeCount: Double(active) / Double(count))
    guard energy.isFinite else { return report }
    for code in batch.codes { for coefficient in code { usage[0][coefficient.latent] += 1 } }
    rule.improve(batch, memory: memory.map(\.matrix), step: step)
    let interval = rule.replacementInterval
    guard (step + 1) % interval == 0 && (step + 1) * 4 <= settings.steps * 3 else { return report }
    let expected =
      Double(interval * count * settings.sparsity) / Double(settings.latentCount)
    let replacement = CodewordReplacement(
      norm: 1, seed: settings.seed[.resampling, UInt64(step + 1)])
    let replaced = replacement.replace(
      dictionary, usage: UnsafePointer(usage[0]), expected: Float(expected),
      residuals: batch.residuals, energies: batch.energies, count: count)
    rule.forget(replaced, memory: memory.map(\.matrix))
    usage.clear()
    return report
  }

  /// Draws samples and codes them, chunk by chunk.
  private func code(_ first: UInt64, count: Int, source: any SampleSource, workers: Int) async {
    batch.count = count
    let size = GradientEngine.chunkSize
    let latents = settings.latentCount
    let blocks = (latents + size - 1) / size
    await ParallelLoop.run(blocks, workers: workers) { [self] block in
      multiply(dictionary, rows: ParallelLoop.part(block, size: size, of: latents), into: gram)
    }
    let chunks = (count + size - 1) / size
    let codes = Slots<[[CodedBatch.Coefficient]]>(chunks)
    await ParallelLoop.run(chunks, workers: workers) { [self] chunk in
      let range = ParallelLoop.part(chunk, size: size, of: count)
      for sample in range { source.write(first + UInt64(sample), to: batch.samples[sample]) }
      multiply(batch.samples, rows: range, into: correlations)
      var pursuit = BatchPursuit()
      codes[chunk] = range.map { sample in
        pursuit.code(correlations[sample], gram: gram, sparsity: settings.sparsity)
        let residual = batch.residuals[sample]
        let width = batch.residuals.stride
        residual.update(repeating: 0, count: width)
        Row.add(-1, batch.samples[sample], to: residual, width)
        for (latent, value) in zip(pursuit.chosen, pursuit.coefficients) {
          Row.add(Float(value), dictionary[latent], to: residual, width)
        }
        return zip(pursuit.chosen, pursuit.coefficients).map {
          CodedBatch.Coefficient(latent: $0, sample: sample, value: Float($1))
        }
      }
    }
    for chunk in 0..<chunks {
      let range = ParallelLoop.part(chunk, size: size, of: count)
      for (sample, code) in zip(range, codes[chunk] ?? []) {
        batch.codes[sample] = code
        let residual = batch.residuals[sample]
        batch.energies[sample] = Double(Row.dot(residual, residual, batch.residuals.stride))
      }
    }
  }

  private func multiply(_ left: FloatMatrix, rows: Range<Int>, into product: FloatMatrix) {
    BLAS.gemm(
      .no, .yes, m: rows.count, n: dictionary.rowCount, k: dictionary.columnCount,
      left[rows.lowerBound], lda: left.stride, dictionary.values, ldb: dictionary.stride,
      product[rows.lowerBound], ldc: product.stride)
  }

  func read(
    _ first: UInt64, count: Int, source: any SampleSource, workers: Int
  ) async -> BatchReading {
    await code(first, count: count, source: source, workers: workers)
    let active = batch.codes.prefix(count).map { $0.map(\.latent) }
    return BatchReading(
      energies: Array(batch.energies.prefix(count)), active: active, answers: active)
  }
}
