/// What a decoder sees: the code x = Σ f_i, plus noise if the channel has any.
public struct ReceivedCode: Sendable {
  /// The coordinates: exact integers without noise, real numbers otherwise.
  public enum Coordinates: Sendable {
    case integer([Int32])
    case real([Double])
  }

  /// The d coordinates.
  public let coordinates: Coordinates
  /// The channel's noise power P, which the decoder knows.
  public let noisePower: Double

  /// A noiseless code.
  public init(_ code: [Int32]) {
    coordinates = .integer(code)
    noisePower = 0
  }

  /// A code of real coordinates.
  public init(_ values: [Double], noisePower: Double) {
    coordinates = .real(values)
    self.noisePower = noisePower
  }

  /// A code with noise added to it (one number a coordinate); without noise if `noisePower` is 0.
  public init(_ code: [Int32], noise: [Double], noisePower: Double) {
    if noisePower == 0 {
      self.init(code)
    } else {
      self.init(zip(code, noise).map { Double($0) + $1 }, noisePower: noisePower)
    }
  }

  /// d.
  public var dimension: Int {
    switch coordinates {
    case .integer(let values): values.count
    case .real(let values): values.count
    }
  }

  /// The coordinates as real numbers.
  public var realCoordinates: [Double] {
    switch coordinates {
    case .integer(let values): values.map(Double.init)
    case .real(let values): values
    }
  }
}
