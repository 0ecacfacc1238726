import Runs
import SuperpositionCodes
import SuperpositionDecoders

/// What errors of the rooms below mean to who runs the tool.
extension ExperimentError {
  /// The line and the exit code for an error; nil for one that says nothing of the input or the machine.
  public init?(of error: any Error) {
    switch error {
    case let error as ExperimentError: self = error
    case let error as DictionaryFileError: self.init(error)
    case let error as DictionaryTransformError: self.init(.badData, error.description)
    case let error as DictionaryError: self.init(.unavailable, error.description)
    case let error as DecoderError: self.init(.usage, error.description)
    case let error as CommandDecoderError:
      self.init(error.kind == .unavailable ? .unavailable : .badData, error.description)
    case let error as KernelTierError:
      switch error {
      case .unknown: self.init(.usage, error.description)
      case .unavailable: self.init(.unavailable, error.description)
      }
    default: return nil
    }
  }

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

  /// Does the work of a unit, whose file may be missing or hold something else by now.
  static func namingDictionaries<Value>(
    _ work: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await work()
    } catch  where error is DictionaryFileError || error is DictionaryTransformError {
      throw ExperimentError(of: error) ?? error
    }
  }
}
