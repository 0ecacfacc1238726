import CSuperpositionKernels
import SuperpositionCodes
import SuperpositionNumerics

/// Training by gradient steps: the encoder is a product of matrices, the rest touches only what is
/// active.
///
/// Samples go through in chunks of fixed size and latents in blocks of fixed size, each by whatever
/// worker is free, and sums run in the order of samples, so the result does not depend on the number
/// of workers.
final class GradientEngine: TrainingEngine, @unchecked Sendable {
  static let chunkSize = 64
  static let blockSize = 64
  /// A latent that has not fired for so many steps is dead.
  static let patience = 25

  let rule: any ActivationRule
  private let settings: LearningSettings
  private let dimension: Int
  private let codewords: Parameter
  private let encoder: Parameter?
  private let encoderBias: Parameter
  private let decoderBias: Parameter
  private let further: [Parameter]
  /// The step at which each latent fired last, counted from one.
  private let lastFired: FloatMatrix
  /// How often each latent was used since the last replacement.
  private let usage: FloatMatrix
  let batch: EncodedBatch
  private let lists: [ActivationList]
  private let gathered = GatheredActivations()
  /// -Σ_j (Σ slopes) w_j of each block of latents: the encoder's part of b_dec's gradient.
  private let blockSums: FloatMatrix

  var dictionary: FloatMatrix { codewords.value }
  private var latentCount: Int { settings.latentCount }

  /// An engine at its start.
  ///
  /// - Parameter start: M rows, and b_dec.
  init(
    rule: any ActivationRule, settings: LearningSettings, codewords start: FloatMatrix,
    mean: FloatMatrix
  ) {
    self.rule = rule
    self.settings = settings
    dimension = start.columnCount
    let latents = settings.latentCount
    codewords = Parameter("W_dec", latents, dimension)
    codewords.value.copy(from: start)
    encoder = rule.hasEncoder ? Parameter("W_enc", latents, dimension) : nil
    encoder?.value.copy(from: start)
    encoderBias = Parameter("b_enc", 1, latents)
    decoderBias = Parameter("b_dec", 1, dimension)
    if rule.hasEncoder { decoderBias.value.copy(from: mean) }
    further = rule.furtherParameters.map { name, start in
      let parameter = Parameter(name, 1, latents)
      for latent in 0..<latents { parameter.value[0][latent] = start }
      return parameter
    }
    if !rule.normalizesCodewords {
      for latent in 0..<latents { Row.scale(codewords.value[latent], by: 0.3, dimension) }
    }
    lastFired = FloatMatrix(1, latents)
    usage = FloatMatrix(1, latents)
    batch = EncodedBatch(
      capacity: settings.batchSize, sparsity: settings.sparsity, dictionary: codewords.value,
      encoderBias: encoderBias.value, further: further.map(\.value))
    lists = (0..<(settings.batchSize + Self.chunkSize - 1) / Self.chunkSize).map { _ in
      ActivationList()
    }
    blockSums = FloatMatrix((latents + Self.blockSize - 1) / Self.blockSize, dimension)
  }

  private var trained: [Parameter] {
    guard let encoder else { return [codewords] }
    return [codewords, encoder, encoderBias, decoderBias] + further
  }

  var parameters: [(name: String, matrix: FloatMatrix)] { trained.map { ($0.name, $0.value) } }

  var state: [(name: String, matrix: FloatMatrix)] {
    trained.flatMap(\.state) + [("last_fired", lastFired), ("usage", usage)]
  }

  /// The gradient of the last batch by parameter, for tests.
  var gradients: [(name: String, matrix: FloatMatrix)] { trained.map { ($0.name, $0.gradient) } }

  func step(
    _ step: Int, learningRate: Float, source: any SampleSource, workers: Int
  ) async -> StepReport {
    batch.dead.removeAll(keepingCapacity: true)
    for latent in 0..<latentCount where step >= Self.patience + Int(lastFired[0][latent]) {
      batch.dead.append(latent)
    }
    let first = UInt64(step) * UInt64(settings.batchSize)
    await forward(first, count: settings.batchSize, source: source, workers: workers)
    let report = self.report()
    guard report.objective.isFinite else { return report }
    await backward(workers: workers) { [self] block in
      update(block, adam: Adam(learningRate: learningRate, step: step + 1))
    }
    let adam = Adam(learningRate: learningRate, step: step + 1)
    if encoder != nil { adam.update(decoderBias, row: 0) }
    noteUse(step: step + 1)
    if rule.resamples && (step + 1) % Self.patience == 0 && (step + 1) * 4 <= settings.steps * 3 {
      replaceUnused(step: step + 1)
    }
    return report
  }

  // MARK: Samples to activations

