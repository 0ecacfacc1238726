import CSuperpositionKernels
import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SystemMemory

/// The speed of a decoder at one case: wall time per code, success beside it, memory.
public struct Benchmark: Sendable {
  /// How long to measure.
  public enum Effort: Sendable {
    /// So many timed runs.
    case runs(Int)
    /// At least three timed runs, and on until this many seconds are spent; but after one run no
    /// more once four times as many are.
    case seconds(Double)
  }

  /// What was measured.
  public struct Row: Sendable {
    /// The case.
    public let benchmarkCase: BenchmarkCase
    /// d.
    public let dimension: Int
    /// The decoder with its options.
    public let decoder: String
    /// Codes decoded together.
    public let batch: Int
    /// Workers that shared a batch.
    public let workers: Int
    /// Milliseconds per code of every timed run, ascending.
    public let milliseconds: [Double]
    /// The fraction of codes whose support was recovered exactly.
    public let success: Double
    /// The most memory that the process had resident while decoding, in bytes; nil if the system
    /// does not tell.
    public let peakBytes: Int?
    /// What of it came on top of the dictionary and the process before decoding.
    public let workingBytes: Int?
    /// The packed dictionary, in bytes; nil where it is made as it is read.
    public let dictionaryBytes: Int?

    /// The median time per code.
    public var median: Double {
      let middle = milliseconds.count / 2
      return milliseconds.count % 2 == 1
        ? milliseconds[middle] : (milliseconds[middle - 1] + milliseconds[middle]) / 2
    }
  }

  /// How fast the dictionary is read, in bytes a second.
  public struct Bandwidth: Sendable {
    /// Reading it and nothing else.
    public let streaming: Double
    /// One codeword against all of it.
    public let oneCodeword: Double
  }

  private let root: Seed
  private let effort: Effort

  /// A benchmark.
  public init(seed: Seed, effort: Effort) {
    root = seed
    self.effort = effort
  }

  /// The dictionary of a case, of which the first `dimension` coordinates are used; made as it is read
  /// where memory does not hold it.
  public func dictionary(
    _ benchmarkCase: BenchmarkCase, dimension: Int, workers: Int
  ) async throws -> any Codebook {
    let bytes = benchmarkCase.ensemble.byteCount(
      codewordCount: benchmarkCase.codewordCount, dimension: dimension)
    return try await benchmarkCase.ensemble.makeCodebook(
      seed: root[.dictionary, UInt64(benchmarkCase.codewordCount)],
      codewordCount: benchmarkCase.codewordCount, dimension: dimension,
      model: SignalModel(sparsity: benchmarkCase.sparsity),
      residence: MemoryBudget.allows(bytes) ? .stored : .generatedIfPossible, workers: workers)
  }

  /// Measures one decoder.
  ///
  /// Every run decodes new codes; drawing and encoding them is not in the time. A first decode is
  /// spent to warm up.
  ///
  /// - Throws: What the decoder throws; `CancellationError`.
  public func measure(
    _ decoder: any Decoder, case benchmarkCase: BenchmarkCase, dictionary: any Codebook,
    batch: Int, workers: Int
  ) async throws -> Row {
    precondition(batch >= 1 && workers >= 1)
    let prepared = try decoder.prepared(
      for: dictionary, model: SignalModel(sparsity: benchmarkCase.sparsity))
    let warmUp = try codes(benchmarkCase, dictionary: dictionary, batch: batch, run: 0)
    ProcessMemory.releaseUnused()
    let isPeakKnown = ProcessMemory.resetPeak()
    let before = ProcessMemory.resident

    let clock = ContinuousClock()
    let limit: Double
    switch effort {
    case .runs: limit = .infinity
    case .seconds(let seconds): limit = seconds
    }
    let first = try clock.measure {
      _ = try prepared.decode([warmUp.codes[0]])
    }
    // The rest of the batch touches the rest of the memory, unless it takes too long.
    if batch > 1 && first.seconds * Double(batch) <= limit {
      _ = try await prepared.decode(warmUp.codes, workers: workers)
    }

    var times: [Double] = []
    var spent = 0.0
    var recovered = 0
    while !isEnough(runs: times.count, spent: spent) {
      try Task.checkCancellation()
      let sent = try codes(
        benchmarkCase, dictionary: dictionary, batch: batch, run: times.count + 1)
      var decodings: [Decoding] = []
      let duration = try await clock.measure {
        decodings = try await prepared.decode(sent.codes, workers: workers)
      }
      times.append(duration.seconds * 1000 / Double(batch))
      spent += duration.seconds
      for (decoding, support) in zip(decodings, sent.supports)
      where decoding.converged && decoding.support == support {
        recovered += 1
      }
    }
    let peak = isPeakKnown ? ProcessMemory.peak : nil
    return Row(
      benchmarkCase: benchmarkCase, dimension: dictionary.dimension, decoder: decoder.name,
      batch: batch, workers: workers, milliseconds: times.sorted(),
      success: Double(recovered) / Double(times.count * batch), peakBytes: peak,
      workingBytes: peak.flatMap { peak in before.map { max(0, peak - $0) } },
      dictionaryBytes: Self.byteCount(of: dictionary))
  }

