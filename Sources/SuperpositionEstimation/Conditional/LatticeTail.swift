import Foundation

/// The tail of ⟨f, x⟩ for a uniformly random sign vector f and an integer vector x, to nearly full
/// double precision at any depth.
///
/// The contour integral of the saddlepoint method (Daniels 1954, 'Saddlepoint approximations in
/// statistics', Ann. Math. Statist. 25) taken numerically: with K(s) = Σ ln cosh(s·x_l), the tail at
/// a lattice point a is e^{K(s) - s·a} times the mean over one period of
/// φ(τ)·e^{-iτa}/(1 - e^{-2g(s+iτ)}), φ(τ) = e^{K(s+iτ) - K(s)}, where the values of ⟨f, x⟩ lie 2g
/// apart. The integrand is analytic and periodic, so the trapezoid rule converges geometrically: its
/// error is the tilted law's mass one period away.
struct LatticeTail {
  /// ln P(⟨f, x⟩ > h).
  let logAbove: Double
  /// ln P(⟨f, x⟩ = h).
  let logAt: Double

  /// The tail of ⟨f, x⟩ at a real height h.
  ///
  /// - Complexity: O(d) for the histogram, then some tens of nodes (times a small factor that grows
  ///   with the spread of the entries) × the distinct magnitudes, whatever d is.
  init(_ vector: [Int32], height: Double) {
    let entries = EntryLevels(vector)
    let levels = entries.levels
    let spacing = Self.spacing(of: entries)
    let peak = levels.reduce(0) { $0 + $1.value * $1.count }
    // The values are peak - spacing·j; the least above h, and h itself if it is one.
    let steps = ((peak - height) / spacing).rounded(.down)
    let isOnLattice = peak - height == steps * spacing
    let least = peak - spacing * (isOnLattice ? steps - 1 : steps)
    guard height <= peak, !levels.isEmpty else {
      logAbove = height < peak ? 0 : -.infinity
      logAt = height == peak ? 0 : -.infinity
      return
    }
    guard height >= -peak else {
      logAbove = 0
      logAt = -.infinity
      return
    }
    // Tilted to the height itself if it is a value, so that its own mass is no small part of the sum.
    let integral = Self.integrate(
      entries, spacing: spacing, at: min(least, peak), mean: isOnLattice ? height : least)
    if least > peak {
      // Only the peak itself: the tail from it is its mass.
      logAbove = -.infinity
      logAt = height == peak ? integral.logTail : -.infinity
    } else {
      logAbove = min(0, integral.logTail)
      logAt = isOnLattice ? min(0, integral.logBelow) : -.infinity
    }
  }

  /// The distance between values of ⟨f, x⟩.
  private static func spacing(of entries: EntryLevels) -> Double {
    let divisor = entries.levels.reduce(0) { greatestCommonDivisor(Int($1.value), $0) }
    return Double(2 * max(1, divisor))
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// The s at which the tilted mean Σ n·v·tanh(s·v) is `mean`, kept away from 0, where the
  /// geometric series has its pole, and from infinity, where the law is a point.
  private static func tilt(_ entries: EntryLevels, mean: Double, spacing: Double) -> Double {
    let energy = entries.energy
    let least = 0.5 / energy.squareRoot()
    let most = max(36 / spacing, 2 * least)
    // Any s gives the same integral; the saddlepoint only makes it short.
    return entries.tilt(
      towards: mean, in: least...most, from: min(max(mean / energy, least), most), tolerance: 1e-6)
  }

  /// ln P(⟨f, x⟩ ≥ a) and ln P(⟨f, x⟩ = a - spacing) for a lattice point a, with the law tilted to
  /// `mean`.
  private static func integrate(
    _ entries: EntryLevels, spacing: Double, at point: Double, mean: Double
  ) -> (logTail: Double, logBelow: Double) {
    let levels = entries.levels
    let s = tilt(entries, mean: mean, spacing: spacing)
    var logMoment = 0.0
    var variance = 0.0
    let tangents = levels.map { tanh(s * $0.value) }
    for (level, tangent) in zip(levels, tangents) {
      let product = s * level.value
      logMoment += level.count * (product + log1p(exp(-2 * product)) - M_LN2)
      variance += level.count * level.value * level.value * (1 - tangent * tangent)
    }
    // The period of the discretised law: aliases lie beyond nine standard deviations, and the
    // geometric series of the tail has fallen by e^-40.
    let period = max(20 * variance.squareRoot(), 40 / s, 16 * spacing)
    let count = (period / spacing).rounded(.up)
    let step = 2 * Double.pi / (count * spacing)
    // Σ weights·sin² over magnitudes that do not wrap within the window is increasing there, and
    // the least magnitude alone keeps |φ| negligible outside; so the first node where the former
    // reaches 80 is past every revival of |φ|.
    let unit = spacing / 2
    let leastWeight =
      levels[0].value == unit ? levels[0].count * (1 - tangents[0] * tangents[0]) : 0
    let window = leastWeight > 90 ? 1.6 * (80 / leastWeight).squareRoot() / unit : .infinity
    var tail = 0.0
    var below = 0.0
    for node in 0...Int(count / 2) {
      let tau = step * Double(node)
      var logMagnitude = 0.0
      var phase = 0.0
      var suppression = 0.0
      for (level, tangent) in zip(levels, tangents) {
        let angle = level.value * tau
        let (sine, cosine) = (sin(angle), cos(angle))
        let weight = (1 - tangent * tangent) * sine * sine
        logMagnitude += 0.5 * level.count * log1p(-min(weight, 1))
        if level.value * window <= .pi / 2 { suppression += level.count * weight }
        if logMagnitude > -50 { phase += level.count * atan2(tangent * sine, cosine) }
      }
      if suppression >= 80 { break }
      guard logMagnitude > -50 else { continue }
      let isEnd = node == 0 || 2 * Double(node) == count
      let weight = (isEnd ? 1 : 2) * exp(logMagnitude) / count
      // 1/(1 - ρ e^{-iβ}), ρ = e^{-spacing·s}, β = spacing·τ.
      let ratio = exp(-spacing * s)
      let real = 1 - ratio * cos(spacing * tau)
      let imaginary = ratio * sin(spacing * tau)
      let norm = real * real + imaginary * imaginary
      let angle = phase - tau * point
      tail += weight * (cos(angle) * real + sin(angle) * imaginary) / norm
      below += weight * cos(angle + tau * spacing)
    }
    let base = logMoment - s * point
    return (
      base + log(max(tail, .leastNonzeroMagnitude)),
      base + s * spacing + log(max(below, .leastNonzeroMagnitude))
    )
  }
}
