import Foundation
import SuperpositionCodes
import Testing

@testable import SuperpositionLearning

@Suite struct ToyModelTests {
  /// Five features in two dimensions, rarely on: a regular pentagon.
  @Test func pentagon() throws {
    let model = ToyModel(features: 5, hidden: 2, sparsity: 0.9, steps: 1000)
    let solution = try model.best(starts: 6, seed: Seed(1))
    #expect(solution.represented == [0, 1, 2, 3, 4])
    #expect(solution.gaps.count == 5 && abs(solution.gaps.reduce(0, +) - 360) < 1e-6)
    #expect(solution.gaps.allSatisfy { abs($0 - 72) <= 4 }, "gaps \(solution.gaps)")
    #expect(solution.norms.allSatisfy { 1.0...1.25 ~= $0 }, "norms \(solution.norms)")
    // Five features share two dimensions equally.
    #expect(solution.dimensionalities.allSatisfy { abs($0 - 0.4) < 0.02 })
  }

  /// Always on: the two most that fit, and nothing of the others. Now and then on: antipodal pairs.
  @Test func denseAndBetween() throws {
    let dense = try ToyModel(features: 5, hidden: 2, sparsity: 0, importance: 0.8, steps: 1000)
      .best(starts: 2, seed: Seed(1))
    #expect(dense.represented == [0, 1])
    let between = try ToyModel(features: 4, hidden: 2, sparsity: 0.8, steps: 1000)
      .best(starts: 3, seed: Seed(1))
    #expect(between.represented.count == 4)
    #expect((between.smallestCosine ?? 0) < -0.99)
    #expect(between.gaps.allSatisfy { abs($0 - 90) < 5 })
  }

  @Test(arguments: ToyModel.Nonlinearity.allCases)
  func gradients(nonlinearity: ToyModel.Nonlinearity) {
    let model = ToyModel(
      features: 6, hidden: 3, sparsity: 0.5, importance: 0.7, steps: 1,
      nonlinearity: nonlinearity)
    let run = ToyRun(model, capacity: 40)
    run.draw(Seed(5))
    for row in 0..<3 {
      for column in 0..<6 { run.weights.value[row][column] = Float(sin(Double(7 * row + column))) }
    }
    for column in 0..<6 { run.bias.value[0][column] = 0.1 * Float(column) - 0.2 }
    run.differentiate()
    for parameter in [run.weights, run.bias] {
      let gradient = parameter.gradient.entries
      for position in 0..<gradient.count {
        let (row, column) = (position / 6, position % 6)
        let value = parameter.value[row][column]
        let step: Float = 1e-2
        parameter.value[row][column] = value + step
        let above = run.differentiate()
        parameter.value[row][column] = value - step
        let below = run.differentiate()
        parameter.value[row][column] = value
        let slope = (above - below) / Double(2 * step)
        #expect(abs(slope - Double(gradient[position])) < 3e-3 + 0.02 * abs(slope))
      }
    }
  }

  /// The counts and angles of weights that are known.
  @Test func geometry() {
    let square = ToySolution(
      loss: 0, directions: [[1, 0], [0, 1], [-1, 0], [0, -1], [0.1, 0]])
    #expect(square.represented == [0, 1, 2, 3])
    #expect(square.gaps.count == 4 && square.gaps.allSatisfy { abs($0 - 90) < 1e-9 })
    #expect(abs((square.smallestCosine ?? 0) + 1) < 1e-12)
    #expect(abs(square.dimensionsPerFeature - 2 / 4.01) < 1e-12)
    #expect(abs(square.dimensionalities[1] - 0.5) < 1e-12)
    let alone = ToySolution(loss: 0, directions: [[1, 0, 0], [0, 0, 0]])
    #expect(alone.gaps.isEmpty && alone.smallestCosine == nil)
  }
}
