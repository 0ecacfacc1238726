import Foundation

/// Codewords by their norm: classes within a per cent of the square.
struct NormClasses: Sendable {
  /// The typical ‖f‖² of each class.
  let energies: [Double]
  /// The class of each codeword; that of a codeword of zeros is any.
  let numbers: [Int32]

  /// - Parameter energies: ‖f_i‖².
  init(energies: [Float]) {
    var classes: [Int: Int32] = [:]
    var typical: [Double] = []
    numbers = energies.map { energy in
      guard energy > 0 else { return 0 }
      let bin = Int((log(Double(energy)) * 64).rounded())
      if let known = classes[bin] { return known }
      let number = Int32(typical.count)
      classes[bin] = number
      typical.append(exp(Double(bin) / 64))
      return number
    }
    self.energies = typical
  }
}
