/// What a decoder sees: the code x = Σ y_i f_i, plus noise if the channel has any.
public struct ReceivedCode: Sendable {
  /// The coordinates: exact integers without noise, real numbers otherwise.
  public enum Coordinates: Equatable, Sendable {
    case integer([Int32])
    case real([Double])

    /// The first `dimension` coordinates.
    ///
    /// - Precondition: 0 ≤ `dimension` ≤ d.
    public func prefix(_ dimension: Int) -> Coordinates {
      switch self {
      case .integer(let values): .integer(Array(values[..<dimension]))
      case .real(let values): .real(Array(values[..<dimension]))
      }
    }
  }

  /// The d coordinates.
  public let coordinates: Coordinates
  /// The channel's noise power P, which the decoder knows.
  public let noisePower: Double

  /// A noiseless code.
  public init(_ code: [Int32]) {
    self.init(.integer(code))
  }

  /// A noiseless code.
  public init(_ coordinates: Coordinates) {
    self.coordinates = coordinates
    noisePower = 0
  }

  private init(_ coordinates: Coordinates, noisePower: Double) {
    self.coordinates = coordinates
    self.noisePower = noisePower
  }

  /// A code of real coordinates.
  public init(_ values: [Double], noisePower: Double) {
    coordinates = .real(values)
    self.noisePower = noisePower
  }

  /// A code with noise added to it (one number a coordinate); without noise if `noisePower` is 0.
  public init(_ code: [Int32], noise: [Double], noisePower: Double) {
    self.init(.integer(code), noise: noise, noisePower: noisePower)
  }

  /// A code with noise added to it (one number a coordinate); without noise if `noisePower` is 0.
  public init(_ coordinates: Coordinates, noise: [Double], noisePower: Double) {
    if noisePower == 0 {
      self.init(coordinates)
    } else {
      self.init(
        zip(ReceivedCode(coordinates).realCoordinates, noise).map(+), noisePower: noisePower)
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

  /// The code times -1.
  package var negated: ReceivedCode {
    switch coordinates {
    case .integer(let values): ReceivedCode(.integer(values.map { -$0 }), noisePower: noisePower)
    case .real(let values): ReceivedCode(values.map { -$0 }, noisePower: noisePower)
    }
  }

  /// ‖x‖².
  public var energy: Double {
    switch coordinates {
    case .integer(let values): Double(values.reduce(into: 0) { $0 += Int($1) * Int($1) })
    case .real(let values): values.reduce(0) { $0 + $1 * $1 }
    }
  }
}
