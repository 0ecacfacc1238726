import Foundation

/// Functions whose names tests would otherwise have to take from Foundation one by one.
enum Elementary {
  static func exp(_ value: Double) -> Double { Foundation.exp(value) }
}
