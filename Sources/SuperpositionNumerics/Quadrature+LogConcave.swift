#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Quadrature {
  /// ln ∫ e^{ℓ(x)} dx over the whole line for a concave ℓ, as accurate when the integral is e^{−10⁵}
  /// as when it is near one.
  ///
  /// The mode is found first; then the trapezoidal rule, which converges exponentially for analytic
  /// integrands that die out at both ends (L. N. Trefethen and J. A. C. Weideman, SIAM Review 56,
  /// 2014), is halved until two steps agree. The range ends where ℓ has dropped by 45 from its mode:
  /// by concavity the rest is below 1e-18 of the whole.
  ///
  /// - Parameters:
  ///   - logIntegrand: ℓ, concave, finite on the line (−∞ is allowed far out).
  ///   - guess: where to look for the mode.
  ///   - scale: a length over which ℓ changes; need not be good.
  ///   - relativeTolerance: the relative error of the integral.
  /// - Returns: the logarithm of the integral.
  /// - Throws: `notFinite`, `noConvergence`.
  public static func logIntegral(
    ofLogConcave logIntegrand: (Double) -> Double, near guess: Double, scale: Double = 1,
    relativeTolerance: Double = 1e-13
  ) throws(NumericsError) -> Double {
    let mode = try concaveMode(logIntegrand, near: guess, scale: scale)
    let peak = logIntegrand(mode)
    guard peak.isFinite else { throw .notFinite("log-concave quadrature") }

    // The side that drops faster sets the step, both set the range.
    let right = try descent(by: 1, from: mode, peak: peak, direction: 1, logIntegrand)
    let left = try descent(by: 1, from: mode, peak: peak, direction: -1, logIntegrand)
    let rightEnd = try descent(by: 45, from: mode, peak: peak, direction: 1, logIntegrand)
    let leftEnd = try descent(by: 45, from: mode, peak: peak, direction: -1, logIntegrand)

    var step = min(left, right)
    var sum = 0.0
    let steps = Int(min(leftEnd / step, 1e6)) + 1
    for i in -steps...(Int(min(rightEnd / step, 1e6)) + 1) {
      sum += exp(logIntegrand(mode + Double(i) * step) - peak)
    }
    for _ in 0..<12 {
      // The points half way between the ones already summed.
      var between = 0.0
      let first = -Int(min(leftEnd / step, 1e7)) - 1
      let last = Int(min(rightEnd / step, 1e7)) + 1
      for i in first...last {
        between += exp(logIntegrand(mode + (Double(i) + 0.5) * step) - peak)
      }
      let change = abs(between - sum)
      sum += between
      step /= 2
      if change <= relativeTolerance * sum { return peak + log(sum * step) }
    }
    throw .noConvergence("log-concave quadrature")
  }

  /// The place of the maximum of a concave function, to about 1e-5 of its width.
  private static func concaveMode(
    _ function: (Double) -> Double, near guess: Double, scale: Double
  ) throws(NumericsError) -> Double {
    var step = scale
    var middle = guess
    var value = function(middle)
    var left = middle - step
    var right = middle + step
    for direction in [1.0, -1.0] {
      // Walk uphill with growing steps until the function falls.
      var candidate = middle + direction * step
      var next = function(candidate)
      while next > value || value == -.infinity {
        guard step < 1e300 else { throw .noConvergence("log-concave quadrature") }
        if direction > 0 { left = middle } else { right = middle }
        middle = candidate
        value = next
        step *= 2
        candidate = middle + direction * step
        next = function(candidate)
      }
      if direction > 0 { right = candidate } else { left = candidate }
    }
    // Golden section.
    let golden = 0.381966011250105151795
    while right - left > 1e-5 * scale, right - left > 1e-12 * abs(middle) {
      let longer = right - middle > middle - left
      let probe =
        longer ? middle + golden * (right - middle) : middle - golden * (middle - left)
      let there = function(probe)
      if there > value {
        if longer { left = middle } else { right = middle }
        middle = probe
        value = there
      } else {
        if longer { right = probe } else { left = probe }
      }
    }
    return middle
  }

  /// The distance from the mode at which the function has dropped by `drop`, to within a tenth.
  private static func descent(
    by drop: Double, from mode: Double, peak: Double, direction: Double,
    _ function: (Double) -> Double
  ) throws(NumericsError) -> Double {
    var far = 1.0
    func hasDropped(_ distance: Double) -> Bool {
      !(function(mode + direction * distance) > peak - drop)
    }
    while !hasDropped(far) {
      far *= 2
      guard far < 1e300 else { throw .noConvergence("log-concave quadrature") }
    }
    var near = far / 2
    while near > 1e-12, hasDropped(near) {
      far = near
      near /= 2
    }
    while far > 1.1 * near, far > 1e-12 {
      let half = 0.5 * (near + far)
      if hasDropped(half) { far = half } else { near = half }
    }
    return far
  }
}
