import SuperpositionCodes
import Testing

@testable import SuperpositionLearning

/// Gradients against central differences of the objectives, which are written here again, in double
/// precision and without a thought of speed.
@Suite struct GradientTests {
  private static let (count, latents, dimension, sparsity) = (12, 10, 7, 2)

  /// The parameters of an autoencoder as plain arrays.
  private struct Model {
    var arrays: [String: [Double]]

    init(_ engine: GradientEngine) {
      arrays = Dictionary(
        uniqueKeysWithValues: engine.parameters.map {
          ($0.name, $0.matrix.entries.map(Double.init))
        }
      )
    }

    func row(_ name: String, _ row: Int) -> ArraySlice<Double> {
      let width = GradientTests.dimension
      return arrays[name, default: []][row * width..<(row + 1) * width]
    }

    func value(_ name: String, _ position: Int) -> Double {
      arrays[name].map { $0[position] } ?? 0
    }
  }

  private static func engine(_ name: String) throws -> (GradientEngine, CodeSource) {
    let learner = try LearnerCatalog.learner(named: name)
    let dictionary = try RademacherDictionary(
      seed: Seed(3), codewordCount: latents, dimension: dimension)
    let source = try CodeSource(dictionary: dictionary, sparsity: 3, seed: Seed(4))
    let training = try Training(
      learner, on: source,
      settings: LearningSettings(
        latentCount: latents, sparsity: sparsity, steps: 10, batchSize: count, learningRate: 0.01,
        seed: Seed(5)))
    let engine = try #require(training.engine as? GradientEngine)
    // Away from the start, where W_enc equals W_dec and all biases are equal.
    var generator = CounterBasedGenerator(Seed(6))
    for (name, matrix) in engine.parameters {
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount {
          matrix[row][column] += 0.2 * Float(generator.uniform() - (name == "threshold" ? 0 : 0.5))
        }
      }
    }
    return (engine, source)
  }

  private static func dot(_ left: some Sequence<Double>, _ right: some Sequence<Double>) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// (x - b) W_encᵀ without a bias.
  private static func products(_ sample: [Double], _ model: Model) -> [Double] {
    let centered = zip(sample, model.arrays["b_dec", default: []]).map { $0 - $1 }
    return (0..<latents).map { dot(model.row("W_enc", $0), centered) }
  }

  /// Σ z f + offset - target.
  private static func residual(
    _ code: [Double], _ model: Model, offset: [Double], target: [Double]
  ) -> [Double] {
    (0..<dimension).map { position in
      var sum = offset[position] - target[position]
      for latent in 0..<latents where code[latent] != 0 {
        sum += code[latent] * model.value("W_dec", latent * dimension + position)
      }
      return sum
    }
  }

  private static func energy(_ vector: [Double]) -> Double { dot(vector, vector) }

  /// Compares every entry of every gradient with the difference quotient of `objective`, the mean
  /// over samples of a function of (model, sample number, sample).
  ///
  /// Objectives get the model at which the gradient is taken as well: its gates are held.
  private func check(
    _ name: String, dead: [Int] = [],
    objective: (_ model: Model, _ held: Model, _ sample: [Double], _ threshold: Double) -> Double
  ) async throws {
    let (engine, source) = try Self.engine(name)
    engine.batch.dead = dead
    await engine.forward(0, count: Self.count, source: source, workers: 1)
    await engine.backward(workers: 1)
    let samples = (0..<Self.count).map { sample in
      (0..<Self.dimension).map { Double(engine.batch.samples[sample][$0]) }
    }
    let held = Model(engine)
    let threshold = Double(engine.batch.threshold)
    func total(_ model: Model) -> Double {
      samples.reduce(0) { $0 + objective(model, held, $1, threshold) } / Double(Self.count)
    }
    var largest = 0.0
    for (parameter, gradient) in engine.gradients {
      for (position, found) in gradient.entries.enumerated() {
        var (above, below) = (held, held)
        let step = 1e-6
        above.arrays[parameter]?[position] += step
        below.arrays[parameter]?[position] -= step
        let expected = (total(above) - total(below)) / (2 * step)
        largest = max(largest, abs(expected))
        #expect(
          abs(Double(found) - expected) < 2e-5 * (1 + abs(expected)),
          "\(name) \(parameter)[\(position)]: \(found), difference quotient \(expected)")
      }
    }
    #expect(largest > 0.1)
  }

  private func largest(_ scores: [Double], _ count: Int, among: [Int]) -> [Int] {
    Array(among.sorted { scores[$0] > scores[$1] }.prefix(count)).filter { scores[$0] > 0 }
  }

  private func keep(_ scores: [Double], _ latents: [Int]) -> [Double] {
    var code = [Double](repeating: 0, count: scores.count)
    for latent in latents { code[latent] = scores[latent] }
    return code
  }

  private func scores(_ sample: [Double], _ model: Model) -> [Double] {
    zip(Self.products(sample, model), model.arrays["b_enc", default: []]).map { $0 + $1 }
  }

  private func error(_ code: [Double], _ model: Model, _ sample: [Double]) -> Double {
    Self.energy(
      Self.residual(code, model, offset: model.arrays["b_dec", default: []], target: sample))
  }

  @Test func topK() async throws {
    try await check("sae:topk:aux=0") { model, held, sample, _ in
      let scores = self.scores(sample, model)
      return self.error(
        self.keep(scores, self.largest(scores, Self.sparsity, among: Array(0..<Self.latents))),
        model, sample)
    }
  }

  /// The residual that dead latents reconstruct is a constant to the auxiliary loss.
  @Test func topKWithAuxiliaryLoss() async throws {
    let dead = [1, 4, 5, 8]
    try await check("sae:topk:aux=0.5", dead: dead) { model, held, sample, _ in
      let all = Array(0..<Self.latents)
      let scores = self.scores(sample, model)
      let code = self.keep(scores, self.largest(scores, Self.sparsity, among: all))
      let heldScores = self.scores(sample, held)
      let heldCode = self.keep(heldScores, self.largest(heldScores, Self.sparsity, among: all))
      let rest = Self.residual(
        heldCode, held, offset: held.arrays["b_dec", default: []], target: sample)
      let auxiliary = Self.residual(
        self.keep(scores, self.largest(scores, min(Self.dimension / 2, dead.count), among: dead)),
        model, offset: rest, target: [Double](repeating: 0, count: Self.dimension))
      return self.error(code, model, sample) + 0.5 * Self.energy(auxiliary)
    }
  }

  @Test func batchTopK() async throws {
    try await check("sae:batchtopk") { model, held, sample, threshold in
      let heldScores = self.scores(sample, held)
      let active = (0..<Self.latents).filter { heldScores[$0] > threshold + 1e-6 }
      return self.error(self.keep(self.scores(sample, model), active), model, sample)
    }
  }

  @Test func relu() async throws {
    try await check("sae:relu:lambda=0.4") { model, held, sample, _ in
      let code = self.scores(sample, model).map { max($0, 0) }
      return self.error(code, model, sample) + 0.4 * code.reduce(0, +)
    }
  }

  @Test func gated() async throws {
    try await check("sae:gated:lambda=0.4") { model, held, sample, _ in
      let products = Self.products(sample, model)
      let gates = self.scores(sample, model).map { max($0, 0) }
      let code = (0..<Self.latents).map { latent in
        let size =
          Elementary.exp(model.value("r_mag", latent)) * products[latent]
          + model.value("b_mag", latent)
        return gates[latent] > 0 ? max(size, 0) : 0
      }
      // Dictionary and bias are constants to the gates' own reconstruction.
      return self.error(code, model, sample) + self.error(gates, frozen(model, held), sample)
        + 0.4 * gates.reduce(0, +)
    }
    func frozen(_ model: Model, _ held: Model) -> Model {
      var result = model
      result.arrays["W_dec"] = held.arrays["W_dec"]
      result.arrays["b_dec"] = held.arrays["b_dec"]
      return result
    }
  }

  /// The step is replaced by a ramp of slope 1/ε inside the rectangle, for the threshold alone:
  /// what the code loses there is θ times the ramp, and the penalty falls with the ramp.
  @Test func jumpReLU() async throws {
    let (penalty, width) = (0.2, 0.6)
    try await check("sae:jumprelu:lambda=0.2:width=0.6") { model, held, sample, _ in
      let scores = self.scores(sample, model)
      let heldScores = self.scores(sample, held)
      var count = 0.0
      let code = (0..<Self.latents).map { latent in
        let (theta, heldTheta) = (model.value("threshold", latent), held.value("threshold", latent))
        var value = heldScores[latent] > heldTheta ? scores[latent] : 0
        if abs(heldScores[latent] - heldTheta) < width / 2 {
          value -= (theta * theta - heldTheta * heldTheta) / (2 * width)
          count -= (theta - heldTheta) / width
        }
        return value
      }
      return self.error(code, model, sample) + penalty * count
    }
  }

  /// ∇D = 2 zᵀ(zD - x)/B, with the counts of matching pursuit held.
  @Test(arguments: ["mp-learner", "mp-learner:free=1"])
  func matchingPursuit(name: String) async throws {
    let isFree = name.hasSuffix("1")
    try await check(name) { model, held, sample, _ in
      var code = [Double](repeating: 0, count: Self.latents)
      var rest = sample
      for _ in 0..<Self.sparsity {
        let scores = (0..<Self.latents).map { latent in
          let row = held.row("W_dec", latent)
          return Self.dot(row, rest) - (isFree ? Self.dot(row, row) / 2 : 0)
        }
        let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        if isFree && scores[best] <= 0 { break }
        code[best] += 1
        rest = zip(rest, held.row("W_dec", best)).map { $0 - $1 }
      }
      return Self.energy(
        Self.residual(
          code, model, offset: [Double](repeating: 0, count: Self.dimension), target: sample))
    }
  }
}
