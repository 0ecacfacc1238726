import SuperpositionCodes
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

  /// With orthonormal codewords every decoder reads everything, whatever number of members each code
  /// has; a latent without a direction is in nobody's way.
  @Test(arguments: DictionaryReader.decoders.indices)
  func orthonormal(position: Int) throws {
    let count = 12
    let dictionary = FloatMatrix(count + 1, count)
    for row in 0..<count { dictionary[row < 4 ? row : row + 1][row] = 1 }
    let members = [[2, 5, 11], [0, 1, 7], [6], []]
    let samples = members.map { members in
      (0..<count).map { members.contains($0) ? 1.0 : 0 }
    }
    let sizes = members.map(\.count)
    let reader = try DictionaryReader(dictionary, sizes: Set(sizes))
    let read = try reader.read(samples, sizes: sizes, by: position)
    #expect(
      read.map { $0.sorted() } == members.map { $0.map { $0 < 4 ? $0 : $0 + 1 } })
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

  /// A reader of no latent, of a latent without a name, or of a repeated one, is never exact.
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
