import SuperpositionNumerics
import Testing

@Suite struct CalculusTests {
  @Test func brentFindsRoots() throws {
    let root = try RootFinding.root(of: { $0 * $0 - 2 }, in: 0...2)
    #expect(relativeError(root, 2.0.squareRoot()) < 1e-14)
    let atEnd = try RootFinding.root(of: { $0 }, in: 0...1)
    #expect(atEnd == 0)
    let tiny = try RootFinding.root(of: { $0 - 1e-200 }, in: 0...1)
    #expect(relativeError(tiny, 1e-200) < 1e-12)
  }

  @Test func brentSaysWhyItFails() {
    #expect(throws: NumericsError.notBracketed("root finding")) {
      try RootFinding.root(of: { $0 * $0 + 1 }, in: -1...1)
    }
    #expect(throws: NumericsError.notFinite("root finding")) {
      try RootFinding.root(of: { _ in .nan }, in: -1...1)
    }
    #expect(throws: NumericsError.self) {
      try RootFinding.root(of: { $0 == 0 || abs($0) == 1 ? $0 : .nan }, in: -1...1.5)
    }
  }

  @Test func brentFindsMinima() throws {
    let found = try Minimization.minimum(of: { ($0 - 3) * ($0 - 3) + 1 }, in: 0...10, near: 1)
    #expect(abs(found.argument - 3) < 1e-7)
    #expect(relativeError(found.value, 1) < 1e-14)
    #expect(throws: NumericsError.notBracketed("minimisation")) {
      try Minimization.minimum(of: { $0 }, in: 0...10, near: 1)
    }
    #expect(throws: NumericsError.self) {
      try Minimization.minimum(of: { $0 }, in: 0...10, near: 11)
    }
  }

  @Test func quadratureOverEveryKindOfRange() throws {
    let finite = try Quadrature.integral(of: { $0 * $0 }, over: 0...3)
    #expect(relativeError(finite.value, 9) < 1e-13)
    let half = try Quadrature.integral(of: { NormalDistribution.density($0) }, from: 1)
    #expect(relativeError(half.value, NormalDistribution.tail(1)) < 1e-9)
    #expect(throws: NumericsError.self) { try Quadrature.integral(of: { _ in .nan }, over: 0...1) }
    #expect(throws: NumericsError.self) { try Quadrature.integral(of: { 1 / $0 }, over: -1...1) }
  }

  /// Closures that capture, nest and call the library again from inside the library.
  @Test func closuresNest() throws {
    var calls = 0
    let outer = try Quadrature.integral(
      of: { x in
        calls += 1
        let inner = try? Quadrature.integral(of: { y in x * y }, over: 0...1)
        return inner?.value ?? .nan
      }, over: 0...2)
    #expect(relativeError(outer.value, 1) < 1e-13)
    #expect(calls > 0)
  }

  @Test func callsFromManyTasksAgree() async throws {
    let results = await withTaskGroup(of: Double.self) { group in
      for _ in 0..<64 {
        group.addTask {
          (try? RootFinding.root(of: { NormalDistribution.logTail($0) + 50 }, in: 0...40)) ?? .nan
        }
      }
      return await group.reduce(into: [Double]()) { $0.append($1) }
    }
    #expect(Set(results).count == 1)
    #expect(results.count == 64)
  }

  /// ln ∫ exp(−a(x−m)²/2 + c) = c + ½ ln(2π/a), for widths and heights far apart.
  @Test(arguments: [(1.0, 0.0, 0.0), (1e8, 1e3, -1e5), (1e-6, -20.0, 300.0), (25.0, 3e6, -4.0)])
  func logConcaveQuadratureOfGaussians(a: Double, m: Double, c: Double) throws {
    let value = try Quadrature.logIntegral(
      ofLogConcave: { x in c - 0.5 * a * (x - m) * (x - m) }, near: 0)
    let exact = c + 0.5 * naturalLogarithm(2 * .pi / a)
    #expect(abs(value - exact) < 1e-9)
  }

  /// ln ∫ e^{sx − e^x} dx = ln Γ(s): a skewed integrand, with one side exponential.
  @Test(arguments: [1, 2, 10, 100])
  func logConcaveQuadratureOfGumbel(s: Int) throws {
    let value = try Quadrature.logIntegral(
      ofLogConcave: { x in Double(s) * x - exponential(x) }, near: 0)
    let exact = (1..<s).reduce(0) { $0 + naturalLogarithm(Double($1)) }
    #expect(abs(value - exact) < 1e-12)
  }

  @Test func logSumExp() {
    #expect(LogSumExp.sum([]) == -.infinity)
    #expect(LogSumExp.sum([-.infinity, -.infinity]) == -.infinity)
    #expect(abs(LogSumExp.sum([-1e5, -1e5]) - (-1e5 + naturalLogarithm(2))) < 1e-10)
    #expect(relativeError(LogSumExp.add(1000, 1000), 1000 + naturalLogarithm(2)) < 1e-15)
    #expect(LogSumExp.add(-.infinity, 3) == 3)
  }
}
