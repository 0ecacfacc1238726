import Foundation
import SuperpositionCodes

/// A toy model of superposition: n features of which few are on, pressed through m dimensions and
/// read with the same weights.
///
/// x_i is uniform on [0, 1] with probability 1 - S and else 0; h = Wx, y = ReLU(Wᵀh + b), and the
/// loss is the mean of Σ I_i (y_i - x_i)². Adam at .02, falling to 0 with a cosine; batches of 512.
///
/// Source: Elhage et al. (2022), 'Toy models of superposition', Transformer Circuits.
public struct ToyModel: Hashable, Sendable {
  /// What is done to the output.
  public enum Nonlinearity: String, CaseIterable, Hashable, Sendable {
    /// Negative outputs become 0.
    case relu
    /// Nothing: the model is linear.
    case none
  }

  /// n.
  public var features: Int
  /// m.
  public var hidden: Int
  /// S, the probability that a feature is off.
  public var sparsity: Double
  /// r, for importances I_i = r^i, i from 0.
  public var importance: Double
  /// Training steps.
  public var steps: Int
  /// What is done to the output.
  public var nonlinearity: Nonlinearity

  private static let batchSize = 512
  private static let learningRate = 0.02
  /// Samples of the batch by which starts are compared.
  private static let judgedCount = 16_384

  /// A model.
  public init(
    features: Int, hidden: Int, sparsity: Double, importance: Double = 1, steps: Int,
    nonlinearity: Nonlinearity = .relu
  ) {
    self.features = features
    self.hidden = hidden
    self.sparsity = sparsity
    self.importance = importance
    self.steps = steps
    self.nonlinearity = nonlinearity
  }

  /// Trains from several starts and takes the best by its loss on one large batch, the same for all.
  ///
  /// - Complexity: O(starts · steps · n · m).
  public func best(starts: Int, seed: Seed) throws -> ToySolution {
    var best: ToySolution?
    for start in 0..<starts {
      try Task.checkCancellation()
      let solution = train(seed: seed[.point, UInt64(start)], judging: seed[.auxiliary, 0])
      if solution.loss < best?.loss ?? .infinity { best = solution }
    }
    guard let best else {
      throw LearningError.lossNotFinite(learner: "toy", step: steps)
    }
    return best
  }

  private func train(seed: Seed, judging: Seed) -> ToySolution {
    let run = ToyRun(self, capacity: Self.batchSize)
    let scale = (2 / Double(features + hidden)).squareRoot()
    for row in 0..<hidden {
      let normals = GaussianChannel.noise(
        power: 1, dimension: features, seed: seed[.dictionary, UInt64(row)])
      for (column, value) in normals.enumerated() {
        run.weights.value[row][column] = Float(scale * value)
      }
    }
    for step in 0..<steps {
      run.draw(seed[.support, UInt64(step)])
      run.differentiate()
      let rate = Self.learningRate * (1 + cos(Double.pi * Double(step) / Double(steps))) / 2
      let adam = Adam(learningRate: Float(rate), step: step + 1)
      for row in 0..<hidden { adam.update(run.weights, row: row) }
      adam.update(run.bias, row: 0)
    }
    let judge = ToyRun(self, capacity: Self.judgedCount)
    judge.weights.value.copy(from: run.weights.value)
    judge.bias.value.copy(from: run.bias.value)
    judge.draw(judging)
    return ToySolution(
      loss: judge.differentiate(),
      directions: (0..<features).map { feature in
        (0..<hidden).map { Double(run.weights.value[$0][feature]) }
      })
  }
}

/// What a toy model has learned.
public struct ToySolution: Sendable {
  /// The mean of Σ I_i (y_i - x_i)² over the batch by which starts are compared.
  public let loss: Double
  /// W_i for each feature, m numbers.
  public let directions: [[Double]]

  /// A feature counts as represented from this norm on.
  static let representedNorm = 0.5

  /// ‖W_i‖ for each feature.
  public var norms: [Double] { directions.map { Self.dot($0, $0).squareRoot() } }

  /// Features that are represented.
  public var represented: [Int] {
    norms.indices.filter { norms[$0] >= Self.representedNorm }
  }

  /// m / ‖W‖²_F.
  public var dimensionsPerFeature: Double {
    let energy = norms.reduce(0) { $0 + $1 * $1 }
    return energy > 0 ? Double(directions.first?.count ?? 0) / energy : .infinity
  }

  /// ‖W_i‖² / Σ_j (Ŵ_i·W_j)² for each represented feature: the share of a dimension that it has.
  public var dimensionalities: [Double] {
    represented.map { feature in
      let energy = Self.dot(directions[feature], directions[feature])
      let shared = directions.reduce(0) { sum, other in
        let product = Self.dot(directions[feature], other)
        return sum + product * product
      }
      return energy * energy / shared
    }
  }

  /// The smallest cosine of two represented features; nil with fewer than two.
  public var smallestCosine: Double? {
    let chosen = represented
    let norms = norms
    var smallest: Double?
    for (place, one) in chosen.enumerated() {
      for other in chosen[(place + 1)...] {
        let cosine = Self.dot(directions[one], directions[other]) / (norms[one] * norms[other])
        smallest = min(smallest ?? cosine, cosine)
      }
    }
    return smallest
  }

  /// The angles in degrees between neighbours among the represented features around the circle,
  /// ascending; empty unless m = 2 and there are two at least.
  public var gaps: [Double] {
    guard directions.first?.count == 2, represented.count >= 2 else { return [] }
    let angles = represented.map { feature in
      atan2(directions[feature][1], directions[feature][0]) * 180 / Double.pi
    }.sorted()
    return angles.indices.map { place in
      let next = place + 1 < angles.count ? angles[place + 1] : angles[0] + 360
      return next - angles[place]
    }.sorted()
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
