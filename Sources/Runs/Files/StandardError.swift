import Foundation

/// Diagnostics, apart from the data on standard output.
public enum StandardError {
  /// Writes text as it stands; what cannot be written is lost.
  public static func write(_ text: String) {
    try? FileAccess.write(Array(text.utf8), to: STDERR_FILENO, of: "standard error")
  }

  /// Writes one line of the tool; what users gave cannot break it or steer their terminal.
  public static func say(_ line: String) {
    write("superpose: \(line.onOneLine)\n")
  }
}
