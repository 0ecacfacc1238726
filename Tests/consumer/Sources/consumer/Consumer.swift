import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

@main
struct Consumer {
  /// A dictionary and the code of a support.
  static func encode() throws -> Bool {
    let dictionary = try RademacherDictionary(
      seed: Seed(1), codewordCount: 4096, dimension: 128)
    let code = dictionary.encode(Support([5, 17, 1234]))
    let entries = [5, 17, 1234].map { dictionary[codeword: $0, coordinate: 100] }
    return code.count == 128 && Int(code[100]) == entries.reduce(0, +)
  }

  /// The support of a code, with a decoder by name.
  static func decode() throws -> Bool {
    let dictionary = try RademacherDictionary(
      seed: Seed(1), codewordCount: 4096, dimension: 128)
    let sent = Support([5, 17, 1234])
    let decoder = try DecoderCatalog.decoder(named: "omp")
    let decoding = try decoder.decode(
      ReceivedCode(dictionary.encode(sent)), sparsity: 3, codebook: dictionary)
    return decoding.support == sent
  }

  /// A success probability by simulation.
  static func successProbability() async throws -> Bool {
    let setting = CodeSetting(codewordCount: 1024, sparsity: 8)
    let simulation = try Simulation(
      decoder: MatchingPursuitDecoder(), setting: setting,
      pointSeed: setting.seed(root: Seed(1), dimension: 90))
    let sums = try await simulation.run(trials: 0..<400, dimension: 90, workers: 2)
    let success = try simulation.successEstimate(sums)
    return success.low < success.value && success.value < success.high && success.value > 0.5
  }

  /// The minimum dimension of a decoder, without a dictionary.
  static func minimumDimension() async throws -> Bool {
    let setting = CodeSetting(codewordCount: 1 << 40, sparsity: 8)
    let sampler = ConditionalSampler(
      try ConditionalEstimator(decoder: MatchingPursuitDecoder(), setting: setting),
      pointSeed: setting.seed(root: Seed(1)))
    let point = try TheoryPoint(codewords: 1 << 40, sparsity: 8, target: 0.9)
    let goal = SearchGoal(
      target: 0.9, precision: 0.05, trialLimit: 1000,
      guess: DimensionGuess(decoder: "mp", at: point).dimension)
    let found = try await sampler.minimumDimension(goal, workers: 2)
    return (300...500).contains(found.dimension.value)
  }

  /// What theory says of the same.
  static func theory() throws -> Bool {
    let point = try TheoryPoint(codewords: 1 << 20, sparsity: 64, target: 0.9)
    let curves = TheoryCurve.all.filter { $0.applies(to: point) }
    let dimensions = try curves.map { (try $0.minimumDimension(at: point), $0.name) }
    let smallest = dimensions.map(\.0).min() ?? 0
    return dimensions.count > 5 && smallest > 200 && point.entropyBits > 980
  }

  static func main() async throws {
    let results = [
      ("a dictionary and a code", try encode()), ("a support from a code", try decode()),
      ("a success probability", try await successProbability()),
      ("a minimum dimension", try await minimumDimension()), ("theory", try theory()),
    ]
    for (what, isRight) in results { print(isRight ? "right:" : "WRONG:", what) }
    let failed = results.count { !$0.1 }
    print("\(results.count - failed) passed, \(failed) failed")
    if failed > 0 { fatalError("the library did not do what it says") }
  }
}
