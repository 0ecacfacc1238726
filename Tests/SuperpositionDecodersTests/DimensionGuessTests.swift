import SuperpositionDecoders
import SuperpositionTheory
import Testing

@Suite struct DimensionGuessTests {
  @Test func guessesFollowTheCurves() throws {
    let point = try TheoryPoint(codewords: 1 << 20, sparsity: 256, target: 0.5)
    func guess(_ decoder: String) -> DimensionGuess { DimensionGuess(decoder: decoder, at: point) }
    #expect(abs(guess("topk").dimension - 14981.8) < 1)
    #expect(abs(guess("threshold").dimension - 23952.2) < 1)
    #expect(guess("threshold:map").dimension < guess("threshold").dimension)
    #expect(abs(guess("bp").dimension - 2705.3) < 1)
    #expect(guess("bp").dimension == guess("bp:box").dimension)
    #expect(abs(guess("amp").dimension - 2246.1) < 3)
    #expect(abs(guess("mp").dimension - 1.3 * 3441.3) < 1)
    #expect(guess("omp:absolute") == guess("mp"))
    #expect(guess("") == guess("mp"))
  }

  @Test func guessesAreAlwaysUsable() throws {
    for (n, k) in [(1, 1), (2, 1), (2, 2), (10, 9), (1 << 60, 1), (1 << 60, 1 << 59), (50, 50)] {
      for noise in [0.0, 1, 1e9, 1e100] {
        for target in [1e-9, 0.5, 1 - 1e-9] {
          let point = try TheoryPoint(
            codewords: n, sparsity: k, noise: noise, target: target)
          for decoder in ["threshold", "threshold:map", "topk", "mp", "omp", "bp", "amp", "?"] {
            let guess = DimensionGuess(decoder: decoder, at: point)
            #expect(guess.dimension >= 1 && guess.dimension.isFinite, "\(decoder) \(point)")
          }
        }
      }
    }
  }
}
