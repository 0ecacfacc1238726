import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import Testing

@testable import SuperpositionEstimation

@Suite("Random signs written to a file are the same dictionary")
struct SameSupportsTests {
  /// Decoders that read both, whatever they are called, but for programs of one's own.
  static let names = DecoderCatalog.families.flatMap(\.exampleNames).filter { name in
    guard let decoder = try? DecoderCatalog.decoder(named: name) else { return false }
    return decoder.ensembles.isSuperset(of: [.rademacher, .file])
      && (DecoderCatalog.family(of: name)?.runsPrograms ?? false) == false
  }

  /// Integers are exact in single precision, so that supports are the same where nothing is rounded:
  /// below and above the threshold.
  @Test("decoder by decoder, with unit coefficients", arguments: names)
  func supports(name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let sparsity = decoder.covers(sparsity: 2) ? 4 : 1
    let path = FileManager.default.temporaryDirectory
      .appending(path: "superpose-\(UUID().uuidString).npy").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for dimension in [40, 96] {
      let signs = try RademacherDictionary(
        seed: Seed(11), codewordCount: 200, dimension: dimension)
      let entries = (0..<200).flatMap { signs.entries(ofCodeword: $0) }
      try Data(NPYFormat.encoded(entries, rows: 200, columns: dimension))
        .write(to: URL(fileURLWithPath: path))
      let file = try DictionarySource(reading: DictionaryFile(path: path)).prepared().codebook
      var generator = CounterBasedGenerator(Seed(12))
      for _ in 0..<12 {
        let signal = Signal(
          Support.random(sparsity: sparsity, codewordCount: 200, using: &generator))
        let code = try signs.encode(signal)
        let real = try file.encode(signal)
        #expect(ReceivedCode(code).realCoordinates == ReceivedCode(real).realCoordinates)
        let packed = try decoder.decode(ReceivedCode(code), sparsity: sparsity, codebook: signs)
        let dense = try decoder.decode(ReceivedCode(real), sparsity: sparsity, codebook: file)
        #expect(packed.support == dense.support, "\(name), d = \(dimension)")
      }
    }
  }
}
