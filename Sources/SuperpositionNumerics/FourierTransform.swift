import CGSL

/// Sums of independent integer variables by the fast Fourier transform (GSL, radix 2).
public enum FourierTransform {
  /// The law of the sum, modulo the length, of `count` independent variables of one law on 0, 1, ….
  ///
  /// - Parameters:
  ///   - law: the probabilities of 0, 1, …; the length has to be a power of two, at least 2. What it
  ///     lacks to 1 is lost in the sum as well.
  ///   - count: at least 1.
  /// - Returns: probabilities, none negative; absolute error below `count`·1e-15.
  /// - Throws: `domain` for another length or count.
  /// - Complexity: O(n log n + n log count).
  public static func cyclicPower(of law: [Double], count: Int) throws(NumericsError) -> [Double] {
    let size = law.count
    guard size >= 2, size & (size - 1) == 0, count >= 1 else {
      throw .domain("the cyclic convolution")
    }
    GSL.prepare()
    var values = law
    try GSL.check(gsl_fft_real_radix2_transform(&values, 1, size), "the Fourier transform")
    // Real part at i, imaginary part at size − i.
    values[0] = power(values[0], 0, count).real
    values[size / 2] = power(values[size / 2], 0, count).real
    for i in 1..<max(1, size / 2) {
      (values[i], values[size - i]) = power(values[i], values[size - i], count)
    }
    try GSL.check(gsl_fft_halfcomplex_radix2_inverse(&values, 1, size), "the Fourier transform")
    for i in 0..<size { values[i] = max(0, values[i]) }
    return values
  }

  /// (x + iy)^n by squaring.
  private static func power(
    _ x: Double, _ y: Double, _ n: Int
  ) -> (real: Double, imaginary: Double) {
    var (real, imaginary) = (1.0, 0.0)
    var (a, b) = (x, y)
    var rest = n
    while true {
      if rest & 1 == 1 {
        (real, imaginary) = (real * a - imaginary * b, real * b + imaginary * a)
      }
      rest >>= 1
      if rest == 0 { return (real, imaginary) }
      (a, b) = (a * a - b * b, 2 * a * b)
    }
  }
}
