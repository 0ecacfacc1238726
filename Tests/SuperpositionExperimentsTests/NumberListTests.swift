import TestSupport
import Testing

@testable import SuperpositionExperiments

@Suite("Lists of numbers")
struct NumberListTests {
  @Test(
    "integers as users write them",
    arguments: [
      ("64", [64]), ("64,128, 256", [64, 128, 256]), ("2^20", [1 << 20]), ("2^60", [1 << 60]),
      ("1e6", [1_000_000]), ("1.5e3", [1500]), ("25.0", [25]), ("10^0", [1]), ("-3", [-3]),
      ("9223372036854775807", [.max]), ("-9223372036854775808", [.min]),
      ("1152921504606846975", [(1 << 60) - 1]),
      ("100..400:+100", [100, 200, 300, 400]), ("100..410:+100", [100, 200, 300, 400]),
      ("5..5:+1", [5]), ("2^2..2^10:*2", [4, 8, 16, 32, 64, 128, 256, 512, 1024]),
      ("1..1000:*10", [1, 10, 100, 1000]), ("10..35:*1.5", [10, 15, 23, 34]),
      ("1..4:*1.2", [1, 2, 3, 4]), ("1,10..12:+1", [1, 10, 11, 12]),
      ("4611686018427387904..9223372036854775807:*2", [1 << 62]),
      ("9223372036854775800..9223372036854775807:+5", [.max - 7, .max - 2]),
    ])
  func integers(text: String, expected: [Int]) throws {
    #expect(try NumberList.integers(text) == expected)
  }

  @Test(
    "real numbers as users write them",
    arguments: [
      ("0.5", [0.5]), (".5", [0.5]), ("1e-3", [0.001]), ("2^-4", [0.0625]), ("-1", [-1]),
      ("0.5..1.5:+0.1", [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5]),
      ("0.01..1:*10", [0.01, 0.1, 1]), ("-1..1:+0.5", [-1, -0.5, 0, 0.5, 1]),
    ])
  func reals(text: String, expected: [Double]) throws {
    #expect(try NumberList.reals(text) == expected)
  }

  @Test(
    "refusals",
    arguments: [
      ("", NumberListError.emptyItem("")), ("1,,2", .emptyItem("1,,2")),
      ("abc", .notANumber("abc")),
      ("1e", .notANumber("1e")), ("0x10", .notANumber("0x10")), ("nan", .notANumber("nan")),
      ("inf", .notANumber("inf")), ("2^", .notANumber("2^")), ("^2", .notANumber("^2")),
      ("2^2^2", .notANumber("2^2^2")), ("--1", .notANumber("--1")), ("1 2", .notANumber("1 2")),
      ("0.5", .notAnInteger("0.5")), ("2^-1", .notAnInteger("2^-1")),
      ("2^63", .outOfRange("2^63")), ("1e19", .outOfRange("1e19")),
      ("9223372036854775808", .outOfRange("9223372036854775808")),
      ("2^999999999", .outOfRange("2^999999999")),
      ("1e999999999999", .outOfRange("1e999999999999")),
      ("1..5", .noStep("1..5")), ("1..5:2", .noStep("1..5:2")), ("1..5:", .noStep("1..5:")),
      ("5..1:+1", .emptyRange("5..1:+1")), ("8..2:*2", .emptyRange("8..2:*2")),
      ("1..5:+0", .step("1..5:+0", "a step must be above 0")),
      ("1..5:+-1", .step("1..5:+-1", "a step must be above 0")),
      ("1..5:*1", .step("1..5:*1", "a factor must be above 1")),
      ("1..5:*0", .step("1..5:*0", "a factor must be above 1")),
      ("0..5:*2", .step("0..5:*2", "a range with a factor must start above 0")),
      ("1..1e9:+1", .tooLong("1..1e9:+1")), ("1..1e9:*1.00000001", .tooLong("1..1e9:*1.00000001")),
      (
        "-9223372036854775808..9223372036854775807:+1",
        .tooLong("-9223372036854775808..9223372036854775807:+1")
      ),
      ("3,4,3", .repeated("3")),
    ])
  func refusals(text: String, expected: NumberListError) {
    #expect(throws: expected) { try NumberList.integers(text) }
  }

  @Test("real refusals")
  func realRefusals() {
    #expect(throws: NumberListError.outOfRange("1e400")) { try NumberList.reals("1e400") }
    #expect(throws: NumberListError.tooLong("0..1:+1e-300")) {
      try NumberList.reals("0..1:+1e-300")
    }
    #expect(throws: NumberListError.repeated("1.0")) { try NumberList.reals("1,0.5,1") }
  }

  @Test("messages are one line whatever the text holds")
  func messages() {
    let text = "a\nb\u{1B}[2J" + String(repeating: "x", count: 1000)
    #expect(throws: NumberListError.self) { try NumberList.integers(text) }
    do {
      _ = try NumberList.integers(text)
    } catch {
      #expect(!error.description.contains("\n") && error.description.count < 200)
    }
  }

  @Test("no text traps")
  func mutations() {
    var generator = SplitMix(7)
    let alphabet = Array("0123456789..,,:+*^eE- \u{0}é2^60")
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...12, using: &generator)
      let text = String(
        (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
      _ = try? NumberList.integers(text)
      _ = try? NumberList.reals(text)
    }
  }
}
