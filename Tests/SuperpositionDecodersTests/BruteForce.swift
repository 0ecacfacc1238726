import SuperpositionCodes

/// Decoders written out plainly from their definitions, for comparison.
enum BruteForce {
  /// The entries of all codewords as +1 and -1.
  static func entries(_ dictionary: RademacherDictionary) -> [[Double]] {
    (0..<dictionary.codewordCount).map { index in
      let packed = dictionary.codeword(index)
      return (0..<dictionary.dimension).map { packed[$0 / 8] >> ($0 % 8) & 1 == 0 ? 1 : -1 }
    }
  }

  static func correlation(_ codeword: [Double], _ vector: [Double]) -> Double {
    var sum = 0.0
    for (entry, value) in zip(codeword, vector) { sum += entry * value }
    return sum
  }

  /// The codewords that matching pursuit takes, in order.
  static func matchingPursuit(
    _ code: ReceivedCode, sparsity: Int, entries: [[Double]]
  ) -> [Int] {
    var residual = code.realCoordinates
    var chosen: [Int] = []
    for _ in 0..<sparsity {
      var best = 0
      var height = -Double.infinity
      for (index, codeword) in entries.enumerated() {
        let value = correlation(codeword, residual)
        if value > height {
          height = value
          best = index
        }
      }
      chosen.append(best)
      for coordinate in residual.indices { residual[coordinate] -= entries[best][coordinate] }
    }
    return chosen
  }
}

/// A random instance of a decoding problem.
struct Instance {
  let dictionary: RademacherDictionary
  let support: Support
  let code: ReceivedCode

  init(
    seed: UInt64, codewordCount: Int, sparsity: Int, dimension: Int, noise: Double = 0,
    residence: RademacherDictionary.Residence = .stored
  ) throws {
    let seed = Seed(seed)
    dictionary = try RademacherDictionary(
      seed: seed[.dictionary, 0], codewordCount: codewordCount, dimension: dimension,
      residence: residence)
    var generator = CounterBasedGenerator(seed[.support, 0])
    support = Support.random(
      sparsity: sparsity, codewordCount: codewordCount, using: &generator)
    code = Self.receive(support, dictionary: dictionary, noise: noise, seed: seed)
  }

  static func receive(
    _ support: Support, dictionary: RademacherDictionary, noise: Double, seed: Seed
  ) -> ReceivedCode {
    ReceivedCode(
      dictionary.encode(support),
      noise: noise == 0
        ? []
        : GaussianChannel.noise(
          power: noise, dimension: dictionary.dimension, seed: seed[.noise, 0]),
      noisePower: noise)
  }
}
