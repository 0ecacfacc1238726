import Testing

@testable import Runs

@Suite("Numbers in results")
struct NumberFormatTests {
  @Test(
    arguments: [
      (0.0, "0"), (1, "1"), (0.5, "0.5"), (1.0 / 3, "0.333333"), (23952.21234, "23952.2"),
      (1_234_567.8, "1234568"), (0.00012345678, "0.000123457"), (1.5e-12, "1.5e-12"),
      (-0.25, "-0.25"), (999_999.96, "1000000"), (1e-5, "0.00001"), (1e-300, "1e-300"),
      (.nan, ""), (.infinity, ""),
    ])
  func reals(value: Double, text: String) {
    #expect(NumberFormat.real(value) == text)
  }

  @Test(arguments: [(0.0, "0"), (0.1, "0.1"), (2.0, "2"), (1e-7, "1e-07")])
  func exact(value: Double, text: String) {
    #expect(NumberFormat.exact(value) == text)
  }
}
