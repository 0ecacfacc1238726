import Foundation
import Testing

@testable import SuperpositionCodes

@Suite("Heights of a staircase")
struct StaircaseHeightsTests {
  @Test("The worked example: 16 classes in 219 rows")
  func example() {
    let staircase = StaircaseHeights(dimension: 219, classes: 16, codewords: 4096, sparsity: 16)
    #expect(
      staircase.heights == [
        219, 210, 200, 190, 180, 170, 160, 149, 139, 127, 116, 104, 91, 77, 62, 43,
      ])
  }

  @Test("The steps are 1, 1/2, 5/12, 3/8, and the gain L/G_L as published")
  func profile() {
    let sums = [1.0, 1.5, 1.5 + 5 / 12.0, 1.5 + 5 / 12.0 + 3 / 8.0]
    let profile = StaircaseHeights.profile(classes: 4, shift: 0)
    for (found, sum) in zip(profile, sums) { #expect(abs(found - sum / sums[3]) < 1e-15) }
    // The first step is G_1/G_L = 1/G_L.
    for (classes, gain) in [(16, 2.77), (64, 3.98), (256, 5.28)] {
      let share = StaircaseHeights.profile(classes: classes, shift: 0)[0]
      #expect(abs(Double(classes) * share - gain) < 0.005)
    }
  }

  @Test("With noise the recursion holds with its shift, and no class is too short")
  func noisy() {
    let shift = 1.7
    let profile = StaircaseHeights.profile(classes: 50, shift: shift)
    let steps = zip(profile, [0] + profile.dropLast()).map { $0 - $1 }
    let sums = (0..<50).map { j in
      (0...j).reduce(0.0) { $0 + steps[j - $1] / (Double($1) + 1 + shift) }
    }
    for sum in sums { #expect(abs(sum / sums[0] - 1) < 1e-12) }
    let root = log(65536.0).squareRoot() + log(256.0).squareRoot()
    let staircase = StaircaseHeights(
      dimension: 1500, classes: 128, codewords: 65536, sparsity: 256, noise: 2)
    #expect(Double(staircase.heights[127]) >= 4 * root * root)
    let loud = StaircaseHeights(
      dimension: 100, classes: 8, codewords: 65536, sparsity: 256, noise: 1e100)
    #expect(loud.heights == Array(repeating: 100, count: 8))
  }

  @Test("Heights fall from d")
  func shape() {
    for (dimension, classes) in [(1, 1), (1, 5), (7, 64), (775, 64), (3000, 2048)] {
      let staircase = StaircaseHeights(
        dimension: dimension, classes: classes, codewords: 1 << 20, sparsity: 64)
      #expect(staircase.dimension == dimension && staircase.classes == classes)
      #expect(zip(staircase.heights, staircase.heights.dropFirst()).allSatisfy { $0 >= $1 })
      #expect(staircase.heights.allSatisfy { $0 >= 1 })
    }
  }

  @Test("Classes are contiguous and cover all codewords")
  func classes() {
    for (codewords, classes) in [(10, 3), (1 << 16, 64), (17, 17), (1000, 7)] {
      let first = (0...classes).map {
        StaircaseHeights.firstCodeword(ofClass: $0, codewords: codewords, classes: classes)
      }
      #expect(first[0] == 0 && first[classes] == codewords)
      for j in 0..<codewords {
        let number = j * classes / codewords
        #expect(first[number] <= j && j < first[number + 1])
      }
    }
    #expect(
      StaircaseHeights.firstCodeword(ofClass: 3, codewords: 1 << 60, classes: 4) == 3 << 58)
    #expect(StaircaseHeights.defaultClasses(codewords: 1 << 16, sparsity: 256, noise: 0) == 512)
    #expect(StaircaseHeights.defaultClasses(codewords: 1 << 16, sparsity: 100, noise: 0) == 128)
    #expect(StaircaseHeights.defaultClasses(codewords: 1 << 16, sparsity: 256, noise: 3) == 128)
    #expect(StaircaseHeights.defaultClasses(codewords: 3, sparsity: 3, noise: 0) == 2)
    #expect(StaircaseHeights.defaultClasses(codewords: 3, sparsity: 1, noise: 1) == 1)
    #expect(
      StaircaseHeights.defaultClasses(codewords: 1 << 60, sparsity: 1 << 60, noise: 0) == 1 << 14)
  }
}
