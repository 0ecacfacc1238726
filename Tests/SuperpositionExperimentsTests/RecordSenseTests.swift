import Runs
import SuperpositionEstimation
import Testing

@testable import SuperpositionExperiments

/// Records with valid checksums that no run can have written.
struct RecordSenseTests {
  private static let experiment = """
    blocks:
      - {kind: success, decoder: topk, N: 64, k: 2, d: 30, trials: 16, estimator: simulate}
    """

  private func rows(_ fields: [(String, String)]) throws -> [[String]] {
    let plan = try Plan(Experiment(yaml: Self.experiment, file: "e.yml", name: "e"))
    let record = UnitRecord(fields.map { (name: $0.0, value: $0.1) })
    return try plan.rows.compactMap { try $0.derive([record]) }
  }

  private static let honest = [
    ("trials", "16"), ("successes", "9"), ("clusters", "2"), ("success_squares", "41"),
    ("success_trials", "72"), ("trial_squares", "128"), ("members_found", "24"),
    ("false_members", "8"), ("not_converged", "0"),
  ]

  @Test func honestRecords() throws {
    #expect(try rows(Self.honest).count == 1)
  }

  @Test(
    "forged records",
    arguments: [
      ("trials", "-5"), ("trials", "8"), ("trials", "4503599627370496"), ("successes", "17"),
      ("successes", "-1"), ("members_found", "999999"), ("members_found", "9223372036854775807"),
      ("members_found", "-1"), ("false_members", "9223372036854775807"), ("not_converged", "17"),
      ("clusters", "0"), ("trial_squares", "9223372036854775807"), ("success_squares", "1e5"),
      // Of 16 trials at k = 2, of which 9 succeed; in two clusters.
      ("members_found", "33"), ("members_found", "17"), ("not_converged", "8"), ("clusters", "3"),
      ("clusters", "15"), ("success_squares", "40"), ("trial_squares", "136"),
      ("success_trials", "73"), ("false_members", "1025"), ("false_members", "nan"),
    ])
  func forgedRecords(name: String, value: String) {
    let fields = Self.honest.map { $0.0 == name ? (name, value) : $0 }
    let error = #expect(throws: ExperimentError.self) { try rows(fields) }
    #expect(error?.exitCode == .badData)
    let words = error?.message ?? ""
    #expect(words.hasPrefix("the record of 'success decoder=topk "), "\(words)")
    // Some of these contradict a field that is read before them.
    #expect(
      ["trials", "successes"].contains(name) || words.contains(" has \(name) = "), "\(words)")
  }

  @Test("the error says what is wrong")
  func words() {
    let fields = Self.honest.map { $0.0 == "members_found" ? ($0.0, "191") : $0 }
    let error = #expect(throws: ExperimentError.self) { try rows(fields) }
    #expect(error?.message.hasSuffix("' has members_found = 191, more than 32") == true)
  }

  /// The first row of an experiment from one record, some of whose fields are forged.
  private func row(
    _ block: String, _ honest: [(String, String)], _ forged: [(String, String)] = []
  ) throws -> [String]? {
    let plan = try Plan(
      Experiment(yaml: "blocks: [{\(block)}]\n", file: "e.yml", name: "e"))
    let fields = honest.map { field in forged.first { $0.0 == field.0 } ?? field }
    return try plan.rows[0].derive([UnitRecord(fields.map { (name: $0.0, value: $0.1) })])
  }

  private func expectRefusal(
    _ block: String, _ honest: [(String, String)], _ forged: [[(String, String)]]
  ) throws {
    #expect(try row(block, honest) != nil)
    for fields in forged {
      let error = #expect(throws: ExperimentError.self, "\(fields)") {
        try row(block, honest, fields)
      }
      #expect(error?.exitCode == .badData, "\(fields)")
    }
  }

  @Test func forgedDraws() throws {
    try expectRefusal(
      "kind: success, decoder: topk, N: 64, k: 2, d: 30, trials: 16, estimator: conditional",
      [
        ("draws", "16"), ("sum", "9.5"), ("sum_of_squares", "7.25"), ("noise_variance", "0.001"),
        ("bias_bound", "0.0001"), ("member_failures", "1"), ("samples", "4000"),
      ],
      [
        [("sum", "40")], [("sum", "-3")], [("sum", "nan")], [("sum_of_squares", "1")],
        [("sum_of_squares", "12")], [("bias_bound", "17")], [("bias_bound", "-1")],
        [("member_failures", "9")], [("draws", "15")], [("noise_variance", "17")],
      ])
  }

  @Test func forgedSearches() throws {
    let searched = [("reached", "1"), ("trials", "16"), ("not_converged", "0")]
    try expectRefusal(
      "kind: dimension, decoder: topk, N: 64, k: 2, target: 0.5, trials: 16",
      searched + [("d", "12"), ("d_low", "11"), ("d_high", "14")],
      [
        [("d", "0.8"), ("d_low", "0.7")], [("d", "10")], [("d", "15")], [("d", "nan")],
        [("d_high", "nan")], [("trials", "9223372036854775807")], [("trials", "1e3")],
        [("trials", "99999999999999999999")], [("trials", "4503599627370495")],
        [("not_converged", "17")], [("reached", "2")],
      ])
    try expectRefusal(
      "kind: sparsity, decoder: topk, N: 64, d: 30, target: 0.5, trials: 16",
      searched + [("k_certain", "3"), ("k", "4"), ("k_low", "3.5"), ("k_high", "5")],
      [
        [("k_certain", "64")], [("k_certain", "65")], [("k_certain", "-1")], [("k", "6")],
        [("k", "65"), ("k_high", "66")], [("k_low", "nan")], [("trials", "4503599627370495")],
        [("reached", "0")],
      ])
  }

  @Test func forgedCoherences() throws {
    try expectRefusal(
      "kind: coherence, N: 16, d: 8, trials: 16",
      [("coherence", "0.7"), ("coherence_low", "0.5"), ("coherence_high", "0.9")],
      [
        [("coherence", "1.5"), ("coherence_high", "1.5")], [("coherence_low", "-0.1")],
        [("coherence_high", "1.1")], [("coherence_low", "0.8")], [("coherence_high", "0.6")],
        [("coherence", "nan")], [("coherence_low", "inf")], [("coherence", "x")],
      ])
  }

  @Test func forgedToys() throws {
    try expectRefusal(
      "kind: toy, features: 5, hidden: 2",
      [
        ("loss", "0.1"), ("represented", "5"), ("dimensions_per_feature", "0.4"),
        ("smallest_gap", "71"), ("largest_gap", "73"), ("dimensionality", "0.4"),
        ("dimensionality_low", "0.39"), ("dimensionality_high", "0.41"), ("norm_low", "0.9"),
        ("norm_high", "1.1"), ("norm_first", "1"), ("norm_last", "1"), ("smallest_cosine", "-0.8"),
      ],
      [
        [("represented", "6")], [("represented", "-1")], [("smallest_gap", "74")],
        [("largest_gap", "361")], [("smallest_gap", "-1")], [("loss", "nan")], [("loss", "inf")],
        [("loss", "-1")], [("dimensions_per_feature", "nan")], [("dimensionality_high", "2")],
        [("smallest_cosine", "-2")], [("norm_low", "2")], [("norm_high", "inf")],
      ])
  }

  @Test func forgedMeasurements() throws {
    let readings = ["encoder", "topk", "map-linear", "mp", "omp", "gp"].flatMap {
      [("\($0)_exact", "4"), ("\($0)_found", "20")]
    }
    try expectRefusal(
      "kind: learn, learner: 'sae:topk', N: 16, k: 2, d: 8, trials: 16",
      [
        ("dead", "0.1"), ("l0", "2"), ("fvu", "0.3"), ("recovered", "0.5"), ("mean_cosine", "0.8"),
        ("maximum_cosine", "0.9"), ("near", "0.5"), ("chance", "0"), ("chance_cosine", "0.3"),
        ("chance_maximum", "0.6"), ("chance_near", "0"), ("trials", "16"),
      ] + readings,
      [
        [("recovered", "1.5")], [("recovered", "-1")], [("l0", "17")], [("l0", "nan")],
        [("fvu", "-1")], [("fvu", "inf")], [("dead", "2")], [("mean_cosine", "2")],
        [("chance", "7")], [("trials", "17")], [("encoder_exact", "17")], [("mp_found", "33")],
        [("mp_found", "7")], [("gp_found", "9223372036854775807")],
      ])
  }

  @Test func forgedTrajectories() throws {
    let names = ["mean", "low", "high", "predicted", "median", "q5", "q95"]
    let values = ["2", "1", "3", "2", "2", "1", "3"]
    let honest = (0..<20).flatMap { pass in
      zip(names, values).map { ("\($0)_\(pass)", $1) }
    }
    try expectRefusal(
      "kind: trajectory, decoder: amp, N: 64, k: 2, d: 30, trials: 16", honest,
      [
        [("mean_0", "4")], [("median_0", "0.5")], [("mean_0", "nan")], [("predicted_0", "-1")],
        [("q95_0", "1.5")], [("low_0", "2.5")],
      ])
  }

  @Test(
    "forged dimensions",
    arguments: [("1e-320", "12"), ("12", "1e-320"), ("nan", "12"), ("13", "12"), ("12", "inf")])
  func forgedDimensions(low: String, value: String) throws {
    let experiment = """
      blocks: [{kind: dimension, decoder: topk, N: 64, k: 2, target: 0.5, trials: 16}]
      """
    let plan = try Plan(Experiment(yaml: experiment, file: "e.yml", name: "e"))
    let record = UnitRecord([
      ("reached", "1"), ("trials", "16"), ("d", value), ("d_low", low), ("d_high", "14"),
      ("not_converged", "0"),
    ])
    let error = #expect(throws: ExperimentError.self) { try plan.rows[0].derive([record]) }
    #expect(error?.exitCode == .badData)
  }
}
