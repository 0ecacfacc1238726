#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// ln x of the C library.
func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// e^x of the C library.
func exponential(_ x: Double) -> Double { exp(x) }

/// x^n by repeated multiplication.
func powers(_ x: Double, _ n: Int) -> Double {
  var product = 1.0
  for _ in 0..<n { product *= x }
  return product
}

/// C(n, k) by the multiplicative formula, exact while it fits 53 bits.
func binomialCoefficient(_ n: Int, _ k: Int) -> Double {
  var value = 1.0
  for i in 0..<k { value = value * Double(n - i) / Double(i + 1) }
  return value.rounded()
}
