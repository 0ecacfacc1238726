import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import Testing

@testable import SuperpositionEstimation

@Suite("A file's dictionary shared by all trials")
struct DictionarySourceTests {
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "superpose-\(UUID().uuidString).npy").path

  /// Writes rows of normal numbers with a common mean, so that centring matters.
  private func write(seed: UInt64, count: Int = 60, dimension: Int = 24) throws {
    let rows = (0..<count).map { row in
      GaussianChannel.noise(
        power: Double(1 + row % 3), dimension: dimension, seed: Seed(seed)[.auxiliary, UInt64(row)]
      ).enumerated().map { $1 + ($0 < 4 ? 2 : 0) }
    }
    try Data(NPYFormat.encoded(rows.flatMap { $0 }, rows: count, columns: dimension)).write(
      to: URL(fileURLWithPath: path))
  }

  private func simulation(_ source: DictionarySource, noise: Double = 0) throws -> Simulation {
    try Simulation(
      decoder: TopKDecoder(),
      setting: CodeSetting(
        ensemble: .file(source.file), codewordCount: source.contents.codewordCount, sparsity: 2,
        noisePower: noise, dictionary: source), pointSeed: Seed(5))
  }

  @Test("a file that is replaced, or goes, during a run is bad data; one that is touched is not")
  func changes() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(seed: 1)
    let source = try DictionarySource(reading: DictionaryFile(path: path))
    let simulation = try simulation(source)
    let first = try await simulation.run(trials: 0..<40, dimension: 24)
    try write(seed: 1)
    #expect(try await simulation.run(trials: 0..<40, dimension: 24) == first)
    try write(seed: 2)
    await #expect {
      try await simulation.run(trials: 0..<40, dimension: 24)
    } throws: {
      ($0 as? DictionaryFileError)?.kind == .badData
    }
    try FileManager.default.removeItem(atPath: path)
    await #expect {
      try await simulation.run(trials: 0..<40, dimension: 24)
    } throws: {
      ($0 as? DictionaryFileError)?.kind == .badData
    }
  }

  @Test("known contents are held against the file when it is read")
  func knownContents() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(seed: 1)
    let file = DictionaryFile(path: path)
    let contents = try DictionarySource(reading: file).contents
    #expect(try DictionarySource(file, contents: contents).prepared().rows.count == 60)
    try write(seed: 2)
    let source = DictionarySource(file, contents: contents)
    #expect {
      try source.prepared()
    } throws: {
      ($0 as? DictionaryFileError)?.kind == .badData
    }
  }

  @Test("the sum of transformed codewords is the transformed code, with noise too")
  func transformedCodes() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(seed: 1)
    let file = DictionaryFile(path: path)
    let plain = try DictionarySource(reading: file)
    let whitened = try DictionarySource(reading: file, center: true, whiten: true)
    for noise in [0, 0.3] {
      let raw = try simulation(plain, noise: noise)
      let seen = try simulation(whitened, noise: noise)
      let prepared = try whitened.prepared()
      for trial in 0..<5 {
        let code = try raw.receive(trial: trial, on: plain.prepared())
        let expected = prepared.transform.transformed(
          code: code.realCoordinates, coefficientSum: 2)
        let found = try seen.receive(trial: trial, on: prepared)
        for (one, other) in zip(found.realCoordinates, expected) {
          #expect(abs(one - other) < 1e-4)
        }
        #expect(code.noisePower == noise * (try plain.prepared().codewordPower))
        #expect(found.noisePower == prepared.noisePower(noise))
      }
    }
  }

  @Test("whitened codewords have the identity as second moment")
  func whitened() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(seed: 1, count: 200, dimension: 6)
    let book = try DictionarySource(
      reading: DictionaryFile(path: path), center: true, whiten: true
    ).prepared().codebook
    for row in 0..<6 {
      for column in 0..<6 {
        let moment =
          (0..<200).reduce(0.0) {
            $0 + Double(book.entries[$1 * 6 + row]) * Double(book.entries[$1 * 6 + column])
          } / 200
        #expect(abs(moment - (row == column ? 1 : 0)) < 1e-4)
      }
    }
  }

  @Test("trials are independent: the exact binomial interval")
  func interval() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(seed: 1)
    let simulation = try simulation(try DictionarySource(reading: DictionaryFile(path: path)))
    let sums = try await simulation.run(trials: 0..<100, dimension: 24, workers: 2)
    #expect(sums == (try await simulation.run(trials: 0..<100, dimension: 24)))
    #expect(sums.trials == 100 && sums.clusters == 100)
    let estimate = try simulation.successEstimate(sums)
    let exact = try Estimate.clopperPearson(
      successes: Double(sums.successes), trials: 100, value: Double(sums.successes) / 100,
      confidence: 0.95)
    #expect(estimate == exact)
  }
}
