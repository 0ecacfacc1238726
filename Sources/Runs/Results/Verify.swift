import Foundation

/// Whether shipped results stand up to being measured again.
///
/// Of each result, a sample of rows is computed with the seed they had, where equal text is expected
/// on the same kind of machine, and with a fresh seed, where the two values may differ by chance
/// alone. That is tested row by row with a two-sample z test, whose standard errors are those of the
/// two 95% intervals on the sides that face each other (the method of variance estimates recovery:
/// Zou and Donner, 'Construction of confidence limits about effect measures', Statistics in Medicine
/// 2008), and which therefore allows for trials that share a dictionary as the intervals do. The
/// level is divided by the number of tests (Bonferroni). Theory is compared to 1 part in 10⁹.
public struct Verification: Sendable {
  /// How much to verify.
  public struct Options: Sendable {
    /// Rows of each result at most.
    public var rows = 3
    /// Processor seconds for each result at most, by the fixed cost model.
    public var budget = 10.0
    /// The probability that any test rejects true results, over all of them.
    public var level = 0.001
    /// The fresh seed.
    public var seed: UInt64 = 0x7665_7269_6679
    /// Workers.
    public var jobs = 1

    /// The options of a quick check.
    public init() {}
  }

  /// What was found about one row.
  public struct Row: Sendable {
    /// The file.
    public let path: String
    /// The row, from one.
    public let number: Int
    /// The value's column.
    public let column: String
    /// The value in the file, with its interval if it has one.
    public let recorded: Interval
    /// The value of the fresh run; nil where only a replay says something (theory).
    public let fresh: Interval?
    /// Whether the replay gave the same text; nil if it was too costly.
    public let isIdentical: Bool?
    /// The probability of a difference at least this large by chance.
    public let probability: Double
  }

  /// A value and its interval.
  public struct Interval: Sendable {
    /// The value.
    public let value: Double
    /// The standard errors towards smaller and larger values; 0 for theory.
    public let errors: (below: Double, above: Double)
  }

  /// The rows that were compared.
  public private(set) var rows: [Row] = []
  /// What could not be compared and why, one line each.
  public private(set) var notes: [String] = []
  /// Results that are wrong beyond statistics, one line each.
  public private(set) var faults: [String] = []
  private let options: Options

  /// The probability that any true result is rejected.
  public var level: Double { options.level }

  /// What was compared, one line for each row.
  public var table: ResultFile {
    func text(_ value: Double?) -> String { value.map { String(format: "%.6g", $0) } ?? "" }
    return ResultFile(
      header: [
        "file", "row", "column", "recorded", "fresh", "p_value", "verdict", "replay_identical",
      ],
      rows: rows.map { row in
        [
          row.path, "\(row.number)", row.column, text(row.recorded.value), text(row.fresh?.value),
          String(format: "%.3g", row.probability),
          row.probability < threshold ? "rejected" : "agrees",
          row.isIdentical.map { $0 ? "yes" : "no" } ?? "",
        ]
      })
  }

  /// A row is rejected if its probability is below this.
  public var threshold: Double { options.level / Double(max(1, rows.count)) }

  /// The rows that are rejected.
  public var rejected: [Row] { rows.filter { $0.probability < threshold } }

  /// Verifies the results at `paths`.
  ///
  /// A file that cannot be read, or whose experiment cannot, is a fault and holds up no other.
  ///
  /// - Parameter order: Chooses the rows of each file, beginning anew.
  /// - Throws: Whatever a unit throws.
  public init(
    of paths: [String], options: Options = Options(), order: some RandomNumberGenerator,
    source: PlanSource
  ) async throws {
    self.options = options
    for path in paths {
      do {
        try await verify(path, order: order, source: source)
      } catch let error as ExperimentError
        where [.usage, .badData, .missingInput].contains(error.exitCode)
      {
        faults.append(error.message)
      }
    }
  }

