import SuperpositionCodes
import SuperpositionDecoders

/// What a training has come to, on samples held out.
public struct LearningMeasurement: Sendable {
  /// The fraction of latents that no sample held out activates.
  public let dead: Double
  /// The mean number of active latents of a sample.
  public let activeCount: Double
  /// Σ ‖x̂ - x‖² / Σ ‖x - mean‖².
  public let unexplainedVariance: Double
  /// How the learned dictionary lies to the true one; nil on activations.
  public let match: CodewordRecovery?
  /// Supports read by the learner's encoder and by each of `DictionaryReader.decoders` on its
  /// dictionary; empty on activations.
  public let readings: [ReadingCount]
}

extension Training {
  /// Measures the learner as it is now.
  ///
  /// - Parameters:
  ///   - codes: the codes it learned from; those held out have supports of another seed.
  ///   - count: codes held out.
  ///   - weak: codewords whose members are counted by themselves too.
  /// - Throws: `LearningError`, `NumericsError.notFinite`, what keeps a decoder from reading.
  /// - Complexity: O(count·M·d·k), and for each size of supports O(M·d² + d³).
  public func measure(
    on codes: CodeSource, heldOut count: Int = 4096, weak: [Int] = [], workers: Int = 1
  ) async throws -> LearningMeasurement {
    let source = try codes.heldOut(seed: settings.seed[.auxiliary, 1])
    let match = try CodewordRecovery(learned: engine.dictionary, truth: codes.codewords)
    let names = match.codewords(latentCount: settings.latentCount)
    let weak = Set(weak)
    var encoder = ReadingCount(reader: ReadingCount.encoder)
    let sums = await readHeldOut(count, source: source, workers: workers) { number, answers in
      encoder.add(latents: answers, names: names, sent: source.support(number), weak: weak)
    }
    let readings = try await read(count, source: source, names: names, weak: weak, workers: workers)
    return LearningMeasurement(
      dead: sums.dead, activeCount: sums.activeCount,
      unexplainedVariance: sums.unexplainedVariance, match: match, readings: [encoder] + readings)
  }

  /// Measures the learner on rows of activations spread evenly over the file, all of them if `count`
  /// is as large; no code is held out, since the truth is not known.
  public func measure(
    on activations: ActivationSource, heldOut count: Int = 4096, workers: Int = 1
  ) async throws -> LearningMeasurement {
    let spread = SpreadSource(activations: activations, count: min(count, activations.count))
    let sums = await readHeldOut(spread.count, source: spread, workers: workers) { _, _ in }
    return LearningMeasurement(
      dead: sums.dead, activeCount: sums.activeCount,
      unexplainedVariance: sums.unexplainedVariance, match: nil, readings: [])
  }

  private typealias EncoderSums = (dead: Double, activeCount: Double, unexplainedVariance: Double)

  private func readHeldOut(
    _ count: Int, source: any SampleSource, workers: Int,
    answer: (_ number: UInt64, _ latents: [Int]) -> Void
  ) async -> EncoderSums {
    var fired = [Bool](repeating: false, count: settings.latentCount)
    var active = 0
    var energy = 0.0
    var done = 0
    while done < count {
      let first = Self.firstHeldOut + UInt64(done)
      let size = min(settings.batchSize, count - done)
      let reading = await engine.read(first, count: size, source: source, workers: workers)
      energy += reading.energies.reduce(0, +)
      for sample in 0..<size {
        active += reading.active[sample].count
        for latent in reading.active[sample] { fired[latent] = true }
        answer(first + UInt64(sample), reading.answers[sample])
      }
      done += size
    }
    let total = Self.variance(of: source, first: Self.firstHeldOut, count: count)
    return (
      dead: Double(fired.count { !$0 }) / Double(fired.count),
      activeCount: Double(active) / Double(count),
      unexplainedVariance: total > 0 ? energy / total : 0
    )
  }

  /// Σ ‖x - mean‖².
  private static func variance(of source: any SampleSource, first: UInt64, count: Int) -> Double {
    var sums = [Double](repeating: 0, count: source.dimension)
    var squares = sums
    let row = FloatMatrix(1, source.dimension)
    for number in 0..<count {
      source.write(first + UInt64(number), to: row[0])
      for position in sums.indices {
        let value = Double(row[0][position])
        sums[position] += value
        squares[position] += value * value
      }
    }
    return zip(sums, squares).reduce(0) { $0 + $1.1 - $1.0 * $1.0 / Double(count) }
  }

  /// Reads the codes held out with every decoder on the learned dictionary.
  private func read(
    _ count: Int, source: CodeSource, names: [Int?], weak: Set<Int>, workers: Int
  ) async throws -> [ReadingCount] {
    let numbers = (0..<count).map { Self.firstHeldOut + UInt64($0) }
    let bySize = Dictionary(grouping: numbers) { source.memberCount($0) ?? settings.sparsity }
    let reader = DictionaryReader(engine.dictionary)
    var readings: [ReadingCount] = []
    for decoder in DictionaryReader.decoders {
      var reading = ReadingCount(reader: decoder.name)
      // A decoder is made ready for one size at a time: each holds a dictionary of its own.
      for (size, numbers) in bySize.sorted(by: { $0.key < $1.key }) {
        let answers = try await reader.read(
          numbers, of: source.code, size: size, by: decoder, workers: workers)
        for (number, latents) in zip(numbers, answers) {
          reading.add(latents: latents, names: names, sent: source.support(number), weak: weak)
        }
      }
      readings.append(reading)
    }
    return readings
  }
}