  /// Draws samples, reads them, and leaves residuals and activations in the batch.
  func forward(_ first: UInt64, count: Int, source: any SampleSource, workers: Int) async {
    batch.count = count
    if rule.needsGram(batch) {
      let gram = batch.gram ?? FloatMatrix(latentCount, latentCount)
      batch.gram = gram
      let blocks = (latentCount + Self.blockSize - 1) / Self.blockSize
      await ParallelLoop.run(blocks, workers: workers) { [self] block in
        let rows = ParallelLoop.part(block, size: Self.blockSize, of: latentCount)
        multiply(codewords.value, codewords.value, rows: rows, into: gram)
      }
    } else {
      batch.gram = nil
    }
    let chunks = (count + Self.chunkSize - 1) / Self.chunkSize
    let isWhole = rule.batchActivity(batch) != nil
    await ParallelLoop.run(chunks, workers: workers) { [self] chunk in
      let range = ParallelLoop.part(chunk, size: Self.chunkSize, of: count)
      score(range, first: first, source: source)
      if !isWhole { activate(range, list: chunk) }
    }
    guard let active = rule.batchActivity(batch) else { return }
    batch.threshold = batchThreshold(active)
    await ParallelLoop.run(chunks, workers: workers) { [self] chunk in
      activate(ParallelLoop.part(chunk, size: Self.chunkSize, of: count), list: chunk)
    }
  }

  private var activeLists: ArraySlice<ActivationList> {
    lists.prefix((batch.count + Self.chunkSize - 1) / Self.chunkSize)
  }

  private func activate(_ samples: Range<Int>, list: Int) {
    lists[list].removeAll()
    rule.activate(samples, of: batch, into: lists[list])
  }

  private func score(_ samples: Range<Int>, first: UInt64, source: any SampleSource) {
    let bias = decoderBias.value[0]
    for sample in samples {
      let row = batch.samples[sample]
      source.write(first + UInt64(sample), to: row)
      let centered = batch.centered[sample]
      for position in 0..<batch.centered.stride {
        centered[position] = row[position] - bias[position]
      }
    }
    multiply(batch.centered, (encoder ?? codewords).value, rows: samples, into: batch.scores)
    guard encoder != nil else { return }
    for sample in samples {
      Row.add(1, encoderBias.value[0], to: batch.scores[sample], batch.scores.stride)
    }
  }

  /// Some rows of left · rightᵀ.
  private func multiply(
    _ left: FloatMatrix, _ right: FloatMatrix, rows: Range<Int>, into product: FloatMatrix
  ) {
    BLAS.gemm(
      .no, .yes, m: rows.count, n: right.rowCount, k: dimension, left[rows.lowerBound],
      lda: left.stride, right.values, ldb: right.stride, product[rows.lowerBound],
      ldc: product.stride)
  }

  /// The score that all but the `active` largest positive ones of the batch stay at or below.
  private func batchThreshold(_ active: Int) -> Float {
    var positive: [Float] = []
    let rows = WeightedRows(capacity: latentCount)
    for sample in 0..<batch.count {
      batch.select(sample, above: 0, into: rows)
      positive.append(contentsOf: UnsafeBufferPointer(start: rows.factors, count: rows.count))
    }
    guard positive.count > active else { return 0 }
    var selection = LargestSelection()
    selection.select(positive, count: positive.count, capacity: active + 1, above: 0)
    return selection.indices.map { positive[$0] }.min() ?? 0
  }

  // MARK: Activations to gradients

  /// Sums the gradients of all parameters, block by block of latents, and calls `finish` for each
  /// block whose gradients are there.
  func backward(
    workers: Int, finish: @escaping @Sendable (_ latents: Range<Int>) -> Void = { _ in }
  ) async {
    gathered.gather(activeLists, latentCount: latentCount, batchSize: batch.capacity)
    await ParallelLoop.run(blockSums.rowCount, workers: workers) { [self] block in
      let latents = ParallelLoop.part(block, size: Self.blockSize, of: latentCount)
      blockSums[block].update(repeating: 0, count: blockSums.stride)
      for latent in latents { sumGradients(latent, block: block) }
      finish(latents)
    }
    guard encoder != nil else { return }
    let gradient = decoderBias.gradient[0]
    gradient.update(repeating: 0, count: decoderBias.gradient.stride)
    for sample in 0..<batch.count {
      Row.add(batch.scale, batch.residuals[sample], to: gradient, batch.residuals.stride)
    }
    for block in 0..<blockSums.rowCount {
      Row.add(1, blockSums[block], to: gradient, blockSums.stride)
    }
  }

