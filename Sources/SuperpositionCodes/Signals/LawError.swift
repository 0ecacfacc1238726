/// A law that users write, by its name and its parameters: `uniform:0.5:2`.
public protocol WrittenLaw: Hashable, Sendable {
  /// What it is a law of, for messages.
  static var subject: String { get }
  /// How the laws are written, for messages and help.
  static var forms: [String] { get }
}

extension WrittenLaw {
  /// The shortest digits that read back the same; whole numbers without a point.
  static func written(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}

/// A law that cannot be had.
public enum LawError<Law: WrittenLaw>: Error, Equatable, CustomStringConvertible {
  /// No law has this name.
  case unknownLaw(String)
  /// The parameters of the law, as written, are not those it takes.
  case badParameters(String, right: String)

  /// One line that names what is wrong and what would be right.
  public var description: String {
    switch self {
    case .unknownLaw(let name):
      UnknownName.description("law of \(Law.subject)", name, known: Law.forms)
    case .badParameters(let text, let right): "\(Law.subject) '\(text)': \(right)"
    }
  }
}

/// A law of coefficients that cannot be had.
public typealias CoefficientLawError = LawError<CoefficientLaw>
/// A law of supports that cannot be had.
public typealias SupportLawError = LawError<SupportLaw>
