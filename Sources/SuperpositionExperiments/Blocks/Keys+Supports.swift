import Runs
import SuperpositionCodes

extension Keys {
  /// The laws of the supports.
  public static let supports = Key<[SupportLaw]>(
    "supports",
    help: "Laws of the supports: \(SupportLaw.forms.joined(separator: ", ")). With zipf codeword i "
      + "is on with a probability as i^-s by itself, k of them in the mean; decoders are told how many.",
    valueName: "names", example: "the laws of the supports, such as zipf:1",
    standard: [.uniform], isSilentByDefault: true,
    read: { reader, key in try reader.values(key) { try SupportLaw($0) } },
    write: { "[\($0.map(\.description).joined(separator: ", "))]" })
}

extension ExperimentBlock {
  /// Refuses supports of other laws than the uniform one where they cannot be.
  ///
  /// - Parameter numbers: N.
  func checkSupports(_ settings: BlockSettings, numbers: Set<Int>) throws {
    guard let law = supports.first(where: { $0 != .uniform }) else { return }
    let most = SupportLaw.largestCodewordCount
    if let largest = numbers.max(), largest > most {
      throw settings.error(
        Keys.codewords, "N = \(largest) is too large for supports '\(law)': at most 2^24")
    }
    if let ensemble = ensembles.first(where: { $0.kind == .staircase }) {
      throw settings.error(
        Keys.supports,
        "the classes of \(ensemble.rawValue) are meant for uniform supports, not for '\(law)'")
    }
  }
}
