import SuperpositionCodes
import SuperpositionDecoders
import Testing

@testable import SuperpositionLearning

@Suite struct SelectionTests {
  /// Against a full sort, with many ties.
  @Test(arguments: [1, 2, 5, 16, 40, 100])
  func largest(capacity: Int) {
    var generator = CounterBasedGenerator(Seed(11))
    var selection = LargestSelection()
    for count in [1, 7, 16, 17, 33, 90] {
      for floor in [-Float.infinity, 0, 0.5] {
        let scores = (0..<count).map { _ in
          Float((generator.uniform() * 12).rounded(.down) / 6 - 1)
        }
        let expected = scores.indices.filter { scores[$0] > floor }
          .sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
          .prefix(capacity)
        selection.select(scores, count: count, capacity: capacity, above: floor)
        #expect(selection.indices.sorted() == expected.sorted())
      }
    }
  }

  private static func rows(_ rows: [[Float]]) -> FloatMatrix {
    FloatMatrix(rows.count, rows[0].count, rows.flatMap { $0 })
  }

  /// With orthonormal codewords every decoder reads everything; a latent without a direction is in
  /// nobody's way, and supports larger than the dictionary are all of it.
  @Test(arguments: DictionaryReader.decoders.indices)
  func orthonormal(position: Int) async throws {
    let count = 12
    let units = (0..<count).map { row in (0..<count).map { Float($0 == row ? 1 : 0) } }
    let reader = DictionaryReader(
      Self.rows(units[..<4] + [[Float](repeating: 0, count: count)] + units[4...]))
    for members in [[2, 5, 11], [6], [], Array(0..<count)] {
      let sample = (0..<count).map { members.contains($0) ? 1.0 : 0 }
      let read = try await reader.read(
        [0, 0], of: { _ in sample }, size: members.count == count ? 40 : members.count,
        by: DictionaryReader.decoders[position], workers: 2)
      let expected = members.map { $0 < 4 ? $0 : $0 + 1 }
      #expect(read == [expected, expected])
    }
  }

  /// Fewer codewords than dimensions, of unequal norms: what lies outside of their span is nobody's.
  @Test(arguments: DictionaryReader.decoders.indices)
  func fewCodewords(position: Int) async throws {
    let dictionary: [[Float]] = [[2, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0.5, 0, 0]]
    let sample = [2, 0, 0.5, 0.3, -0.2]
    let read = try await DictionaryReader(Self.rows(dictionary)).read(
      [0], of: { _ in sample }, size: 2, by: DictionaryReader.decoders[position],
      workers: 1)
    #expect(read == [[0, 2]])
  }

  /// Codes of signs are read with the true dictionary as exact integers are: correlations that tie are
  /// told apart by no rounding that knows the members.
  @Test(arguments: [20, 40])
  func signsTie(dimension: Int) async throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(3), codewordCount: 256, dimension: dimension)
    let source = try CodeSource(dictionary: dictionary, sparsity: 4, seed: Seed(4))
    let reader = DictionaryReader(source.codewords)
    let numbers = (0..<4000).map(UInt64.init)
    let codes = numbers.map { ReceivedCode(dictionary.encode(source.support($0))) }
    for decoder: any Decoder in [TopKDecoder(), MatchingPursuitDecoder()] {
      let read = try await reader.read(numbers, of: source.code, size: 4, by: decoder, workers: 2)
      let exact = try decoder.decode(codes, sparsity: 4, codebook: dictionary)
      var gained = 0
      var lost = 0
      for (number, pair) in zip(numbers, zip(read, exact)) {
        let sent = source.support(number)
        switch (Support(pair.0) == sent, pair.1.support == sent) {
        case (true, false): gained += 1
        case (false, true): lost += 1
        default: break
        }
      }
      #expect(abs(Double(gained - lost)) <= 4 * Double(gained + lost).squareRoot())
    }
  }

  /// A dictionary without any direction reads nothing; matching pursuit that takes a codeword twice
  /// reads fewer than were sent.
  @Test func nothingAndRepeats() async throws {
    let sample = [3.0, 0]
    for decoder in DictionaryReader.decoders {
      let read = try await DictionaryReader(FloatMatrix(3, 2)).read(
        [0], of: { _ in sample }, size: 2, by: decoder, workers: 1)
      #expect(read == [[]])
    }
    let read = try await DictionaryReader(Self.rows([[1, 0], [0, 1]])).read(
      [0], of: { _ in sample }, size: 2, by: MatchingPursuitDecoder(), workers: 1)
    #expect(read == [[0]])
  }

  /// The coefficients of the last codewords taken leave a residual orthogonal to all of them.
  @Test func leastSquares() {
    let (count, dimension) = (20, 9)
    var generator = CounterBasedGenerator(Seed(12))
    let dictionary = FloatMatrix(count, dimension)
    for row in 0..<count {
      for column in 0..<dimension { dictionary[row][column] = Float(generator.uniform() - 0.5) }
      Row.normalize(dictionary[row], dictionary.stride)
    }
    let gram = FloatMatrix(count, count)
    for row in 0..<count {
      for column in 0..<count {
        gram[row][column] = Row.dot(dictionary[row], dictionary[column], dictionary.stride)
      }
    }
    let sample = FloatMatrix(1, dimension)
    for member in [3, 8, 14] { Row.add(1, dictionary[member], to: sample[0], sample.stride) }
    let correlations = (0..<count).map { Row.dot(dictionary[$0], sample[0], sample.stride) }
    var pursuit = BatchPursuit()
    pursuit.code(correlations, gram: gram, sparsity: 5)
    #expect(pursuit.chosen.count >= 3 && Set(pursuit.chosen).count == pursuit.chosen.count)
    for (latent, coefficient) in zip(pursuit.chosen, pursuit.coefficients) {
      Row.add(Float(-coefficient), dictionary[latent], to: sample[0], sample.stride)
    }
    for latent in pursuit.chosen {
      #expect(abs(Row.dot(dictionary[latent], sample[0], sample.stride)) < 1e-5)
    }
  }

  /// A reader of a latent without a name, or of another number than was sent, is never exact.
  @Test func counts() {
    var count = ReadingCount(reader: "mp")
    let names: [Int?] = [4, 2, nil, 7]
    let sent = Support([2, 4])
    count.add(latents: [0, 1], names: names, sent: sent)
    count.add(latents: [0, 2], names: names, sent: sent)
    count.add(latents: [0, 0], names: names, sent: sent)
    count.add(latents: [], names: names, sent: sent)
    count.add(latents: [0, 1, 3], names: names, sent: sent)
    #expect(count.trials == 5 && count.exact == 1 && count.membersFound == 2 + 1 + 1 + 0 + 2)
  }
}
