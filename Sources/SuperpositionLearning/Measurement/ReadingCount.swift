import SuperpositionCodes

/// How well supports were read from codes held out.
public struct ReadingCount: Equatable, Sendable {
  /// The reader that is the learner's own encoder.
  public static let encoder = "encoder"

  /// The reader: `encoder`, or a decoder.
  public let reader: String
  /// Codes read.
  public private(set) var trials = 0
  /// Codes whose whole support was read and nothing else.
  public private(set) var exact = 0
  /// Members sent.
  public private(set) var membersSent = 0
  /// Of these, those read.
  public private(set) var membersFound = 0
  /// Weak members sent.
  public private(set) var weakSent = 0
  /// Of these, those read.
  public private(set) var weakFound = 0

  init(reader: String) { self.reader = reader }

  /// Counts one code: latents stand for the codewords that `names` gives them, or for none.
  mutating func add(latents: [Int], names: [Int?], sent: Support, weak: Set<Int> = []) {
    trials += 1
    let codewords = latents.map { names[$0] }
    let named = Support(codewords.compactMap { $0 })
    let found = named.intersectionCount(with: sent)
    membersSent += sent.count
    membersFound += found
    if !weak.isEmpty {
      let weakMembers = Support(sent.indices.filter(weak.contains))
      weakSent += weakMembers.count
      weakFound += named.intersectionCount(with: weakMembers)
    }
    // Whoever reads a latent without a name, or another number than was sent, has not read the support.
    if latents.count == sent.count && found == sent.count { exact += 1 }
  }
}
