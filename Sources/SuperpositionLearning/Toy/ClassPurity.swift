import SuperpositionCodes

/// How much of what a unit does belongs to one class: the largest of its mean activations by class over
/// their sum, of the units that are ever above 0.1.
public struct ClassPurity: Sendable {
  /// A unit that is never above this is dead.
  private static let least: Float = 0.1

  /// The purities of live units, ascending.
  public let values: [Double]

  /// The purities of some units.
  ///
  /// - Parameter activities: a row for each point of a `ToyClassifier`, a column for each unit, none
  ///   negative.
  init(of activities: FloatMatrix) {
    let size = ToyClassifier.pointsPerClass
    values = (0..<activities.columnCount).compactMap { unit in
      var sums = [Double](repeating: 0, count: ToyClassifier.classCount)
      var isAlive = false
      for row in 0..<activities.rowCount {
        let activity = activities[row][unit]
        sums[row / size] += Double(activity)
        isAlive = isAlive || activity > Self.least
      }
      return isAlive ? (sums.max() ?? 0) / sums.reduce(0, +) : nil
    }.sorted()
  }

  /// Units that are alive.
  public var aliveCount: Int { values.count }

  /// Their mean purity; nil if there are none.
  public var mean: Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Their median purity.
  public var median: Double? {
    guard !values.isEmpty else { return nil }
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
  }
}

/// Purities of a classifier's neurons, of what a learner makes of them, and of random directions.
public struct PurityMeasurement: Sendable {
  /// Of the neurons themselves.
  public let neurons: ClassPurity
  /// Of the learner's latents.
  public let latents: ClassPurity
  /// Of as many random directions, ReLU(⟨h - mean, g⟩) with g uniform on the sphere: what latents that
  /// nothing was learned of have.
  public let directions: ClassPurity
  /// The mean number of active latents of a point.
  public let activeCount: Double
  /// Σ ‖x̂ - x‖² / Σ ‖x - mean‖².
  public let unexplainedVariance: Double
  /// The fraction of points that the classifier classifies rightly.
  public let accuracy: Double

  /// Trains a learner on the neurons of a classifier and measures it on all points.
  ///
  /// - Parameter settings: their seed is that of the classifier too.
  /// - Throws: `LearningError` for a learner without an encoder; as `Training`.
  public init(
    of learner: Learner, settings: LearningSettings, workers: Int = 1
  ) async throws {
    let classifier = ToyClassifier(seed: settings.seed[.dictionary, 0])
    let source = try classifier.source(seed: settings.seed[.support, 0])
    let training = try Training(learner, on: source, settings: settings)
    guard let engine = training.engine as? GradientEngine, engine.rule.hasEncoder else {
      throw LearningError.wrongInput("'\(learner.name)' has no encoder")
    }
    try await training.run(steps: 0..<settings.steps, workers: workers)
    let points = classifier.activations
    let activities = await engine.activities(
      of: SpreadSource(activations: source, count: points.rowCount), count: points.rowCount,
      workers: workers)
    neurons = ClassPurity(of: points)
    latents = ClassPurity(of: activities)
    directions = ClassPurity(
      of: Self.randomActivities(
        points, count: settings.latentCount, seed: settings.seed[.auxiliary, 2]))
    let active = (0..<points.rowCount).reduce(0) { sum, row in
      sum + (0..<settings.latentCount).count { activities[row][$0] > 0 }
    }
    activeCount = Double(active) / Double(points.rowCount)
    unexplainedVariance =
      try await training.measure(on: source, heldOut: points.rowCount, workers: workers)
      .unexplainedVariance
    accuracy = classifier.accuracy
  }

  private static func randomActivities(
    _ points: FloatMatrix, count: Int, seed: Seed
  ) -> FloatMatrix {
    let mean = FloatMatrix(1, points.columnCount)
    for row in 0..<points.rowCount {
      Row.add(1 / Float(points.rowCount), points[row], to: mean[0], mean.stride)
    }
    let activities = FloatMatrix(points.rowCount, count)
    let centred = FloatMatrix(1, points.columnCount)
    let direction = FloatMatrix(1, points.columnCount)
    for unit in 0..<count {
      let normals = GaussianChannel.noise(
        power: 1, dimension: points.columnCount, seed: seed[.dictionary, UInt64(unit)])
      for (place, value) in normals.enumerated() { direction[0][place] = Float(value) }
      Row.normalize(direction[0], direction.stride)
      for row in 0..<points.rowCount {
        centred[0].update(from: points[row], count: points.stride)
        Row.add(-1, mean[0], to: centred[0], mean.stride)
        activities[row][unit] = max(0, Row.dot(centred[0], direction[0], direction.stride))
      }
    }
    return activities
  }
}
