import SuperpositionCodes
import SuperpositionTheory
import Testing

@Suite struct TheoryCurveTests {
  /// The names and their order are the interface's.
  @Test func namesAreThoseOfTheInterface() {
    #expect(
      TheoryCurve.all.map(\.name) == [
        "counting_converse", "counting_fano", "counting_strong", "ml_union_bound",
        "amp_state_evolution", "bp_statistical_dimension", "topk_gaussian", "linear_gaussian",
        "threshold_gaussian", "topk_rule", "threshold_rule", "one_step_prop5", "mp_rule", "bp_rule",
        "one_step_syndrome", "syndrome_rule", "staircase_state_evolution", "staircase_quenched",
        "staircase_counting", "staircase_counting_strong", "staircase_ml", "fano_awgn",
        "random_codebook_awgn", "coherence_prop1",
      ])
    #expect(
      Set(TheoryCurve.all.filter(\.dependsOnTarget).map(\.name)) == [
        "counting_fano", "counting_strong", "ml_union_bound", "topk_gaussian", "linear_gaussian",
        "threshold_gaussian", "staircase_quenched", "staircase_counting_strong", "staircase_ml",
        "fano_awgn", "coherence_prop1",
      ])
    #expect(
      TheoryCurve.all.filter(\.isCostly).map(\.name) == ["staircase_quenched", "staircase_ml"])
    #expect(
      TheoryCurve.all.filter(\.isStepwise).map(\.name) == [
        "staircase_state_evolution", "staircase_quenched", "staircase_counting",
        "staircase_counting_strong", "staircase_ml",
      ])
    #expect(TheoryCurve.named("bp_rule")?.name == "bp_rule")
    #expect(TheoryCurve.named("no_such_curve") == nil)
  }

  static func value(
    _ curve: String, _ n: Int, _ k: Int, noise: Double = 0, target: Double = 0.5
  ) throws -> Double {
    let point = try TheoryPoint(codewords: n, sparsity: k, noise: noise, target: target)
    return try #require(TheoryCurve.named(curve)).minimumDimension(at: point)
  }

  /// The table of checked values: topk and threshold at P = ½, δ, state evolution, the union bound at
  /// error 0.1, and H/h(k).
  @Test(arguments: [
    (1 << 16, 64, [2764.2, 4629.1, 540.8, 457.6, 192, 179.9]),
    (1 << 20, 64, [3275.4, 5988.0, 818.1, 669.7, 258, 243.1]),
    (1 << 20, 256, [14981.8, 23952.2, 2705.3, 2246.1, 713, 680.8]),
    (1 << 20, 1024, [66791.6, 95808.7, 8653.5, 7316.4, 2012, 1936.5]),
  ])
  func curvesMatchTheTable(n: Int, k: Int, row: [Double]) throws {
    let names = [
      "topk_gaussian", "threshold_gaussian", "bp_statistical_dimension", "amp_state_evolution",
      "ml_union_bound", "counting_converse",
    ]
    for (name, value) in zip(names, row) {
      let target = name == "ml_union_bound" ? 0.9 : 0.5
      let found = try Self.value(name, n, k, target: target)
      if name == "ml_union_bound" {
        #expect(found == value)
      } else {
        // The table has one decimal; its state evolution was bisected to a few parts in 10⁴.
        let tolerance = name == "amp_state_evolution" ? 1e-3 : 1e-5
        #expect(abs(found - value) <= 0.0501 + tolerance * value, "\(name) \(found)")
      }
    }
  }

  @Test func rulesOfThumb() throws {
    let lnN = 20 * naturalLogarithm(2)
    let (n, k) = (1 << 20, 256)
    #expect(relativeError(try Self.value("threshold_rule", n, k), 8 * 256 * lnN) < 1e-14)
    let topk = 4 * 256 * (lnN + 8 * naturalLogarithm(2))
    #expect(relativeError(try Self.value("topk_rule", n, k), topk) < 1e-14)
    // 256(1 + 12 ln 2) nats.
    let bits = 256 * (1 / naturalLogarithm(2) + 12)
    #expect(relativeError(try Self.value("mp_rule", n, k), 1.3 * bits) < 1e-14)
    #expect(abs(try Self.value("bp_rule", n, k) - 0.8 * 3436.0) < 0.05)
    // κ(0.4) k ln N.
    let kappa = OneStepAsymptotics.kappa(exponent: 0.4)
    #expect(relativeError(kappa, 2 + 4 * 0.4.squareRoot() + 0.8) < 1e-15)
    #expect(relativeError(try Self.value("one_step_prop5", n, k), kappa * 256 * lnN) < 1e-14)
    #expect(OneStepAsymptotics.dimensionsPerNat(exponent: 0) == 2)
    #expect(
      relativeError(OneStepAsymptotics.dimensionsPerNat(exponent: 0.5), 4 * kappaHalf) < 1e-14)
    #expect(OneStepAsymptotics.dimensionsPerNat(exponent: 1) == .infinity)
  }

  /// κ(½)/2 = (1 + √½)².
  private var kappaHalf: Double {
    let root = 1 + 0.5.squareRoot()
    return root * root
  }

  /// python3: 2*(p*log(N)-log(2))/log1p(1/P), 2*log(N)/log1p(1/P).
  @Test func oneNoisySymbol() throws {
    #expect(
      relativeError(
        try Self.value("fano_awgn", 1 << 20, 1, noise: 10, target: 0.9), 247.26639050961842) < 1e-12
    )
    #expect(
      relativeError(
        try Self.value("random_codebook_awgn", 1 << 20, 1, noise: 10), 290.90163589366875)
        < 1e-9)
    // For large P: 2 P ln N.
    let large = try Self.value("random_codebook_awgn", 1 << 20, 1, noise: 1e9)
    #expect(relativeError(large, 2e9 * naturalLogarithm(0x1p20)) < 1e-8)
    // A channel without noise to speak of still has a positive dimension.
    #expect(try Self.value("random_codebook_awgn", 2, 1, noise: 1e-300) > 0)
  }

  @Test func coherence() throws {
    // 8 (2 ln N + ln 10).
    let expected = 8 * (40 * naturalLogarithm(2) + naturalLogarithm(10))
    let found = try Self.value("coherence_prop1", 1 << 20, 7, noise: 3, target: 0.9)
    #expect(relativeError(found, expected) < 1e-14)
    let back = CoherenceBound.coherence(codewords: 1 << 20, dimension: found, confidence: 0.9)
    #expect(relativeError(back, 0.5) < 1e-14)
  }

  @Test func rowsThatDoNotApplyAreLeftOut() throws {
    func names(
      _ n: Int, _ k: Int, _ noise: Double, coefficients: CoefficientLaw = .one
    ) throws -> Set<String> {
      let point = try TheoryPoint(
        codewords: n, sparsity: k, noise: noise, coefficients: coefficients)
      return Set(TheoryCurve.all.filter { $0.applies(to: point) }.map(\.name))
    }
    let awgn: Set = ["fano_awgn", "random_codebook_awgn"]
    let every = Set(TheoryCurve.all.map(\.name))
    #expect(try names(1 << 16, 64, 0) == every.subtracting(awgn))
    #expect(try names(1 << 16, 1, 0) == every.subtracting(awgn))
    #expect(
      try names(1 << 16, 64, 1) == [
        "amp_state_evolution", "topk_gaussian", "threshold_gaussian", "coherence_prop1",
        "staircase_state_evolution",
      ])
    // Other coefficients.
    #expect(
      try names(1 << 16, 64, 0, coefficients: .exponential) == [
        "amp_state_evolution", "bp_statistical_dimension", "coherence_prop1",
      ])
    #expect(
      try names(1 << 16, 64, 0, coefficients: .sign) == ["amp_state_evolution", "coherence_prop1"])
    // One noisy symbol: the noise is as large as the signal, too much for a second fixed point.
    #expect(
      try names(1 << 16, 1, 1)
        .subtracting(["staircase_state_evolution"])
        == awgn.union(["topk_gaussian", "threshold_gaussian", "coherence_prop1"]))
    // k = N: nothing is left to decode; only `threshold` has to accept all of them.
    #expect(try names(100, 100, 0) == ["threshold_gaussian", "coherence_prop1"])
    #expect(try names(1, 1, 0) == [])
    // One bit: Fano's bound for p = ½ is vacuous, and a guess reaches one half.
    #expect(
      try names(2, 1, 0)
        == every.subtracting(awgn).subtracting([
          "counting_fano", "counting_strong", "staircase_counting_strong", "topk_gaussian",
          "linear_gaussian", "threshold_gaussian",
        ]))
    // Much noise: no transition of state evolution.
    #expect(try !names(100, 50, 1e6).contains("amp_state_evolution"))
    let vacuous = try TheoryPoint(codewords: 2, sparsity: 1)
    #expect(throws: TheoryError.notApplicable(curve: "counting_fano")) {
      try #require(TheoryCurve.named("counting_fano")).minimumDimension(at: vacuous)
    }
  }

  @Test func pointsAreChecked() {
    for (n, k) in [(0, 0), (5, 0), (5, 6), ((1 << 60) + 1, 1), (-3, 1), (Int.max, 1)] {
      #expect(throws: TheoryError.self) { try TheoryPoint(codewords: n, sparsity: k) }
    }
    for noise in [-1.0, .nan, .infinity] {
      #expect(throws: TheoryError.self) {
        try TheoryPoint(codewords: 9, sparsity: 2, noise: noise)
      }
    }
    for classes in [0, -1, 10, 1 << 20] {
      #expect(throws: TheoryError.self) {
        try TheoryPoint(codewords: 9, sparsity: 2, classes: classes)
      }
    }
    for target in [0.0, 1, -0.5, .nan] {
      #expect(throws: TheoryError.self) {
        try TheoryPoint(codewords: 9, sparsity: 2, target: target)
      }
    }
  }

  /// No curve may trap, hang, or give anything but a finite positive number.
  @Test func noNaNAnywhere() throws {
    var generator = NormalGenerator(seed: 20)
    var rows = 0
    var points: [TheoryPoint] = []
    for n in [1, 2, 3, 17, 1 << 16, 1 << 60] {
      for k in [1, 2, n / 2, n - 1, n] where k >= 1 && k <= n {
        for noise in [0.0, 1e-100, 1, 1e100] {
          for target in [1e-300, 0.5, 0.999_999_999_999] {
            points.append(
              try TheoryPoint(codewords: n, sparsity: k, noise: noise, target: target))
          }
        }
      }
    }
    for _ in 0..<150 {
      let bits = Int.random(in: 1...60, using: &generator)
      let n = Int.random(in: 1...(1 << bits), using: &generator)
      let k = Int.random(
        in: 1...max(1, n >> Int.random(in: 0..<bits, using: &generator)), using: &generator)
      let noise = Bool.random(using: &generator) ? 0 : exponential(20 * generator.normal())
      points.append(
        try TheoryPoint(codewords: n, sparsity: k, noise: noise, target: generator.uniform()))
    }
    for (number, point) in points.enumerated() {
      // Every ninth point for the curves that take a tenth of a second.
      for curve in TheoryCurve.all
      where !curve.isCostly && (number.isMultiple(of: 9) || !curve.isStepwise)
        && curve.applies(to: point)
      {
        do {
          let d = try curve.minimumDimension(at: point)
          #expect(d.isFinite && d > 0, "\(curve.name) \(point)")
          #expect(point.bitsPerDimension(at: d)?.isFinite ?? true)
          #expect(point.dimensionsPerBit(at: d)?.isFinite ?? true)
          rows += 1
        } catch {
          Issue.record("\(curve.name) \(point): \(error)")
        }
      }
    }
    #expect(rows > 2000)
  }

  /// More codewords, more members, more noise, a higher target: never fewer dimensions.
  @Test func curvesGrow() throws {
    for curve in TheoryCurve.all where !curve.isStepwise {
      func check(_ points: [TheoryPoint]) throws {
        let dimensions = try points.filter(curve.applies(to:)).map(curve.minimumDimension(at:))
        for (a, b) in zip(dimensions, dimensions.dropFirst()) {
          #expect(a <= b * (1 + 1e-9), "\(curve.name) \(a) \(b)")
        }
      }
      for noise in [0.0, 0.3] {
        for k in [1, 30] {
          try check((6...60).map { try TheoryPoint(codewords: 1 << $0, sparsity: k, noise: noise) })
        }
        try check(
          (0...14).map { try TheoryPoint(codewords: 1 << 20, sparsity: 1 << $0, noise: noise) })
        try check(
          [0.1, 0.5, 0.9, 0.999].map {
            try TheoryPoint(codewords: 1 << 20, sparsity: 20, noise: noise, target: $0)
          })
      }
      try check(
        [0.01, 0.1, 1, 3, 10].map {
          try TheoryPoint(codewords: 1 << 20, sparsity: 64, noise: $0)
        })
    }
  }

  /// What is impossible lies below what is possible.
  @Test(arguments: [(1 << 16, 64), (1 << 20, 1024), (1 << 40, 1 << 10), (1 << 60, 1 << 20)])
  func limitsAreInOrder(n: Int, k: Int) throws {
    let fano = try Self.value("counting_fano", n, k, target: 0.9)
    let converse = try Self.value("counting_converse", n, k)
    let achievable = try Self.value("ml_union_bound", n, k, target: 0.9)
    let amp = try Self.value("amp_state_evolution", n, k)
    let bp = try Self.value("bp_statistical_dimension", n, k)
    let topk = try Self.value("topk_gaussian", n, k)
    let rule = try Self.value("topk_rule", n, k)
    #expect(fano < converse && converse < achievable && achievable < amp)
    #expect(amp < bp && bp < topk && topk < rule)
    let point = try TheoryPoint(codewords: n, sparsity: k)
    let fraction = try #require(point.fractionOfLimit(at: amp))
    #expect(relativeError(fraction, converse / amp) < 1e-14)
    #expect(point.fractionOfLimit(at: converse) == 1)
  }
}
