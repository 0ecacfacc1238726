import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import Testing

@Suite struct BenchmarkTests {
  @Test func casesAreThoseOfTheContract() {
    #expect(BenchmarkCase.all.map(\.name) == ["A", "B", "C", "D", "E"])
    #expect(BenchmarkCase.all.map(\.codewordCount) == [14, 16, 16, 18, 20].map { 1 << $0 })
    #expect(BenchmarkCase.all.map(\.sparsity) == [16, 32, 64, 64, 64])
    for name in ["mp", "omp", "omp:absolute", "bp", "amp", "sp"] {
      #expect(
        BenchmarkCase.all.map { $0.dimension(for: name) } == [300, 640, 1100, 1250, 1400])
    }
    for name in ["threshold", "threshold:map", "topk"] {
      #expect(
        BenchmarkCase.all.map { $0.dimension(for: name) } == [1000, 2200, 4600, 5200, 5800])
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
      #expect(peak > row.dictionaryBytes)
      #expect(working < peak)
    }
    let bandwidth = try #require(Benchmark.bandwidth(of: dictionary))
    #expect(bandwidth.streaming > 0 && bandwidth.oneCodeword > 0)
  }
}
