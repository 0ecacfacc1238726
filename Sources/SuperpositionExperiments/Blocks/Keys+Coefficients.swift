import Runs
import SuperpositionCodes

extension Keys {
  /// The laws of the coefficients.
  public static let coefficients = Key<[CoefficientLaw]>(
    "coefficients",
    help: "Laws of the coefficients: \(CoefficientLaw.forms.joined(separator: ", ")).",
    valueName: "names", example: "the laws of the coefficients, such as exponential",
    standard: [.one], isSilentByDefault: true,
    read: { reader, key in try reader.values(key) { try CoefficientLaw($0) } },
    write: { "[\($0.map(\.description).joined(separator: ", "))]" })
}
