/// Makes the plan of the experiment that a result carries.
public struct PlanSource: Sendable {
  /// The plan of a result read from `path`, with the seed of every block replaced by `seed` unless
  /// that is nil.
  public let plan: @Sendable (_ result: ResultFile, _ path: String, _ seed: UInt64?) throws -> Plan

  /// A source.
  public init(
    plan: @escaping @Sendable (_ result: ResultFile, _ path: String, _ seed: UInt64?) throws -> Plan
  ) {
    self.plan = plan
  }

  /// The plan of a result, limited to the columns that the result has: those of an earlier version
  /// are the first of this one's.
  ///
  /// - Throws: `ExperimentError` 65 if the columns differ; whatever `plan` throws.
  func checkedPlan(of result: ResultFile, at path: String) throws -> Plan {
    let plan = try plan(result, path, nil)
    guard plan.header.starts(with: result.header) else {
      throw ExperimentError(
        .badData,
        "\(path): the columns are not those of this version of superpose: run its experiment again")
    }
    return plan.header.count == result.header.count
      ? plan : plan.limited(toColumns: result.header.count)
  }
}

extension Plan.Row {
  /// The same row from some of its units; the others count as missing.
  func restricted(to isIncluded: (UnitIdentity) -> Bool) -> Plan.Row {
    let flags = units.map { isIncluded($0.identity) }
    return Plan.Row(units: zip(units, flags).compactMap { $1 ? $0 : nil }) { records in
      var present = records.makeIterator()
      return try derive(flags.map { $0 ? present.next() ?? nil : nil })
    }
  }

  /// Expected processor seconds of its units and of those that they need.
  var cost: Double { units.reduce(0) { $0 + $1.costWithNeeds } }

  /// The row's fields, computed anew by up to `jobs` workers; nil if the units are not enough.
  func compute(jobs: Int, name: String, progress: ProgressStyle = .none) async throws -> [String]? {
    let plan = Plan(name: name, header: [], rows: [self])
    var options = RunOptions(jobs: jobs, progress: progress)
    options.isResumable = false
    return try await Runner(plan: plan, experiment: "", options: options).run().result.rows.first
  }
}