  private func sumGradients(_ latent: Int, block: Int) {
    let width = codewords.value.stride
    let first = gathered.offsets[latent]
    let count = gathered.offsets[latent + 1] - first
    let gradient = codewords.gradient[latent]
    gradient.update(repeating: 0, count: width)
    superpose_add_rows(
      batch.residuals.values, width, gathered.residuals + first, gathered.weights + first, count,
      width, gradient)
    guard let encoder else { return }
    encoder.gradient[latent].update(repeating: 0, count: width)
    superpose_add_rows(
      batch.centered.values, width, gathered.samples + first, gathered.slopes + first, count,
      width, encoder.gradient[latent])
    var slopes: Float = 0
    var biasSlopes: Float = 0
    for position in first..<first + count {
      slopes += gathered.slopes[position]
      biasSlopes += gathered.biasSlopes[position]
    }
    encoderBias.gradient[0][latent] = biasSlopes
    if !further.isEmpty {
      var furtherSlopes = SIMD2<Float>()
      for position in first..<first + count { furtherSlopes += gathered.furtherSlopes[position] }
      for (number, parameter) in further.enumerated() {
        parameter.gradient[0][latent] = furtherSlopes[number]
      }
    }
    Row.add(-slopes, encoder.value[latent], to: blockSums[block], width)
  }

  private func update(_ latents: Range<Int>, adam: Adam) {
    let width = codewords.value.stride
    for latent in latents {
      let codeword = codewords.value[latent]
      if rule.normalizesCodewords {
        // Along the codeword there is nothing to learn: its norm is fixed.
        let gradient = codewords.gradient[latent]
        Row.add(-Row.dot(gradient, codeword, width), codeword, to: gradient, width)
      }
      adam.update(codewords, row: latent)
      if rule.normalizesCodewords { Row.normalize(codeword, width) }
      if let encoder { adam.update(encoder, row: latent) }
    }
    guard encoder != nil else { return }
    adam.update(encoderBias, columns: latents)
    for parameter in further { adam.update(parameter, columns: latents) }
  }

  // MARK: Bookkeeping

  private func report() -> StepReport {
    var report = StepReport(objective: 0, squaredError: 0, activeCount: 0)
    for sample in 0..<batch.count {
      report.objective += batch.objectives[sample]
      report.squaredError += batch.energies[sample]
    }
    let active = activeLists.reduce(0) { sum, list in
      sum + (0..<list.count).count { isActive(list.values[$0]) }
    }
    report.objective /= Double(batch.count)
    report.squaredError /= Double(batch.count)
    report.activeCount = Double(active) / Double(batch.count)
    return report
  }

  /// Whether an activation is the encoder's own, and not one of an auxiliary loss.
  private func isActive(_ activation: Activation) -> Bool {
    activation.weight > 0 && Int(activation.residual) < batch.capacity
  }

  private func noteUse(step: Int) {
    let scale = batch.scale
    for latent in 0..<latentCount {
      for position in gathered.offsets[latent]..<gathered.offsets[latent + 1] {
        let weight = gathered.weights[position]
        guard weight > 0 && Int(gathered.residuals[position]) < batch.capacity else { continue }
        lastFired[0][latent] = Float(step)
        usage[0][latent] += weight / scale
      }
    }
  }

  private func replaceUnused(step: Int) {
    let expected =
      Double(Self.patience * settings.batchSize * settings.sparsity) / Double(latentCount)
    let replacement = CodewordReplacement(
      norm: rule.normalizesCodewords ? 1 : 0.3, seed: settings.seed[.resampling, UInt64(step)])
    let replaced = replacement.replace(
      codewords.value, usage: UnsafePointer(usage[0]), expected: Float(expected),
      residuals: batch.residuals, energies: batch.energies, count: batch.count)
    for latent in replaced { codewords.clearMoments(row: latent) }
    usage.clear()
  }

  /// The activities of all latents on the first samples of a source, a row for each sample.
  func activities(
    of source: any SampleSource, count: Int, workers: Int
  ) async -> FloatMatrix {
    let activities = FloatMatrix(count, latentCount)
    batch.dead.removeAll()
    for first in stride(from: 0, to: count, by: settings.batchSize) {
      let size = min(settings.batchSize, count - first)
      await forward(UInt64(first), count: size, source: source, workers: workers)
      for list in activeLists {
        for position in 0..<list.count where isActive(list.values[position]) {
          let activation = list.values[position]
          activities[first + Int(activation.residual)][Int(activation.latent)] +=
            activation.weight / batch.scale
        }
      }
    }
    return activities
  }

  func read(
    _ first: UInt64, count: Int, source: any SampleSource, workers: Int
  ) async -> BatchReading {
    batch.dead.removeAll()
    await forward(first, count: count, source: source, workers: workers)
    var reading = BatchReading(
      energies: (0..<count).map { batch.energies[$0] },
      active: Array(repeating: [], count: count), answers: [])
    for list in activeLists {
      for position in 0..<list.count where isActive(list.values[position]) {
        let activation = list.values[position]
        reading.active[Int(activation.residual)].append(Int(activation.latent))
      }
    }
    // Matching pursuit has used its scores up: what it counted is its answer.
    guard encoder != nil else {
      reading.answers = reading.active
      return reading
    }
    var selection = LargestSelection()
    reading.answers = (0..<count).map { sample in
      selection.select(
        batch.scores[sample], count: latentCount,
        capacity: source.memberCount(first + UInt64(sample)) ?? settings.sparsity,
        above: -.infinity)
      return selection.indices
    }
    return reading
  }
}
