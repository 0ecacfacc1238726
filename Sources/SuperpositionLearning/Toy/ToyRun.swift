import Foundation
import SuperpositionCodes
import SuperpositionNumerics

/// The arrays of a toy model on a batch: samples, outputs, gradients.
final class ToyRun {
  /// W, m rows of n.
  let weights: Parameter
  /// b.
  let bias: Parameter
  private let model: ToyModel
  private let importances: [Float]
  private let samples: FloatMatrix
  private let hidden: FloatMatrix
  private let outputs: FloatMatrix
  private let pulls: FloatMatrix

  init(_ model: ToyModel, capacity: Int) {
    self.model = model
    weights = Parameter("W", model.hidden, model.features)
    bias = Parameter("b", 1, model.features)
    importances = (0..<model.features).map { Float(pow(model.importance, Double($0))) }
    samples = FloatMatrix(capacity, model.features)
    hidden = FloatMatrix(capacity, model.hidden)
    outputs = FloatMatrix(capacity, model.features)
    pulls = FloatMatrix(capacity, model.hidden)
  }

  /// Draws a batch: one uniform number says whether a feature is on, and how much.
  func draw(_ seed: Seed) {
    var generator = CounterBasedGenerator(seed)
    let density = 1 - model.sparsity
    for row in 0..<samples.rowCount {
      for feature in 0..<model.features {
        let number = generator.uniform()
        samples[row][feature] = number < density ? Float(number / density) : 0
      }
    }
  }

  /// Writes the gradients of the batch's mean loss.
  ///
  /// - Returns: the loss.
  @discardableResult
  func differentiate() -> Double {
    let count = samples.rowCount
    multiply(.no, .yes, samples, weights.value, into: hidden, inner: model.features)
    multiply(.no, .no, hidden, weights.value, into: outputs, inner: model.hidden)
    bias.gradient.clear()
    var loss = 0.0
    for row in 0..<count {
      let output = outputs[row]
      for feature in 0..<model.features {
        let sum = output[feature] + bias.value[0][feature]
        let isPassed = model.nonlinearity == .none || sum > 0
        let error = (isPassed ? sum : 0) - samples[row][feature]
        loss += Double(importances[feature] * error * error)
        // From here on the row holds the loss's slope in the sum.
        output[feature] = isPassed ? 2 * importances[feature] * error / Float(count) : 0
        bias.gradient[0][feature] += output[feature]
      }
    }
    multiply(.no, .yes, outputs, weights.value, into: pulls, inner: model.features)
    multiply(.yes, .no, hidden, outputs, into: weights.gradient, inner: count)
    multiply(.yes, .no, pulls, samples, into: weights.gradient, inner: count, keeping: 1)
    return loss / Double(count)
  }

  private func multiply(
    _ leftOrder: BLAS.Transpose, _ rightOrder: BLAS.Transpose, _ left: FloatMatrix,
    _ right: FloatMatrix, into product: FloatMatrix, inner: Int, keeping: Float = 0
  ) {
    BLAS.gemm(
      leftOrder, rightOrder, m: product.rowCount, n: product.columnCount, k: inner, left.values,
      lda: left.stride, right.values, ldb: right.stride, beta: keeping, product.values,
      ldc: product.stride)
  }
}
