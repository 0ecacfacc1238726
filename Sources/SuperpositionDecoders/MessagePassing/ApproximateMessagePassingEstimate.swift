import SuperpositionCodes

/// A sparse estimate of the 0/1 vector: codeword numbers, ascending, with their values.
struct ApproximateMessagePassingEstimate {
  /// The codewords whose value is not 0, ascending.
  private(set) var codewords: [Int] = []
  /// Their values, in (0, 1].
  private(set) var values: [Double] = []
  /// How many values exceed ½.
  private(set) var majorityCount = 0

  /// How many values are not 0.
  var count: Int { codewords.count }

  /// The first position whose codeword is at least `codeword`.
  func position(from codeword: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if codewords[middle] < codeword { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func append(_ codeword: Int, _ value: Double) {
    codewords.append(codeword)
    values.append(value)
    if value > 0.5 { majorityCount += 1 }
  }

  mutating func removeAll() {
    codewords.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    majorityCount = 0
  }

  /// The codewords of the `count` largest values, ties to the lower index; fewer if there are
  /// fewer.
  func largest(_ count: Int) -> [Int] {
    Ranking.largest(count, of: values).map { codewords[$0] }
  }
}
