import Foundation
import SuperpositionCodes

/// What a pass has to compute, and which steps it proves by a bound.
extension PursuitRun {
  /// Goes ahead and plans the pass that proves it; returns the number of its rows, 0 at the end.
  func prepare() -> Int {
    anchors.removeAll(keepingCapacity: true)
    skips.removeAll(keepingCapacity: true)
    survivors.removeAll(keepingCapacity: true)
    best.removeAll(keepingCapacity: true)
    refreshed.removeAll(keepingCapacity: true)
    refreshes = false
    if candidates.count == dictionary.codewordCount {
      while !isDone {
        rebase()
        advance()
        // No codeword is left when k exceeds N.
        if chosen.count == proven { break }
        proven = chosen.count
      }
      return 0
    }
    rebase()
    if candidates.count > 0 { advance() }
    plan()
    return tableCount
  }

  func rebase() {
    let offset = proven - base
    guard offset > 0 else { return }
    for step in proven...chosen.count {
      rows.advanced(by: (step - proven) * padded).update(from: row(step), count: padded)
      energies[step - proven] = energies[step - base]
    }
    base = proven
  }

  /// The tables of this pass.
  var tableCount: Int { anchors.reduce(0) { $0 + ($1.table == nil ? 0 : 1) } }

  /// The tables of this pass's rows, in order.
  func appendTables(to tables: inout [UnsafeRawPointer?]) {
    for anchor in anchors {
      if let table = anchor.table { tables.append(UnsafeRawPointer(quantized[table].high.pointer)) }
    }
  }

  func plan() {
    let first = proven + (nextStepIsProven ? 1 : 0)
    let end = chosen.count
    if !isDone {
      refreshes = true
      startRefresh(step: end)
    }
    guard refreshes || first < end else { return }
    let scale = scale(from: proven)
    guard first < end else {
      anchors.append(makeAnchor(end, scale: scale, isProven: true))
      return
    }
    // A zero residual at the end is an anchor that costs nothing.
    let last = refreshes || energy(end) == 0 ? end : end - 1
    var step = first
    anchors.append(makeAnchor(step, scale: scale, isProven: false))
    while step < last {
      var stride = min(4, last - step)
      while stride > 1 && !canSkip(from: step, to: step + stride, scale: scale) { stride -= 1 }
      let next = step + stride
      anchors.append(makeAnchor(next, scale: scale, isProven: next == end))
      for skipped in step + 1..<max(step + 1, next) { appendSkip(skipped, scale: scale) }
      step = next
    }
  }

  /// ‖r_t - λ·r_a - (1-λ)·r_b‖₁ / d for independent codewords, by (b - a, t - a).
  static func expectedDistance(_ length: Int, _ offset: Int) -> Double {
    switch (length, offset) {
    case (2, _): 0.5
    case (3, _): 2.0 / 3
    default: 0.75
    }
  }

  func canSkip(from first: Int, to last: Int, scale: Double) -> Bool {
    let count = Double(dictionary.codewordCount) * (rule.isTwoSided ? 2 : 1)
    // Rounding adds about a quarter of a unit each way.
    let rounding = isInteger ? 0 : 0.15 * scale
    for step in first + 1..<last {
      let distance = Self.expectedDistance(last - first, step - first) + rounding
      let height = heights[step] - distance * Double(dimension)
      let deviation = max(energy(first), energy(last)).squareRoot()
      guard height > 0 else { return false }
      let expected = deviation == 0 ? 0 : 0.5 * count * erfc(height / deviation * 0.5.squareRoot())
      if expected > settings.survivorsPerSkip { return false }
    }
    return true
  }

  func makeAnchor(_ step: Int, scale: Double, isProven: Bool) -> Anchor {
    let row = tableCount
    guard energy(step) > 0 || !isProven || refreshes else {
      return Anchor(step: step, table: nil, row: row, threshold: nil)
    }
    if quantized.count <= row {
      quantized.append(QuantizedResidual(dimension: dimension, isFine: false))
    }
    let residual = quantized[row]
    if isInteger {
      residual.prepare(integers: self.row(step))
    } else {
      residual.prepare(self.row(step), scale: scale)
    }
    guard !isProven else { return Anchor(step: step, table: row, row: row, threshold: nil) }
    let least = (heights[step] - slack(step) - residual.error) / scale
    return Anchor(step: step, table: row, row: row, threshold: Self.integer(least))
  }

  /// How far below the recorded height a codeword may be and still win the step.
  func slack(_ step: Int) -> Double {
    isInteger ? 0 : rule.tieTolerance + 1e-9 * energy(step).squareRoot() * Double(dimension)
  }

  static func integer(_ bound: Double) -> Int32 {
    Int32(max(-0x1p30, min(0x1p30, bound.rounded(.up))))
  }

  func appendSkip(_ step: Int, scale: Double) {
    let first = anchors[anchors.count - 2]
    let second = anchors[anchors.count - 1]
    let length = second.step - first.step
    let a = Double(second.step - step)
    let b = Double(step - first.step)
    guard let firstTable = first.table else { return }
    let residual = row(step)
    let distance = SignedSum.absoluteSum(
      Double(length), residual, -a, quantized[firstTable].approximation,
      second.table == nil ? 0 : -b, quantized[second.table ?? firstTable].approximation,
      count: padded)
    let least =
      (Double(length) * (heights[step] - slack(step)) - distance * (1 + 1e-9)
        - Double(dimension) * 1e-6) / scale
    skips.append(
      Skip(
        step: step, firstRow: first.row, secondRow: second.table == nil ? first.row : second.row,
        firstWeight: Int32(a), secondWeight: second.table == nil ? 0 : Int32(b),
        threshold: Self.integer(least)))
  }
}
