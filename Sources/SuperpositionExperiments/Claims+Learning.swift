extension Claims {
  /// What is said of learned dictionaries: the source paper's conjecture, and what tutorials on toy
  /// autoencoders and toy models say.
  static let learned: [Claim] = [
    Claim(
      statement:
        "what a one-step encoder cannot read will not appear in the dictionary that it learns",
      reading: .lessThan(0.5, written: "1/2"),
      quantity: "sae:topk: codewords recovered at N=2^8 k=4 d=24, where topk reads < 4% of codes",
      source: "learnability"
    ) { try $0.learned("recovered", by: "sae:topk", reader: "encoder", d: 24) },
    Claim(
      statement: "… nor will it be of use: who reads with the learned dictionary reads no more",
      reading: .lessThan(0.1, written: "0.1"),
      quantity: "mp on the dictionary of sae:topk: P(success) at N=2^8 k=4 d=24",
      source: "learnability"
    ) { try $0.learned("success", by: "sae:topk", reader: "mp", d: 24) },
    Claim(
      statement:
        "an autoencoder's own encoder reads the codes of the dictionary that it has learned",
      reading: .atLeast(0.5), quantity: "sae:topk: P(success) at N=2^8 k=4 d=32",
      source: "learnability"
    ) { try $0.learned("success", by: "sae:topk", reader: "encoder", d: 32) },
    Claim(
      statement: "a toy autoencoder finds most of 8 features in 4 dimensions (tutorials)",
      reading: .atLeast(0.5),
      quantity: "sae:relu, 32 latents, |cos| > 0.9: found of those that random directions miss",
      source: "tutorial"
    ) { results in
      let fields = ["learner": "sae:relu:lambda=0.3", "M": "32", "reader": "encoder"]
      let columns = ["near", "near_low", "near_high", "chance_near"]
      return try results.row("tutorial", fields, columns).map { numbers in
        let excess = numbers[0...2].map { ($0 - numbers[3]) / (1 - numbers[3]) }
        return Measurement(excess[0], max(0, excess[1]), min(1, excess[2]))
      }
    },
    Claim(
      statement: "an autoencoder's features respond to one class each with high purity (tutorials)",
      reading: .atLeast(0.9), quantity: "sae:relu:lambda=0.05, M=64 on 16 neurons: mean purity",
      source: "monosemanticity"
    ) { try $0.purity("latents", lambda: "0.05") },
    Claim(
      statement: "… while neurons are less pure than what the autoencoder makes of them",
      reading: .lessThan(0, written: "0"),
      quantity: "mean purity of neurons less that of latents, lambda=0.05",
      source: "monosemanticity"
    ) { results in
      guard let neurons = try results.purity("neurons", lambda: "0.05"),
        let latents = try results.purity("latents", lambda: "0.05")
      else { return nil }
      return Measurement(
        neurons.value - latents.value, neurons.low - latents.high, neurons.high - latents.low)
    },
    Claim(
      statement: "a linear model without ReLU shows superposition (tutorials)",
      reading: .atLeast(3), quantity: "linear, n=5 m=2: features represented", source: "toy"
    ) { results in
      let fields = ["n": "5", "nonlinearity": "none"]
      return try results.row("toy", fields, ["represented"]).map { Measurement(exact: $0[0]) }
    },
    Claim(
      statement: "rare features in two dimensions make a pentagon (Elhage et al. 2022)",
      reading: .equals(72, within: 4), quantity: "n=5 m=2 S=0.9: angles between neighbours",
      source: "toy"
    ) { results in
      let fields = ["n": "5", "sparsity": "0.9", "nonlinearity": "relu"]
      return try results.row("toy", fields, ["smallest_gap", "largest_gap"]).map {
        Measurement(($0[0] + $0[1]) / 2, $0[0], $0[1])
      }
    },
  ]
}

extension Claims.Results {
  /// The mean purity of some units on a toy classifier.
  fileprivate func purity(_ units: String, lambda: String) throws -> Claims.Measurement? {
    let fields = ["units": units, "lambda": lambda, "M": "64"]
    return try row("monosemanticity", fields, ["purity", "purity_low", "purity_high"]).map {
      Claims.Measurement($0[0], $0[1], $0[2])
    }
  }

  /// A proportion of the figure of learnability, of trainings of full length.
  fileprivate func learned(
    _ column: String, by learner: String, reader: String, d: Int
  ) throws -> Claims.Measurement? {
    let fields = [
      "learner": learner, "reader": reader, "d": "\(d)", "N": "256", "steps": "3000",
      "start": "random",
    ]
    return try row("learnability", fields, [column, "\(column)_low", "\(column)_high"]).map {
      Claims.Measurement($0[0], $0[1], $0[2])
    }
  }
}
