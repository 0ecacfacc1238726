import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import Testing

@Suite struct BenchmarkTests {
  @Test func casesAreThoseOfTheContract() {
    #expect(BenchmarkCase.random.map(\.name) == ["A", "B", "C", "D", "E"])
    #expect(BenchmarkCase.random.map(\.codewordCount) == [14, 16, 16, 18, 20].map { 1 << $0 })
    #expect(BenchmarkCase.random.map(\.sparsity) == [16, 32, 64, 64, 64])
    for name in ["mp", "omp", "omp:absolute", "bp", "amp", "sp"] {
      #expect(
        BenchmarkCase.random.map { $0.dimension(for: name) } == [300, 640, 1100, 1250, 1400])
    }
    for name in ["threshold", "threshold:map", "topk"] {
      #expect(
        BenchmarkCase.random.map { $0.dimension(for: name) } == [1000, 2200, 4600, 5200, 5800])
    }
  }

  @Test func measuresTimeSuccessAndMemory() async throws {
    let benchmark = Benchmark(seed: Seed(1), effort: .runs(5))
    let small = try #require(BenchmarkCase.all.first)
    let dictionary = try await benchmark.dictionary(small, dimension: 300, workers: 2)
    let row = try await benchmark.measure(
      MatchingPursuitDecoder(), case: small, dictionary: dictionary, batch: 4, workers: 2)
    #expect(row.milliseconds.count == 5)
    #expect(row.milliseconds == row.milliseconds.sorted())
    #expect(row.milliseconds.allSatisfy { $0 > 0 })
    #expect(row.median == row.milliseconds[2])
    // About one in five hundred codes fails here.
    #expect(row.success >= 0.8)
    #expect(row.dictionaryBytes == (1 << 14) * 38)
    if let peak = row.peakBytes, let working = row.workingBytes {
      #expect(peak > row.dictionaryBytes ?? .max)
      #expect(working < peak)
    }
    let bandwidth = try #require(Benchmark.bandwidth(of: dictionary))
    #expect(bandwidth.streaming > 0 && bandwidth.oneCodeword > 0)
  }

  /// Designed dictionaries are measured as plain ones are, also where none of them is stored.
  @Test(arguments: ["amp", "topk", "syndrome", "topk+syndrome"])
  func measuresDesignedDictionaries(name: String) async throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let ensemble: Ensemble = decoder.ensembles.contains(.staircase) ? .staircase : .bch
    let small = BenchmarkCase(
      codewordCount: 1 << 10, sparsity: 8, dimension: 200, ensemble: ensemble)
    let benchmark = Benchmark(seed: Seed(1), effort: .runs(3))
    let dictionary = try await benchmark.dictionary(small, dimension: 200, workers: 1)
    let row = try await benchmark.measure(
      decoder, case: small, dictionary: dictionary, batch: 4, workers: 1)
    #expect(row.milliseconds.count == 3)
    if name != "topk" { #expect(row.success >= 0.9) }
    let bytes = try #require(row.dictionaryBytes)
    #expect(bytes > 0 && bytes <= (1 << 10) * 26)
  }

  @Test func algebraNeedsNoDictionary() async throws {
    let huge = try #require(BenchmarkCase.designed.first { $0.codewordCount == 1 << 60 })
    let benchmark = Benchmark(seed: Seed(1), effort: .runs(1))
    let dictionary = try await benchmark.dictionary(huge, dimension: 15360, workers: 1)
    let row = try await benchmark.measure(
      SyndromeDecoder(), case: huge, dictionary: dictionary, batch: 1, workers: 1)
    #expect(row.success == 1 && row.dictionaryBytes == nil)
  }
}
