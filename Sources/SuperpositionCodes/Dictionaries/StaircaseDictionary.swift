import SystemMemory

extension Ensemble {
  /// The staircase with as many classes as suit N, k and the noise.
  public static let staircase = Ensemble(.staircase)

  /// The number of classes that a staircase is told to have; nil if none is told.
  public var classes: Int? { kind == .staircase ? argument.flatMap(Kind.classes) : nil }
}

extension Ensemble.Kind {
  /// Nested codewords of signs, whose heights make a staircase; the argument is the number of classes
  /// L.
  public static let staircase = Self("staircase", number: 3, storage: .packed) { wanted in
    let classes =
      wanted.ensemble.classes
      ?? StaircaseHeights.defaultClasses(
        codewords: wanted.codewordCount, sparsity: wanted.model.sparsity,
        noise: wanted.model.noisePower)
    guard classes <= wanted.codewordCount else {
      throw DictionaryError.moreClassesThanCodewords(
        classes: classes, codewords: wanted.codewordCount)
    }
    return try StaircaseDictionary(
      ensemble: wanted.ensemble, seed: wanted.seed, codewordCount: wanted.codewordCount,
      heights: StaircaseHeights(
        dimension: wanted.dimension, classes: classes, codewords: wanted.codewordCount,
        sparsity: wanted.model.sparsity, noise: wanted.model.noisePower))
  }.with {
    $0.forms = ["staircase:L (L from 1 to \(StaircaseHeights.maximumClasses))"]
    $0.accepts = { $0.map { classes($0) != nil } ?? true }
    $0.objection = { argument, codewordCount in
      argument.flatMap(classes).flatMap {
        $0 > codewordCount
          ? "has \($0) classes, which need as many codewords, not N = \(codewordCount)" : nil
      }
    }
  }

  /// A number of classes, in digits.
  fileprivate static func classes(_ argument: String) -> Int? {
    guard let classes = Int(argument), String(classes) == argument,
      1...StaircaseHeights.maximumClasses ~= classes
    else { return nil }
    return classes
  }
}

/// A dictionary of nested ternary codewords: N codewords in L contiguous classes, class c a
/// Rademacher dictionary of the first h_c coordinates, 0 below.
///
/// The heights fall from d at class 0; see `StaircaseHeights`. Memory is about 0.6·N·d/8 bytes: each
/// class is a run of tiles of its own height. Entry (i, l) is a pure function of the seed, the class,
/// the codeword's number in it, and l; but heights scale with d, so dimensions are not nested.
public struct StaircaseDictionary: Codebook {
  public let ensemble: Ensemble
  public let codewordCount: Int
  /// h_c of every class.
  public let heights: StaircaseHeights
  /// The classes, tallest first: class c holds the codewords from `firstCodewords[c]` on.
  public let classes: [RademacherDictionary]
  /// The first codeword of every class, and N.
  public let firstCodewords: [Int]

  public var dimension: Int { heights.dimension }

  /// Bytes of a stored dictionary, as a real number since it may exceed every integer.
  public static func byteCount(codewordCount: Int, heights: StaircaseHeights) -> Double {
    (0..<heights.classes).reduce(0) { sum, number in
      let count =
        StaircaseHeights.firstCodeword(
          ofClass: number + 1, codewords: codewordCount, classes: heights.classes)
        - StaircaseHeights.firstCodeword(
          ofClass: number, codewords: codewordCount, classes: heights.classes)
      return sum
        + PackedCodebook.byteCount(codewordCount: count, dimension: heights.heights[number])
    }
  }

