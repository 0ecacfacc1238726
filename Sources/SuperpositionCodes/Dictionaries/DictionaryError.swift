import SystemMemory

/// A dictionary that cannot be made.
public enum DictionaryError: Error, Equatable, CustomStringConvertible {
  /// It needs more memory than there is; sizes in bytes (`needed` may exceed Int).
  case notEnoughMemory(codewords: Int, dimension: Int, needed: Double, available: Int)

  /// A staircase has more classes than there are codewords.
  case moreClassesThanCodewords(classes: Int, codewords: Int)
  /// The ensemble has no dictionary so large.
  case tooManyCodewords(Int, largest: Int)
  /// The dictionary is a file's: it is read and not drawn.
  case isRead(String)

  /// One line with the sizes.
  public var description: String {
    switch self {
    case .notEnoughMemory(let codewords, let dimension, let needed, let available):
      "a dictionary of N = \(codewords), d = \(dimension) needs "
        + "\(MemoryBudget.describe(bytes: needed)), and "
        + "\(MemoryBudget.describe(bytes: Double(available))) of memory are available"
    case .moreClassesThanCodewords(let classes, let codewords):
      "a staircase of \(classes) classes needs at least as many codewords, not N = \(codewords)"
    case .tooManyCodewords(let count, let largest):
      "the ensemble has at most \(largest) codewords, not N = \(count)"
    case .isRead(let name): "the dictionary \(name) is read from its file and not drawn"
    }
  }
}

extension MemoryBudget {
  /// Gives the memory of released dictionaries and decodes, which is kept for the next ones, back to
  /// the system.
  package static func releaseUnused() {
    TileMemory.releaseUnused()
    ScratchMemory.releaseUnused()
  }
}
