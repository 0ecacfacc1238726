import SuperpositionCodes
import Testing

/// Every dictionary against its own entries written out.
@Suite struct CodebookTests {
  static let count = 150
  static let dimension = 37

  private func dictionaries() throws -> [any Codebook] {
    let stored = try RademacherDictionary(
      seed: Seed(4), codewordCount: Self.count, dimension: Self.dimension)
    let longer = try RademacherDictionary(
      seed: Seed(4), codewordCount: Self.count, dimension: 3 * Self.dimension)
    return [
      stored, longer.truncated(to: Self.dimension),
      try RademacherDictionary(
        seed: Seed(4), codewordCount: Self.count, dimension: Self.dimension,
        residence: .generated),
      try PackedCodebook(
        ensemble: .rademacher, codewordCount: Self.count, dimension: Self.dimension
      ) { stored.copyCodeword(Self.count - 1 - $0, to: $1) },
      try DenseCodebook(
        ensemble: .gaussian, seed: Seed(4), codewordCount: Self.count,
        dimension: Self.dimension),
      try DenseCodebook(
        ensemble: .sphere, seed: Seed(4), codewordCount: Self.count, dimension: Self.dimension),
    ]
  }

  @Test func operationsAreThoseOfTheEntries() throws {
    var generator = CounterBasedGenerator(Seed(8))
    for dictionary in try dictionaries() {
      let rows = (0..<Self.count).map { dictionary.entries(ofCodeword: $0) }
      #expect(rows.allSatisfy { $0.count == Self.dimension })
      let norms = rows.map { $0.reduce(0) { $0 + $1 * $1 } }
      for (norm, squared) in zip(norms, dictionary.squaredNorms()) {
        #expect(abs(norm - squared) < 1e-9)
        if let common = dictionary.commonSquaredNorm { #expect(common == squared) }
      }
      let vectors = (0..<3).map { _ in (0..<Self.dimension).map { _ in generator.uniform() } }
      var seen = [0, 0, 0]
      dictionary.forEachCorrelation(vectors) { vector, first, values in
        #expect(first == seen[vector])
        seen[vector] += values.count
        for (offset, value) in values.enumerated() {
          let plain = zip(rows[first + offset], vectors[vector]).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(abs(value - plain) < 1e-10)
        }
      }
      #expect(seen == [Self.count, Self.count, Self.count])
      let support = Support([0, 63, 64, 149])
      let weights = [0.5, -2, 1, 3.25]
      let code = try dictionary.encode(Signal(support, coefficients: weights))
      let plain = (0..<Self.dimension).map { coordinate in
        zip(support, weights).reduce(0) { $0 + $1.1 * rows[$1.0][coordinate] }
      }
      for (value, expected) in zip(ReceivedCode(code).realCoordinates, plain) {
        #expect(abs(value - expected) < 1e-10)
      }
      let ones = try dictionary.encode(Signal(support))
      for (coordinate, value) in ReceivedCode(ones).realCoordinates.enumerated() {
        #expect(abs(value - support.reduce(0) { $0 + rows[$1][coordinate] }) < 1e-10)
      }
    }
  }

  @Test func nestedDictionariesAreTheBeginning() throws {
    for dictionary in try dictionaries() {
      guard let nested = dictionary.nested(dimension: 9) else { continue }
      #expect(nested.dimension == 9)
      for index in 0..<Self.count {
        let entries = dictionary.entries(ofCodeword: index)
        #expect(nested.entries(ofCodeword: index) == Array(entries.prefix(9)))
      }
    }
  }

  /// The numbers enter every seed.
  @Test func ensembleNumbersNeverChange() {
    #expect(Ensemble.rademacher.kind.number == 0)
    #expect(Ensemble.gaussian.kind.number == 1)
    #expect(Ensemble.sphere.kind.number == 2)
    for kind in Ensemble.Kind.all {
      #expect(Ensemble.Kind.all.count { $0.name == kind.name } == 1)
    }
    for name in ["rademacher", "gaussian", "sphere"] {
      #expect(Ensemble(rawValue: name)?.rawValue == name)
      #expect(Ensemble(rawValue: name + ":") == nil)
      #expect(Ensemble(rawValue: name + ":1") == nil)
    }
    #expect(Ensemble(rawValue: "") == nil && Ensemble(rawValue: ":") == nil)
  }
}
