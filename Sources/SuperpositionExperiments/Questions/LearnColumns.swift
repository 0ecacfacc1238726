import Runs
import SuperpositionEstimation

extension LearnQuestion {
  /// The columns of rows about training.
  static let table: [Column<Subject>] =
    [
      Column("learner", "the learner with its options", holdsNames: true) { $0.point.learner.name },
      Column("ensemble", "the law of the codewords; empty for activations", holdsNames: true) {
        $0.point.codes.map { PointColumns.name(of: $0.ensemble) } ?? ""
      },
      Column("N", "codewords; empty for activations") {
        $0.point.codewordCount.map { "\($0)" } ?? ""
      },
      Column("k", "active codewords, as the learner is told") { String($0.point.sparsity) },
      Column("d", "the dimension") { String($0.point.dimension) },
      Column("coefficients", "the law of the coefficients", holdsNames: true) {
        $0.point.codes?.coefficients.description ?? ""
      },
      Column("M", "latents, the learned codewords") { String($0.point.latentCount) },
      Column("steps", "training steps") { String($0.point.steps) },
      Column("samples", "distinct samples at most: those drawn, unless there are fewer") {
        String(min($0.point.samples ?? $0.point.drawnCount, $0.point.drawnCount))
      },
      Column("learning_rate", "the learning rate at the start") {
        NumberFormat.exact($0.point.learningRate)
      },
      Column("seeds", "dictionaries and trainings") { String($0.seeds) },
    ]
    + interval("recovered", "codewords matched with a cosine above 0.9, a fraction") {
      try $0.proportion("recovered", of: $0.point.codewordCount)
    } + [
      number("mean_cosine", "the mean cosine of the best matching"),
      number("chance", "what random directions in place of the latents recover"),
      number("dead", "latents that no code held out activates, a fraction"),
      number("l0", "active latents of a code"),
      number("fvu", "the fraction of variance unexplained"),
      Column("reader", "encoder, or who reads with the learned dictionary", holdsNames: true) {
        $0.reader
      },
    ]
    + interval("success", "the probability that all members and nothing else are read") {
      try $0.reading({ $0.exact }, of: \.trials)
    } + [
      Column("members_found", "the fraction of members read") {
        NumberFormat.real(try $0.found?.value)
      },
      Column("seed", "the first of the seeds") { String($0.point.seed) },
      Column("members_found_low", "the lower end of its 95% interval") {
        NumberFormat.real(try $0.found?.low)
      },
      Column("members_found_high", "the upper end") { NumberFormat.real(try $0.found?.high) },
      ends("mean_cosine", isLow: true), ends("mean_cosine", isLow: false),
      ends("fvu", isLow: true), ends("fvu", isLow: false),
      number("maximum_cosine", "the mean over codewords of the largest cosine with any latent"),
      number("chance_cosine", "the mean cosine of the best matching with random directions"),
      number("chance_maximum", "the mean largest cosine with random directions"),
      Column("batch", "samples a step") { String($0.point.batchSize) },
      Column("start", "where training starts", holdsNames: true) { $0.point.start.description },
      Column("trials", "codes held out, of each seed") { String($0.trials) },
      Column("weak_amplitude", "the amplitude of every second feature") {
        $0.point.weakAmplitude == 1 ? "" : NumberFormat.exact($0.point.weakAmplitude)
      },
    ]
    + [
      Column("dictionary_sha256", "the SHA-256 of a file's codewords, or of activations") {
        $0.point.contentHash
      }
    ]
    + interval("near", "codewords with a cosine above 0.9 in size with any latent, a fraction") {
      try $0.proportion("near", of: $0.point.codewordCount)
    } + [number("chance_near", "the same of random directions")]
    + interval("weak_recovered", "weak codewords recovered, a fraction") {
      try $0.proportion("weak_recovered", of: $0.point.codewordCount.map { $0 / 2 })
    }
    + interval("weak_members_found", "the fraction of weak members read") {
      try $0.reading({ $0.weakFound }, of: \.weakSent)
    } + [
      Column("supports", "the law of the supports", holdsNames: true) {
        $0.point.codes?.supports.description ?? ""
      }
    ]

  private static func interval(
    _ name: String, _ summary: String, _ estimate: @escaping @Sendable (Subject) throws -> Estimate?
  ) -> [Column<Subject>] {
    [
      Column(name, summary) { NumberFormat.real(try estimate($0)?.value) },
      Column("\(name)_low", "the lower end of its 95% interval") {
        NumberFormat.real(try estimate($0)?.low)
      },
      Column("\(name)_high", "the upper end") { NumberFormat.real(try estimate($0)?.high) },
    ]
  }

  private static func number(_ name: String, _ summary: String) -> Column<Subject> {
    Column(name, summary) { NumberFormat.real(try $0.mean(name)?.value) }
  }

  /// An end of a number's interval over seeds; empty for one seed.
  private static func ends(_ name: String, isLow: Bool) -> Column<Subject> {
    let summary = isLow ? "the lower end of its 95% interval over seeds" : "the upper end"
    return Column("\(name)_\(isLow ? "low" : "high")", summary) { row in
      guard row.seeds > 1, let estimate = try row.mean(name) else { return "" }
      return NumberFormat.real(isLow ? estimate.low : estimate.high)
    }
  }
}

extension LearnQuestion.Subject {
  /// The fraction of members that the row's reader reads.
  var found: Estimate? {
    get throws {
      let sparsity = point.sparsity
      return try reading({ $0.membersFound }) { $0.membersSent ?? $0.trials * sparsity }
    }
  }
}
