import Runs
import SuperpositionCodes

extension Keys {
  /// The laws of the coefficients.
  public static let coefficients = Key<[CoefficientLaw]>(
    "coefficients",
    help: "Laws of the coefficients: \(CoefficientLaw.forms.joined(separator: ", ")).",
    valueName: "names", example: "the laws of the coefficients, such as exponential",
    standard: [.one], isSilentByDefault: true,
    read: { reader, key in
      var laws: [CoefficientLaw] = []
      for name in try reader.names(key) {
        let law: CoefficientLaw
        do {
          law = try CoefficientLaw(name)
        } catch {
          throw reader.settings.error(key, "\(error)")
        }
        guard !laws.contains(law) else {
          throw reader.settings.error(key, "'\(name.quotedForMessage)' is listed twice")
        }
        laws.append(law)
      }
      return laws
    }, write: { "[\($0.map(\.description).joined(separator: ", "))]" })
}