  /// Makes the dictionary of `seed`.
  ///
  /// - Precondition: 1 ≤ L ≤ N, so that no class is empty.
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there.
  /// - Complexity: O(N·d/128) generator calls.
  public init(
    ensemble: Ensemble, seed: Seed, codewordCount: Int, heights: StaircaseHeights
  ) throws(DictionaryError) {
    precondition(heights.classes <= codewordCount)
    let needed = Self.byteCount(codewordCount: codewordCount, heights: heights)
    if !MemoryBudget.allows(needed) { MemoryBudget.releaseUnused() }
    guard MemoryBudget.allows(needed) else {
      throw .notEnoughMemory(
        codewords: codewordCount, dimension: heights.dimension, needed: needed,
        available: MemoryBudget.availableBytes)
    }
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    self.heights = heights
    let firstCodewords = (0...heights.classes).map {
      StaircaseHeights.firstCodeword(
        ofClass: $0, codewords: codewordCount, classes: heights.classes)
    }
    var classes: [RademacherDictionary] = []
    classes.reserveCapacity(heights.classes)
    for (number, height) in heights.heights.enumerated() {
      classes.append(
        try RademacherDictionary(
          seed: seed[.dictionary, UInt64(number)],
          codewordCount: firstCodewords[number + 1] - firstCodewords[number], dimension: height))
    }
    self.firstCodewords = firstCodewords
    self.classes = classes
  }

  /// The class of a codeword, ⌊iL/N⌋.
  public func classNumber(ofCodeword index: Int) -> Int {
    precondition(index >= 0 && index < codewordCount, "there is no such codeword")
    let product = index.multipliedFullWidth(by: heights.classes)
    return codewordCount.dividingFullWidth(product).quotient
  }

  /// None where heights differ.
  public var commonSquaredNorm: Double? {
    heights.heights.last == dimension ? Double(dimension) : nil
  }

  public func squaredNorms() -> [Double] {
    var norms: [Double] = []
    norms.reserveCapacity(codewordCount)
    for part in classes {
      norms += repeatElement(Double(part.dimension), count: part.codewordCount)
    }
    return norms
  }

  public func entries(ofCodeword index: Int) -> [Double] {
    let number = classNumber(ofCodeword: index)
    let part = classes[number]
    return part.entries(ofCodeword: index - firstCodewords[number])
      + [Double](repeating: 0, count: dimension - part.dimension)
  }

  public func weightedSum(codewords: [Int], weights: [Double]) -> [Double] {
    precondition(codewords.count == weights.count)
    var sum = [Double](repeating: 0, count: dimension)
    for (index, weight) in zip(codewords, weights) {
      let number = classNumber(ofCodeword: index)
      let entries = classes[number].weightedSum(
        codewords: [index - firstCodewords[number]], weights: [weight])
      for (coordinate, entry) in entries.enumerated() { sum[coordinate] += entry }
    }
    return sum
  }

  /// The superposition code of a support: x = Σ_{i ∈ S} f_i.
  ///
  /// - Precondition: the support lies in 0 ..< N; `encode(_: Signal)` throws instead.
  /// - Complexity: O(k·d).
  public func encode(_ support: Support) -> [Int32] {
    var sum = [Int32](repeating: 0, count: dimension)
    var start = 0
    while start < support.count {
      let number = classNumber(ofCodeword: support[start])
      var end = start + 1
      while end < support.count && support[end] < firstCodewords[number + 1] { end += 1 }
      let part = classes[number].weightedSum(
        codewords: support[start..<end].map { $0 - firstCodewords[number] },
        weights: [Int32](repeating: 1, count: end - start))
      for (coordinate, entry) in part.enumerated() { sum[coordinate] += entry }
      start = end
    }
    return sum
  }

  /// The code of a signal: integers where all coefficients are 1.
  public func encode(_ signal: Signal) throws(CodebookError) -> ReceivedCode.Coordinates {
    guard signal.coefficients == nil else { return try realCode(of: signal) }
    try check(signal.support)
    return .integer(encode(signal.support))
  }

  public func forEachCorrelation(
    _ vectors: [[Double]],
    _ body: (
      _ vector: Int, _ firstCodeword: Int, _ correlations: UnsafeBufferPointer<Double>
    ) throws -> Void
  ) rethrows {
    for (number, part) in classes.enumerated() {
      try part.forEachCorrelation(vectors.map { Array($0.prefix(part.dimension)) }) {
        vector, first, correlations in
        try body(vector, firstCodewords[number] + first, correlations)
      }
    }
  }
}
