/// One tensor of a file: what its header says, checked against the file's length.
struct TensorDescription: Equatable {
  /// The name in the file; empty for a `.npy`, which has none.
  var name: String
  /// How an entry is stored, nil if that is not read.
  var element: TensorElement?
  /// The type as the file names it, for messages.
  var typeName: String
  /// Rows, columns, …, as an array of that library would show it.
  var shape: [Int]
  /// Whether the first index runs fastest.
  var isFortranOrder = false
  /// Where the entries lie in the file.
  var offset: Int
  /// The bytes of the entries.
  var byteCount: Int
  /// The part of a `.npz` that its checksum covers.
  var checked: CheckedRange?

  /// A range of bytes with the CRC-32 that it has to have.
  struct CheckedRange: Equatable {
    var offset: Int
    var byteCount: Int
    var checksum: UInt32
  }

  /// `W_dec 16384x2304 F32`, for lists.
  var summary: String {
    let sizes = shape.isEmpty ? "scalar" : shape.map(String.init).joined(separator: "x")
    return "\(name.quotedForDictionaryMessage) \(sizes) \(typeName.quotedForDictionaryMessage)"
  }
}

/// The types of entries that are read, little-endian all of them.
enum TensorElement: String {
  /// IEEE half precision.
  case float16 = "F16"
  /// The upper half of a single.
  case bfloat16 = "BF16"
  /// IEEE single precision.
  case float32 = "F32"
  /// IEEE double precision.
  case float64 = "F64"

  var byteCount: Int {
    switch self {
    case .float16, .bfloat16: 2
    case .float32: 4
    case .float64: 8
    }
  }

  /// Converts `count` entries; a double beyond the singles becomes infinite.
  func convert(
    _ source: UnsafeRawPointer, count: Int, to target: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .float16:
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        target[index] = Self.single(half: UInt16(littleEndian: bits))
      }
    case .bfloat16:
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        target[index] = Float(bitPattern: UInt32(UInt16(littleEndian: bits)) << 16)
      }
    case .float32:
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
        target[index] = Float(bitPattern: UInt32(littleEndian: bits))
      }
    case .float64:
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
        target[index] = Float(Double(bitPattern: UInt64(littleEndian: bits)))
      }
    }
  }

  /// The value of a half-precision number. By bits, since `Float16` is not on every platform.
  static func single(half bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1f)
    let fraction = UInt32(bits & 0x3ff)
    switch exponent {
    case 0:
      // Zero and subnormal numbers: multiples of 2^-24, exact in single precision.
      let magnitude = Float(fraction) * 0x1p-24
      return sign == 0 ? magnitude : -magnitude
    case 31:
      return Float(bitPattern: sign | 0x7f80_0000 | fraction << 13)
    default:
      return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}

/// The product of a shape, nil beyond Int.
func elementCount(of shape: [Int]) -> Int? {
  var product = 1
  // A zero anywhere makes the product zero, whatever the others are.
  if shape.contains(0) { return 0 }
  for size in shape {
    let (next, overflow) = product.multipliedReportingOverflow(by: size)
    guard size > 0, !overflow else { return nil }
    product = next
  }
  return product
}

extension String {
  /// The text as a one-line message can quote it: control characters replaced, a long end left out.
  var quotedForDictionaryMessage: String {
    let printable = String(
      String.UnicodeScalarView(
        unicodeScalars.prefix(80).map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: "?"
          default: scalar
          }
        }))
    return unicodeScalars.count > 80 ? printable + "…" : printable
  }
}
