import Foundation
import SuperpositionCodes
import SystemMemory

/// What the system says about this process's memory; nothing on systems without /proc.
enum ProcessMemory {
  /// Bytes resident now.
  static var resident: Int? { status("VmRSS:") }

  /// The most bytes resident since `resetPeak`.
  static var peak: Int? { status("VmHWM:") }

  /// Starts the high-water mark anew; false if the system does not let it.
  static func resetPeak() -> Bool {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return false }
    let written = fputs("5", file)
    return fclose(file) == 0 && written >= 0
  }

  /// Gives memory that is kept for reuse back to the system, so that what comes next is seen.
  static func releaseUnused() {
    MemoryBudget.releaseUnused()
    // glibc's own, in a header that Swift's module of it leaves out; absent elsewhere.
    typealias Trim = @convention(c) (Int) -> CInt
    if let symbol = dlsym(nil, "malloc_trim") {
      _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }
  }

  private static func status(_ key: String) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
      let kibibytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return nil }
    return Int(kibibytes).map { $0 * 1024 }
  }
}
