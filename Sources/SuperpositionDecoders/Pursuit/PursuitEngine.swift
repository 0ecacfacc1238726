import SuperpositionCodes

/// Runs greedy pursuits of a batch of codes side by side, sharing every pass over the dictionary.
enum PursuitEngine {
  /// The most rows of correlations that one group of codes computes at a time.
  private static let rowsPerGroup = 32
  /// How many correlations are kept at a time: they stay in the second-level cache.
  private static let correlationsPerChunk = 1 << 17
  /// How much of the dictionary is read before the next group's turn.
  private static let bytesPerBlock = 1 << 22

  /// The batch decoder of a pursuit, for packed signs and real rows.
  ///
  /// - Parameters:
  ///   - decoder: whose pursuit it is, for messages.
  ///   - score: what decides among real rows; signs have one norm.
  ///   - rule: makes the rule of one code, from the unit of what is compared: the score of a codeword
  ///     of typical norm with itself.
  static func batchDecoder<Rule: PursuitRule>(
    for codebook: any Codebook, decoder: some Decoder, score: CodewordScore, sparsity: Int,
    settings: PursuitSettings?, rule: @escaping @Sendable (_ unit: Double) -> Rule
  ) throws -> BatchDecoder {
    if let dense = codebook as? DenseCodebook {
      let isTwoSided = rule(1).isTwoSided
      let pursuit = DensePursuit(dense, score: score, isTwoSided: isTwoSided)
      return { codes in
        pursuit.decode(codes, sparsity: sparsity) { rule(pursuit.typicalNorm) }
      }
    }
    let dictionary = try decoder.signs(codebook)
    let unit = Double(dictionary.dimension)
    return { codes in
      try decode(codes, sparsity: sparsity, dictionary: dictionary, settings: settings) {
        rule(unit)
      }
    }
  }

  /// One decoding for each code.
  static func decode<Rule: PursuitRule>(
    _ codes: [ReceivedCode], sparsity: Int, dictionary: any SignCodebook,
    settings: PursuitSettings? = nil, rule: () -> Rule
  ) throws(CodebookError) -> [Decoding] {
    let settings =
      settings
      ?? PursuitSettings(
        codewordCount: dictionary.codewordCount, dimension: dictionary.dimension,
        sparsity: sparsity)
    var runs: [PursuitRun<Rule>] = []
    for code in codes {
      runs.append(
        try PursuitRun(
          code: code, rule: rule(), sparsity: sparsity, dictionary: dictionary, settings: settings))
    }
    var active = runs
    while !active.isEmpty {
      var rowCounts: [Int] = []
      var remaining: [PursuitRun<Rule>] = []
      for run in active {
        let count = run.prepare()
        if count > 0 {
          remaining.append(run)
          rowCounts.append(count)
        }
      }
      active = remaining
      if !active.isEmpty { pass(active, rowCounts: rowCounts, dictionary: dictionary) }
    }
    return runs.map(\.decoding)
  }

  private struct Group<Rule: PursuitRule> {
    var runs: [(run: PursuitRun<Rule>, firstRow: Int)] = []
    var tables: [UnsafeRawPointer?] = []
  }

  private static func pass<Rule: PursuitRule>(
    _ runs: [PursuitRun<Rule>], rowCounts: [Int], dictionary: any SignCodebook
  ) {
    var groups: [Group<Rule>] = []
    for (run, count) in zip(runs, rowCounts) {
      if groups.isEmpty || groups[groups.count - 1].tables.count + count > rowsPerGroup {
        groups.append(Group())
      }
      let last = groups.count - 1
      groups[last].runs.append((run, groups[last].tables.count))
      run.appendTables(to: &groups[last].tables)
    }
    let mostRows = groups.reduce(1) { max($0, $1.tables.count) }
    let tileStride = dictionary.codewordByteCount * TileChunk.width
    // A group's tables and correlations stay in the second-level cache while a block of the
    // dictionary, in the third-level cache for all groups, passes by.
    let blockTiles = max(16, min(dictionary.tileCount, bytesPerBlock / tileStride) & ~15)
    // The kernels read a row's tables once for sixteen tiles.
    let tileCount = min(blockTiles, max(16, correlationsPerChunk / 64 / mostRows) & ~15)
    let stride = TileChunk.rowStride(tileCount: tileCount)
    let correlations = ScratchMemory.take(Int32.self, count: stride * mostRows)
    let positions = ScratchMemory.take(UInt32.self, count: stride)
    defer {
      ScratchMemory.give(correlations, count: stride * mostRows)
      ScratchMemory.give(positions, count: stride)
    }
    dictionary.forEachChunk(tilesPerChunk: blockTiles) { block in
      for group in groups {
        for chunk in block.parts(tileCount: tileCount) {
          chunk.correlate(
            group.tables, count: group.tables.count, into: correlations, stride: stride)
          for (run, firstRow) in group.runs {
            run.absorb(
              correlations + firstRow * stride, stride: stride,
              firstCodeword: chunk.firstCodeword, count: chunk.codewordCount,
              positions: positions)
          }
        }
      }
    }
    for run in runs { run.finishPass() }
  }

  /// Bytes of working memory of one code's run, a row each of residuals, tables and candidates.
  static func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    let settings = PursuitSettings(
      codewordCount: codewordCount, dimension: dimension, sparsity: sparsity)
    let steps = Double(min(sparsity, settings.horizon) + 2)
    let candidates = 2 * Double(settings.candidates) + Double(sparsity)
    return steps * (8 + 8 + 4 + 30) * Double(dimension)
      + candidates * (Double(dimension / 8) + 64) + Double(TileChunk.cachedByteCount)
  }
}
