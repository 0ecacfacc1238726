extension [Float] {
  /// Divides each row of `dimension` entries by its norm, summed in double precision; zero rows stay.
  ///
  /// - Precondition: `dimension` ≥ 1, whole rows.
  package mutating func normalizeRows(dimension: Int) {
    precondition(dimension >= 1 && count.isMultiple(of: dimension))
    withUnsafeMutableBufferPointer { entries in
      for start in stride(from: 0, to: entries.count, by: dimension) {
        let range = start..<start + dimension
        var energy = 0.0
        for index in range { energy += Double(entries[index]) * Double(entries[index]) }
        guard energy > 0 else { continue }
        let scale = 1 / energy.squareRoot()
        for index in range { entries[index] = Float(Double(entries[index]) * scale) }
      }
    }
  }
}
