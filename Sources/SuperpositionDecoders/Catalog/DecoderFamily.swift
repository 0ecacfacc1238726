import SuperpositionTheory

/// A decoder with its options, before one is chosen: everything that the suite knows of it by its
/// name, in one record that stands in the decoder's own file.
///
/// The catalogue, the cost model, the first guess of a search, the benchmark and the figures all
/// read it here.
public struct DecoderFamily: Sendable {
  /// What may follow the colon of a name, with a line on it.
  public typealias Option = (name: String, summary: String)

  /// Which of a benchmark case's dimensions a decoder is measured at.
  public enum BenchmarkClass: Sendable {
    /// The one at which a single reading of the matched filter succeeds.
    case oneStep
    /// The one at which decoders that iterate succeed.
    case iterative
    /// None: it decodes single symbols.
    case singleSymbol
  }

  /// How a decoder's series look in every figure.
  public struct Style: Hashable, Sendable {
    /// `#rrggbb`, by Okabe and Ito (2008), 'Color universal design'.
    public let color: String
    /// gnuplot's number of the filled symbol, the hollow one's plus one; 17 a star, 19 and 21 triangles
    /// that point right and left, 23 a cross, 25 a star of four points.
    public let symbol: Int

    /// A style.
    public init(color: String, symbol: Int) {
      self.color = color
      self.symbol = symbol
    }
  }

  /// The name before the colon.
  public let name: String
  /// The rule, in a line.
  public let summary: String
  /// What may follow the colon.
  public let options: [Option]
  /// What a decode takes.
  public let cost: DecoderCost
  /// The dimension that a search begins with, for an option (nil for none) and what is sent.
  public let guess: @Sendable (_ option: String?, _ point: TheoryPoint) -> DimensionGuess
  /// Its dimension in a benchmark.
  public let benchmarkClass: BenchmarkClass
  /// Whether `benchmark` measures it unless told which.
  public let isBenchmarkedByDefault: Bool
  /// Colour and symbol; nil for those that a figure has left.
  public let style: Style?
  /// Names of decoders of the family: all there are, or one where a number follows the colon.
  public let exampleNames: [String]
  /// Whether a name holds a command that is run: it is given by itself, never in a list with commas,
  /// which may be part of it, and files that hold one are run only where the user allows it.
  public let runsPrograms: Bool
  /// Makes the decoder of what follows the colon (nil without one); nil if there is none.
  let make: @Sendable (_ option: String?) -> (any Decoder)?

  /// A family.
  ///
  /// - Parameters:
  ///   - name: the name before the colon.
  ///   - summary: the rule, in a line.
  ///   - options: words that may follow the colon.
  ///   - parameter: the symbol of what else may follow it, with a line on it; nil if nothing may.
  ///   - example: what may stand for the parameter; nil if nothing suits every machine.
  ///   - runsPrograms: whether the parameter is a command that is run.
  ///   - cost: what a decode takes.
  ///   - guess: the dimension that a search begins with.
  ///   - benchmarkClass: its dimension in a benchmark.
  ///   - isBenchmarkedByDefault: whether `benchmark` measures it unless told which; nil for where it
  ///     has no parameter.
  ///   - style: colour and symbol in figures.
  ///   - make: makes the decoder of what follows the colon, nil without one; nil for a parameter that
  ///     it does not take.
  public init(
    _ name: String, _ summary: String, options: [Option] = [], parameter: Option? = nil,
    example: String? = nil, runsPrograms: Bool = false, cost: DecoderCost = DecoderCost(),
    guess: @escaping @Sendable (_ option: String?, _ point: TheoryPoint) -> DimensionGuess = {
      .greedy($1)
    },
    benchmark benchmarkClass: BenchmarkClass = .iterative, isBenchmarkedByDefault: Bool? = nil,
    style: Style? = nil, make: @escaping @Sendable (_ option: String?) -> (any Decoder)?
  ) {
    self.name = name
    self.summary = summary
    self.options = options + [parameter].compactMap { $0 }
    self.cost = cost
    self.guess = guess
    self.benchmarkClass = benchmarkClass
    self.isBenchmarkedByDefault = isBenchmarkedByDefault ?? (parameter == nil)
    self.style = style
    let written = (options.map(\.name) + [example].compactMap { $0 }).map { "\(name):\($0)" }
    exampleNames = parameter != nil && make(nil) == nil ? written : [name] + written
    self.runsPrograms = runsPrograms
    let known = options.map(\.name)
    let takesOthers = parameter != nil
    self.make = { option in
      takesOthers || option.map(known.contains) != false ? make(option) : nil
    }
  }

  /// A positive real number in plain digits; nil for any other text.
  static func positiveNumber(_ text: String) -> Double? {
    guard let number = Double(text), number > 0, number.isFinite,
      text.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "x" && $0 != "X" })
    else { return nil }
    return number
  }
}

/// What decoding takes, by a fixed model: seconds of one core of the machine that it was fitted on.
///
/// It decides batches and shards, so it is a pure function of the point and never changes for a
/// decoder that results were shipped of: batches are part of what identifies a unit of work.
public struct DecoderCost: Sendable {
  /// Passes over the dictionary for one code of sparsity k.
  public var passes: @Sendable (_ k: Double) -> Double
  /// Seconds per entry of the dictionary in one pass of a batch.
  public var secondsPerEntry: Double
  /// Seconds beyond the passes, from k and d.
  public var solving: @Sendable (_ k: Double, _ d: Double) -> Double
  /// Seconds of one draw of the conditional estimator, from k and d.
  public var drawing: @Sendable (_ k: Double, _ d: Double) -> Double
  /// By how much d* of one draw strays, relative, from k.
  public var spread: @Sendable (_ k: Double) -> Double

  /// A model; what is not said is that of matching pursuit.
  public init(
    passes: @escaping @Sendable (_ k: Double) -> Double = { $0 },
    secondsPerEntry: Double = 1.2e-12,
    solving: @escaping @Sendable (_ k: Double, _ d: Double) -> Double = { k, _ in 8e-6 * k },
    drawing: @escaping @Sendable (_ k: Double, _ d: Double) -> Double = { k, d in
      1e-9 * k * d + 2e-12 * k * k * d + 3e-6 * k
    },
    spread: @escaping @Sendable (_ k: Double) -> Double = { 0.5 / $0.squareRoot() }
  ) {
    self.passes = passes
    self.secondsPerEntry = secondsPerEntry
    self.solving = solving
    self.drawing = drawing
    self.spread = spread
  }

  /// One reading of the matched filter.
  public static let oneStep = DecoderCost(
    passes: { _ in 1 }, secondsPerEntry: 3e-12, solving: { _, _ in 0 },
    drawing: { k, d in 3.2e-8 * d + 4e-11 * k * d + 4e-5 }, spread: { _ in 0.2 })
}
