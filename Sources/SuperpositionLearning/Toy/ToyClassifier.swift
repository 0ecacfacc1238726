import Foundation
import SuperpositionCodes
import SuperpositionNumerics

/// The classifier of tutorials on sparse autoencoders, whose hidden neurons the autoencoder is to take
/// apart: eight well separated clusters in 20 dimensions, 16 hidden ReLU neurons, 500 steps of gradient
/// descent on all points.
///
/// Centres are 3·N(0, 1), points lie 0.8·N(0, 1) around them, weights start as He's.
public struct ToyClassifier: Sendable {
  /// Classes.
  public static let classCount = 8
  /// Points of each class.
  public static let pointsPerClass = 200
  /// Hidden neurons.
  public static let neuronCount = 16
  private static let inputCount = 20
  private static let steps = 500
  private static let rate: Float = 0.01

  /// Activations of the hidden neurons, a row for each point, class by class.
  let activations: FloatMatrix
  /// The fraction of points that it classifies rightly.
  public let accuracy: Double

  /// A classifier, trained.
  public init(seed: Seed) {
    let classes = Self.classCount
    let count = classes * Self.pointsPerClass
    let centres = Self.normals(classes, Self.inputCount, scale: 3, seed: seed[.dictionary, 0])
    let points = Self.normals(count, Self.inputCount, scale: 0.8, seed: seed[.noise, 0])
    for row in 0..<count {
      Row.add(1, centres[row / Self.pointsPerClass], to: points[row], points.stride)
    }
    // Rows are neurons, and classes.
    let first = Self.normals(
      Self.neuronCount, Self.inputCount, scale: (2 / Double(Self.inputCount)).squareRoot(),
      seed: seed[.members, 0])
    let second = Self.normals(
      classes, Self.neuronCount, scale: (2 / Double(Self.neuronCount)).squareRoot(),
      seed: seed[.members, 1])
    let firstBias = FloatMatrix(1, Self.neuronCount)
    let secondBias = FloatMatrix(1, classes)
    let hidden = FloatMatrix(count, Self.neuronCount)
    let outputs = FloatMatrix(count, classes)
    let pulls = FloatMatrix(count, Self.neuronCount)
    let firstSlopes = FloatMatrix(Self.neuronCount, Self.inputCount)
    let secondSlopes = FloatMatrix(classes, Self.neuronCount)
    for _ in 0..<Self.steps {
      Self.activate(points, first, firstBias, into: hidden)
      Self.multiply(.no, .yes, hidden, second, into: outputs)
      for row in 0..<count { Self.differentiate(outputs[row], bias: secondBias[0], row: row) }
      Self.multiply(.no, .no, outputs, second, into: pulls)
      for row in 0..<count {
        for neuron in 0..<Self.neuronCount where hidden[row][neuron] <= 0 { pulls[row][neuron] = 0 }
      }
      Self.multiply(.yes, .no, outputs, hidden, into: secondSlopes)
      Self.multiply(.yes, .no, pulls, points, into: firstSlopes)
      let factor = -Self.rate / Float(count)
      for (slopes, weights) in [(firstSlopes, first), (secondSlopes, second)] {
        for row in 0..<weights.rowCount {
          Row.add(factor, slopes[row], to: weights[row], weights.stride)
        }
      }
      for row in 0..<count {
        Row.add(factor, pulls[row], to: firstBias[0], firstBias.stride)
        Row.add(factor, outputs[row], to: secondBias[0], secondBias.stride)
      }
    }
    Self.activate(points, first, firstBias, into: hidden)
    activations = hidden
    Self.multiply(.no, .yes, hidden, second, into: outputs)
    let right = (0..<count).count { row in
      let scores = (0..<classes).map { outputs[row][$0] + secondBias[0][$0] }
      return scores.indices.max { scores[$0] < scores[$1] } == row / Self.pointsPerClass
    }
    accuracy = Double(right) / Double(count)
  }

  /// The activations as samples to learn from.
  public func source(seed: Seed) throws(LearningError) -> ActivationSource {
    try ActivationSource(activations.entries, dimension: Self.neuronCount, seed: seed)
  }

  private static func normals(
    _ rows: Int, _ columns: Int, scale: Double, seed: Seed
  ) -> FloatMatrix {
    let numbers = GaussianChannel.noise(power: scale * scale, dimension: rows * columns, seed: seed)
    return FloatMatrix(rows, columns, numbers.map(Float.init))
  }

  private static func activate(
    _ points: FloatMatrix, _ weights: FloatMatrix, _ bias: FloatMatrix, into hidden: FloatMatrix
  ) {
    multiply(.no, .yes, points, weights, into: hidden)
    for row in 0..<hidden.rowCount {
      for neuron in 0..<hidden.columnCount {
        hidden[row][neuron] = max(0, hidden[row][neuron] + bias[0][neuron])
      }
    }
  }

  /// Scores to slopes of the cross entropy: probabilities, less one for the class that is right.
  private static func differentiate(
    _ scores: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>, row: Int
  ) {
    var largest = -Float.infinity
    for label in 0..<classCount {
      scores[label] += bias[label]
      largest = max(largest, scores[label])
    }
    var sum: Float = 0
    for label in 0..<classCount {
      scores[label] = exp(scores[label] - largest)
      sum += scores[label]
    }
    for label in 0..<classCount { scores[label] /= sum }
    scores[row / pointsPerClass] -= 1
  }

  private static func multiply(
    _ leftOrder: BLAS.Transpose, _ rightOrder: BLAS.Transpose, _ left: FloatMatrix,
    _ right: FloatMatrix, into product: FloatMatrix
  ) {
    let inner = leftOrder == .no ? left.columnCount : left.rowCount
    BLAS.gemm(
      leftOrder, rightOrder, m: product.rowCount, n: product.columnCount, k: inner, left.values,
      lda: left.stride, right.values, ldb: right.stride, product.values, ldc: product.stride)
  }
}