  /// The CSV files of a directory, or the file itself.
  ///
  /// - Throws: `ExperimentError` 66 if there is nothing of that name, 65 if it holds no CSV.
  public static func results(at path: String) throws(ExperimentError) -> [String] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ExperimentError(.missingInput, "\(path): there is no such directory")
    }
    guard isDirectory.boolValue else { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw ExperimentError(.missingInput, "\(path): cannot be read")
    }
    let stem = path.hasSuffix("/") ? path : path + "/"
    let results = names.filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
    guard !results.isEmpty else {
      throw ExperimentError(.badData, "\(path): holds no results (files that end in .csv)")
    }
    return results.map { stem + $0 }
  }

  private mutating func verify(
    _ path: String, order: some RandomNumberGenerator, source: PlanSource
  ) async throws {
    let result = try ResultFile(contentsOf: path)
    guard result.isMarked, !result.experiment.isEmpty else {
      notes.append("\(path): carries no experiment, so there is nothing to measure again")
      return
    }
    guard result.isAsWritten else {
      faults.append("\(path): was changed after superpose wrote it")
      return
    }
    guard result.isComplete else {
      notes.append("\(path): is not complete, so it is not verified")
      return
    }
    let plan = try source.checkedPlan(of: result, at: path)
    guard let column = Value(plan, header: result.header) else {
      notes.append("\(path): has no column that can be compared")
      return
    }
    let planned = try Replay.rows(of: plan, for: result, at: path)
    do {
      try await compare(result, plan, planned, column, at: path, order: order, source: source)
    } catch let error as ExperimentError where error.exitCode == .missingInput {
      notes.append("\(path): cannot be measured again here: \(error.message)")
    }
  }

  private mutating func compare(
    _ result: ResultFile, _ plan: Plan, _ planned: [Plan.Row], _ column: Value, at path: String,
    order: some RandomNumberGenerator, source: PlanSource
  ) async throws {
    for (index, row) in planned.enumerated() {
      guard let flaw = column.flaw(result, row: index, planned: row) else { continue }
      faults.append("\(path): row \(index + 1): \(flaw)")
    }
    let fresh = column.hasError ? try source.plan(result, path, options.seed).rows : []
    var order = order
    var budget = options.budget
    var count = 0
    // A success probability of nearly 0 or 1 comes out again even if much is wrong.
    let shuffled = result.rows.indices.shuffled(using: &order)
    let telling = shuffled.filter { index in
      column.interval(result, row: index).map { column.isTelling($0.value) } ?? false
    }
    let first = Set(telling)
    let candidates = telling + shuffled.filter { !first.contains($0) }
    for index in candidates where count < options.rows {
      guard let recorded = column.interval(result, row: index) else { continue }
      let cost = planned[index].cost
      let isReplayed = cost <= budget / 2
      let identical =
        isReplayed ? try await planned[index].compute(jobs: options.jobs, name: path) : nil
      if isReplayed, identical == nil {
        faults.append("\(path): row \(index + 1) cannot be computed again")
        continue
      }
      var spent = isReplayed ? cost : 0
      // A row without a value to compare took its time all the same.
      defer { budget -= spent }
      var second: Interval?
      var probability = 1.0
      if column.hasError {
        guard let part = Self.affordable(fresh[index], budget: budget / 2) else { continue }
        spent += part.cost
        let fields = try await part.compute(jobs: options.jobs, name: path)
        second = fields.flatMap {
          column.interval(ResultFile(header: result.header, rows: [$0]), row: 0)
        }
        guard let second else {
          notes.append("\(path): row \(index + 1): the fresh run found no value to compare")
          continue
        }
        probability = Self.probability(recorded, second)
      } else {
        guard let identical else { continue }
        let again = column.interval(ResultFile(header: result.header, rows: [identical]), row: 0)
        let scale = abs(recorded.value)
        let isSame = again.map { abs($0.value - recorded.value) <= 1e-9 * scale } ?? false
        probability = isSame ? 1 : 0
      }
      rows.append(
        Row(
          path: path, number: index + 1, column: column.name, recorded: recorded, fresh: second,
          isIdentical: identical.map { $0 == result.rows[index] }, probability: probability))
      count += 1
    }
    if count == 0 { notes.append("\(path): no row can be measured again within the budget") }
  }

  /// The row from as many of its units as the budget allows; nil if not even one.
  private static func affordable(_ row: Plan.Row, budget: Double) -> Plan.Row? {
    var spent = 0.0
    let units = row.units.prefix { unit in
      spent += unit.costWithNeeds
      return spent <= budget
    }
    let chosen = Set(units.map(\.identity))
    return chosen.isEmpty ? nil : row.restricted { chosen.contains($0) }
  }

  /// The two-sided probability of a difference at least as large as this one.
  static func probability(_ first: Interval, _ second: Interval) -> Double {
    let (lower, upper) = first.value < second.value ? (first, second) : (second, first)
    let difference = upper.value - lower.value
    if difference == 0 { return 1 }
    let error = hypot(lower.errors.above, upper.errors.below)
    return error > 0 ? erfc(difference / error / 2.0.squareRoot()) : 0
  }

  /// The value of a result's rows.
  private struct Value {
    let compared: ComparedValue
    var name: String { compared.column }
    /// Whether it is measured, with columns `NAME_low` and `NAME_high`.
    let hasError: Bool

    init?(_ plan: Plan, header: [String]) {
      guard let compared = plan.compared, header.contains(compared.column) else { return nil }
      self.compared = compared
      if case .none = compared.spread { hasError = false } else { hasError = true }
    }

    /// Whether a value leaves room for a difference on both sides.
    func isTelling(_ value: Double) -> Bool { compared.telling.contains(value) }

    /// What is wrong with a row whatever is measured: it is not the plan's, or its value is outside
    /// its interval.
    func flaw(_ result: ResultFile, row: Int, planned: Plan.Row) -> String? {
      guard let unit = planned.units.first?.identity else { return nil }
      let counts = planned.units.compactMap { $0.identity["count"].flatMap { Int($0) } }
      var expected = unit.fields.map { (name: String($0.name), value: String($0.value)) }
      if compared.countsItsTrials { expected.removeAll { $0.name == "trials" } }
      if !counts.isEmpty, counts.count == planned.units.count {
        expected.append(("trials", "\(counts.reduce(0, +))"))
      }
      for (key, value) in expected {
        if let found = result.field(key, ofRow: row), found != value {
          return "\(key) = \(found) is recorded, and the experiment has \(value)"
        }
      }
      let numbers = [name + "_low", name, name + "_high"].compactMap { column in
        result.field(column, ofRow: row).flatMap { Double($0) }
      }
      guard numbers.count < 3 || numbers[0] <= numbers[1] && numbers[1] <= numbers[2] else {
        return "\(name) = \(numbers[1]) is outside its interval, \(numbers[0]) to \(numbers[2])"
      }
      return nil
    }

    /// The value of a row, nil if it has none.
    func interval(_ result: ResultFile, row: Int) -> Interval? {
      func number(_ column: String) -> Double? {
        result.field(column, ofRow: row).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
      }
      guard let value = number(name) else { return nil }
      guard hasError else { return Interval(value: value, errors: (0, 0)) }
      guard let low = number(name + "_low"), let high = number(name + "_high") else { return nil }
      if case .quantiles = compared.spread {
        // The columns are quantiles of the dictionaries, not an interval of the median, whose
        // standard error is √(π/2)·σ/√n for a nearly normal distribution.
        guard let trials = number("trials"), trials >= 1 else { return nil }
        let error = 1.2533 * (high - low) / (2 * 1.6449) / trials.squareRoot()
        return Interval(value: value, errors: (error, error))
      }
      return Interval(
        value: value, errors: (max(0, value - low) / 1.96, max(0, high - value) / 1.96))
    }
  }
}