  private func isEnough(runs: Int, spent: Double) -> Bool {
    switch effort {
    case .runs(let count): runs >= count
    case .seconds(let seconds):
      (runs >= 3 && spent >= seconds) || (runs >= 1 && spent >= 4 * seconds)
    }
  }

  private static func byteCount(of dictionary: any Codebook) -> Int? {
    if let staircase = dictionary as? StaircaseDictionary {
      return Int(
        StaircaseDictionary.byteCount(
          codewordCount: staircase.codewordCount, heights: staircase.heights))
    }
    return Int(
      exactly: dictionary.ensemble.byteCount(
        codewordCount: dictionary.codewordCount, dimension: dictionary.dimension))
  }

  private func codes(
    _ benchmarkCase: BenchmarkCase, dictionary: any Codebook, batch: Int, run: Int
  ) throws -> (codes: [ReceivedCode], supports: [Support]) {
    let supports = (0..<batch).map { member in
      var generator = CounterBasedGenerator(
        root[.support, [UInt64(benchmarkCase.codewordCount), UInt64(run), UInt64(member)]])
      return Support.random(
        sparsity: benchmarkCase.sparsity, codewordCount: benchmarkCase.codewordCount,
        using: &generator)
    }
    return (try supports.map { ReceivedCode(try dictionary.encode(Signal($0))) }, supports)
  }

  /// Measures how fast a stored dictionary of signs is read, the best of several passes; nil for others.
  public static func bandwidth(of codebook: any Codebook) -> Bandwidth? {
    guard let dictionary = codebook as? any SignCodebook else { return nil }
    let clock = ContinuousClock()
    var streaming = Double.infinity
    var oneCodeword = Double.infinity
    let query = dictionary.codeword(0)
    var bytes = 0
    let passes = 7
    dictionary.forEachChunk(tilesPerChunk: dictionary.tileCount) { chunk in
      bytes = chunk.tileCount * chunk.tileStride
      var products = [Int32](repeating: 0, count: 4096)
      let part = products.count / TileChunk.width
      var sum: UInt64 = 0
      for _ in 0..<passes {
        streaming = min(
          streaming, clock.measure { sum ^= superpose_read_sum(chunk.tiles, bytes) }.seconds)
        let duration = clock.measure {
          for piece in chunk.parts(tileCount: part) {
            superpose_inner_products(
              piece.tiles, piece.tileStride, piece.tileCount, dictionary.dimension, query,
              query.count, 1, &products, products.count)
          }
        }
        oneCodeword = min(oneCodeword, duration.seconds)
      }
      // Keeps the reads from being optimised away.
      withExtendedLifetime(sum) {}
    }
    return Bandwidth(
      streaming: Double(bytes) / streaming, oneCodeword: Double(bytes) / oneCodeword)
  }
}

extension Duration {
  /// The duration in seconds.
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
