/// The suite as a whole.
public enum Suite {
  /// Its version.
  public static let version = "1.0.0"
}
