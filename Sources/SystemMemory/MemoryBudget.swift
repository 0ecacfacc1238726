import Foundation

/// What the machine's memory allows, asked before anything large is allocated.
package enum MemoryBudget {
  /// Bytes that a process may still take: the least of the system's available memory and of what
  /// the control group leaves.
  package static var availableBytes: Int {
    var available = Int.max
    if let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }),
      let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    {
      available = kibibytes * 1024
    }
    if let limit = number(at: "/sys/fs/cgroup/memory.max"),
      let used = number(at: "/sys/fs/cgroup/memory.current")
    {
      available = min(available, max(0, limit - used))
    }
    return available
  }

  /// Whether something of `bytes` bytes fits; what is small against any machine is not asked for,
  /// since asking takes longer than filling it.
  package static func allows(_ bytes: Double) -> Bool {
    bytes <= 16e6 || bytes <= Double(availableBytes)
  }

  private static func number(at path: String) -> Int? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// A size in the unit a reader would choose: `184 MB`, `1.2 GB`.
  package static func describe(bytes: Double) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    var value = bytes
    var unit = 0
    while value >= 1000 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return String(format: value < 10 && unit > 0 ? "%.1f %@" : "%.0f %@", value, units[unit])
  }
}
