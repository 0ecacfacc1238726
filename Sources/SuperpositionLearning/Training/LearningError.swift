import SuperpositionCodes

/// Training that cannot start or go on.
public enum LearningError: Error, Equatable, CustomStringConvertible {
  /// No learner has this name.
  case unknownLearner(String)
  /// The learner has no such option, or not with this value.
  case unknownOption(learner: String, option: String, known: [String])
  /// The input does not fit together; the text says how.
  case wrongInput(String)
  /// The loss is no finite number any more.
  case lossNotFinite(learner: String, step: Int)
  /// A checkpoint that was left by another training or is damaged.
  case wrongCheckpoint(String)
  /// A saved model that the learner cannot take over.
  case wrongModel(String)

  /// One line that names what is wrong and what would be right.
  public var description: String {
    switch self {
    case .unknownLearner(let name):
      UnknownName.description("learner", name, known: LearnerCatalog.families.map(\.name))
    case .unknownOption(let learner, let option, let known):
      UnknownName.description(
        option: option, of: "learner '\(learner)'", known: known.map { "\($0)=NUMBER" })
    case .wrongInput(let text): text
    case .lossNotFinite(let learner, let step):
      "the loss of learner '\(learner)' is not finite at step \(step); a smaller learning rate helps"
    case .wrongCheckpoint(let text): "the checkpoint does not fit: \(text)"
    case .wrongModel(let text): "the model does not fit: \(text)"
    }
  }
}
