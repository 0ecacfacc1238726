/// The law of the codewords.
public enum Ensemble: String, CaseIterable, Hashable, Sendable {
  /// Entries independent and uniform on {-1, +1}.
  case rademacher
  /// Entries independent standard normal.
  case gaussian
  /// Codewords uniform on the sphere of radius √d.
  case sphere
}
