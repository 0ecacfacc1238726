/// Converts a stored matrix to rows of singles, a few megabytes at a time.
struct MatrixReader {
  /// Where each codeword of the file goes, -1 for one that is left out.
  let places: [Int32]
  let chosenCount: Int
  let dimension: Int
  /// Whether a codeword's entries lie side by side in the file.
  let isByCodeword: Bool
  /// The chosen rows of `dimension` entries.
  var entries: [Float] = []

  init(places: [Int32], chosenCount: Int, dimension: Int, isByCodeword: Bool) {
    self.places = places
    self.chosenCount = chosenCount
    self.dimension = dimension
    self.isByCodeword = isByCodeword
  }

  /// Reads all entries.
  ///
  /// - Throws: `DictionaryFileError` naming the first entry that is not finite.
  mutating func read(
    _ source: some ByteSource, offset: Int, element: TensorElement
  ) throws(DictionaryFileError) {
    let lineLength = isByCodeword ? dimension : places.count
    let lineCount = isByCodeword ? places.count : dimension
    let size = element.byteCount
    // Whole lines of the file, about a megabyte of them; 16 at least, so that a column that is
    // written to many rows writes more than one entry to each.
    let linesPerChunk = max(isByCodeword ? 1 : 16, (1 << 20) / (lineLength * size))
    var line = [Float](repeating: 0, count: min(linesPerChunk, lineCount) * lineLength)
    var entries = [Float](repeating: 0, count: chosenCount * dimension)
    var allFinite = true
    var first = 0
    try source.forEachChunk(
      offset, lineCount * lineLength * size, chunk: linesPerChunk * lineLength * size
    ) { (_, bytes) throws(DictionaryFileError) in
      guard let base = bytes.baseAddress else { return }
      let count = bytes.count / size
      line.withUnsafeMutableBufferPointer { buffer in
        guard let target = buffer.baseAddress else { return }
        element.convert(base, count: count, to: target)
      }
      let lines = count / lineLength
      allFinite = scatter(line, first: first, lines: lines, to: &entries)
      if !allFinite { try refuse(line, first: first, lines: lines) }
      first += lines
    }
    self.entries = entries
  }

  /// Puts converted lines where they belong; returns whether all that were put are finite.
  private func scatter(
    _ line: [Float], first: Int, lines: Int, to entries: inout [Float]
  ) -> Bool {
    var allFinite = true
    line.withUnsafeBufferPointer { line in
      entries.withUnsafeMutableBufferPointer { entries in
        if isByCodeword {
          for index in 0..<lines where places[first + index] >= 0 {
            let target = Int(places[first + index]) * dimension
            let start = index * dimension
            for coordinate in 0..<dimension {
              let value = line[start + coordinate]
              allFinite = allFinite && value.isFinite
              entries[target + coordinate] = value
            }
          }
        } else {
          for codeword in places.indices where places[codeword] >= 0 {
            let target = Int(places[codeword]) * dimension + first
            for index in 0..<lines {
              let value = line[index * places.count + codeword]
              allFinite = allFinite && value.isFinite
              entries[target + index] = value
            }
          }
        }
      }
    }
    return allFinite
  }

  private func refuse(
    _ line: [Float], first: Int, lines: Int
  ) throws(DictionaryFileError) {
    let lineLength = isByCodeword ? dimension : places.count
    for index in 0..<lines * lineLength where !line[index].isFinite {
      let codeword = isByCodeword ? first + index / lineLength : index % lineLength
      let coordinate = isByCodeword ? index % lineLength : first + index / lineLength
      guard places[codeword] >= 0 else { continue }
      throw DictionaryFileError(
        .badData,
        "row \(codeword), coordinate \(coordinate) is not a finite number in single precision")
    }
  }

  /// The first chosen row of zeros alone, nil if there is none.
  func firstZeroRow() -> Int? {
    (0..<chosenCount).first { row in
      entries[row * dimension..<(row + 1) * dimension].allSatisfy { $0 == 0 }
    }
  }
}
