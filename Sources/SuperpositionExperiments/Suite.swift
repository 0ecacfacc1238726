import CSuiteCommit

/// The suite as a whole.
public enum Suite {
  /// Its version.
  public static let version = "1.0.0"

  /// The commit that it was built from, as `git describe` says it; `unknown` if it was not built by the
  /// repository's scripts.
  public static let commit = String(cString: superpose_commit())
}
