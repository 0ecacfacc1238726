import Runs
import SuperpositionCodes

extension ExperimentError {
  /// The line and the exit code for a dictionary's file that cannot be used.
  public init(_ error: DictionaryFileError) {
    let code: ExitCode =
      switch error.kind {
      case .usage: .usage
      case .badData: .badData
      case .missing: .missingInput
      case .notEnoughMemory: .unavailable
      case .readFailed: .inputOutput
      }
    self.init(code, error.message)
  }
}
