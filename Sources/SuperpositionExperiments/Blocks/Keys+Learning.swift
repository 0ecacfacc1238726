import Runs
import SuperpositionLearning

/// Keys of training: what is learned, from how much, and how.
extension Keys {
  /// The learners.
  public static let learner = Key<[String]>(
    "learner",
    help: "Learners with their options, such as sae:topk,sae:relu:lambda=0.2; see 'superpose list "
      + "learners'.",
    valueName: "names", example: "the learners, such as sae:topk,mp-learner",
    read: { reader, key in
      let names = try reader.names(key)
      for name in names {
        do {
          _ = try LearnerCatalog.learner(named: name)
        } catch {
          let hint = name.suggestion(among: LearnerCatalog.families.map(\.name))
          throw reader.settings.error(key, "\(error)\(hint)")
        }
      }
      return names
    }, write: { list($0.map { "\"\($0)\"" }) })

  /// A file of activations to learn from, in place of codes.
  public static let activations = Key<String>(
    "activations",
    help: "In place of -N and -d: learn from the rows of this .npy, .npz or .safetensors file.",
    valueName: "file",
    example: "the numbers of codewords N, such as 2^10, or a file of activations",
    read: { $0.text($1) }, write: { "\"\($0)\"" })

  /// M.
  public static let latents = Key<[Int]>(
    "latents", help: "Numbers of latents M, the learned codewords. (default: N)",
    example: "the numbers of latents M, such as 256,512",
    read: { try $0.integers($1, in: 1...(1 << 24)) }, write: { list($0.map(String.init)) })

  /// T.
  public static let steps = Key<[Int]>(
    "steps",
    help: "Training steps; 0 measures the start alone. (default: what suits the learner)",
    example: "the steps, such as 1500,3000", read: { try $0.integers($1, in: 0...10_000_000) },
    write: { list($0.map(String.init)) })

  /// B.
  public static let batch = Key<Int>(
    "batch", help: "Samples a step. (default: what suits the learner)", valueName: "number",
    example: "the samples a step, such as 256", read: { try $0.integer($1, in: 1...10_000_000) },
    write: { String($0) })

  /// The learning rate.
  public static let learningRate = Key<[Double]>(
    "learning-rate", help: "Learning rates at the start.",
    example: "the learning rates, such as 0.01",
    standard: [0.01],
    read: { try $0.reals($1, "a positive learning rate below 1e30") { $0 > 0 && $0 < 1e30 } },
    write: { list($0.map(NumberFormat.exact)) })

  /// How many distinct samples there are.
  public static let samples = Key<[Int]>(
    "samples",
    help: "Distinct samples, drawn again and again. (default: every step has fresh ones)",
    example: "the numbers of distinct samples, such as 10000",
    read: { try $0.integers($1, in: 1...ExperimentBlock.largestTrialCount) },
    write: { list($0.map(String.init)) })

  /// The amplitude of every second feature.
  public static let weakAmplitude = Key<[Double]>(
    "weak-amplitude", help: "Amplitudes of every second feature; the others have 1.",
    example: "amplitudes, such as 0.3,0.5", standard: [1], isSilentByDefault: true,
    read: { try $0.reals($1, "an amplitude above 0 and at most 1") { $0 > 0 && $0 <= 1 } },
    write: { list($0.map(NumberFormat.exact)) })

  /// Where training starts.
  public static let start = Key<TrainingStart>(
    "start",
    help: "Where training starts: random, truth (the true codewords), or file:PATH, a saved model.",
    valueName: "start", example: "random, truth or file:PATH", standard: .random,
    isSilentByDefault: true,
    read: { reader, key in
      guard let start = TrainingStart(reader.text(key)) else {
        throw reader.settings.error(key, "must be random, truth or file:PATH")
      }
      return start
    }, write: { "\"\($0)\"" })

  /// How many seeds a row has.
  public static let seeds = Key<Int>(
    "seeds", help: "Dictionaries and trainings behind each row, with seeds from --seed on.",
    valueName: "number", example: "the number of seeds, such as 5", standard: 1,
    read: { try $0.integer($1, in: 1...10_000) }, write: { String($0) })

  /// All of them.
  static let learning: [any AnyKey] = [
    learner, activations, latents, steps, batch, learningRate, samples, weakAmplitude, start, seeds,
  ]
}

/// Where a training starts.
public enum TrainingStart: Hashable, Sendable, CustomStringConvertible {
  /// Normalised Gaussian rows.
  case random
  /// The true codewords.
  case truth
  /// A saved model.
  case file(String)

  /// Reads `random`, `truth` or `file:PATH`; nil for anything else.
  init?(_ text: String) {
    switch text {
    case "random": self = .random
    case "truth": self = .truth
    case _ where text.hasPrefix("file:") && text.count > 5: self = .file(String(text.dropFirst(5)))
    default: return nil
    }
  }

  /// As users write it.
  public var description: String {
    switch self {
    case .random: "random"
    case .truth: "truth"
    case .file(let path): "file:\(path)"
    }
  }
}
