import Synchronization

/// The processes of one command: as many as workers have asked at the same time, used again for
/// other batches and other dictionaries.
final class CommandProcesses: Sendable {
  private static let known = Mutex<[Command: CommandProcesses]>([:])

  private let decoder: String
  private let command: Command
  /// The files that the command names, when it was first asked.
  let files: CommandFiles
  private let state = Mutex(State())

  private struct State {
    var idle: [CommandConversation] = []
    /// What the first process said of itself.
    var greeting: CommandConversation.Greeting?
  }

  /// The processes of a command, those of the whole program unless its files have changed since.
  ///
  /// - Parameter decoder: the name for messages.
  /// - Throws: `CommandDecoderError` for a file that cannot be read.
  static func of(_ command: Command, decoder: String) throws -> CommandProcesses {
    try known.withLock { known in
      if let present = known[command], present.files.areCurrent(for: command) { return present }
      let fresh = CommandProcesses(
        command, files: try CommandFiles(of: command, decoder: decoder), decoder: decoder)
      known[command] = fresh
      return fresh
    }
  }

  private init(_ command: Command, files: CommandFiles, decoder: String) {
    self.command = command
    self.files = files
    self.decoder = decoder
  }

  /// What the program says of itself.
  ///
  /// - Throws: `CommandDecoderError`.
  func greeting() throws -> CommandConversation.Greeting {
    if let greeting = state.withLock(\.greeting) { return greeting }
    return try use(for: nil) { $0.greeting }
  }

  /// Lets a process answer, one that has the dictionary already if there is one.
  ///
  /// - Throws: `CommandDecoderError`; a process that failed is not used again.
  func use<Result>(
    for dictionary: DictionaryFrame?, _ body: (CommandConversation) throws -> Result
  ) throws -> Result {
    let idle = state.withLock { state -> CommandConversation? in
      let place = state.idle.lastIndex { $0.holds(dictionary) } ?? state.idle.indices.last
      return place.map { state.idle.remove(at: $0) }
    }
    let conversation = try idle ?? start()
    do {
      let result = try body(conversation)
      state.withLock { $0.idle.append(conversation) }
      return result
    } catch {
      conversation.end()
      throw error
    }
  }

  private func start() throws -> CommandConversation {
    guard files.areCurrent(for: command) else {
      throw CommandDecoderError(
        .misbehaved, decoder: decoder,
        "was changed while it is used; start again, so that all results are of one version")
    }
    let conversation = try CommandConversation(command, decoder: decoder)
    let first = state.withLock { state in
      state.greeting = state.greeting ?? conversation.greeting
      return state.greeting
    }
    guard first == conversation.greeting else {
      conversation.end()
      throw CommandDecoderError(
        .misbehaved, decoder: decoder, "gives itself another name or version at each start")
    }
    return conversation
  }
}
