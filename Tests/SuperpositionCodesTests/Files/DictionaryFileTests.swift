import Foundation
import TestSupport
import Testing

@testable import SuperpositionCodes

@Suite("Dictionaries from files")
struct DictionaryFileTests {
  static let values: [Float] = [1.5, -2, 0.25, 3, 65504, -6e-8]

  static func load(
    _ bytes: [UInt8], _ change: (inout DictionaryFile) throws -> Void = { _ in },
    allowsZeroRows: Bool = false
  ) throws -> LoadedDictionary {
    var file = DictionaryFile(path: "test")
    try change(&file)
    return try file.load(MemorySource(content: bytes), allowsZeroRows: allowsZeroRows)
  }

  static func message(
    _ bytes: [UInt8], _ change: (inout DictionaryFile) throws -> Void = { _ in }
  ) -> String {
    do {
      _ = try load(bytes, change)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "what NumPy, safetensors and the libraries of autoencoders wrote, without a name",
    arguments: [
      "c4", "f4", "c8", "v2", "v3", "npz", "st", "c2", "f2", "half", "sae-lens", "sparsify",
    ])
  func written(_ name: String) throws {
    let matrix = try Self.load(FileFixtures.bytes(name))
    #expect(matrix.codewordCount == 2 && matrix.dimension == 3)
    // The last entry in half precision is the smallest subnormal number.
    let isHalf = ["c2", "f2", "half"].contains(name)
    #expect(matrix.entries == Self.values.dropLast() + [isHalf ? -0x1p-24 : -6e-8])
  }

  @Test("the upper halves of singles")
  func brainFloat() throws {
    let matrix = try Self.load(FileFixtures.bytes("bf16"))
    #expect(matrix.entries == [1.5, -2, 0.25, 3])
    #expect(matrix.tensor == "m")
  }

  @Test("every half-precision number, against its definition")
  func halves() {
    for bits in UInt16.min...UInt16.max {
      let exponent = Int(bits >> 10 & 0x1f)
      let fraction = Double(bits & 0x3ff)
      let magnitude =
        exponent == 31
        ? (fraction == 0 ? Double.infinity : .nan)
        : exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024) * pow(2, Double(exponent - 15))
      let expected = Float(bits & 0x8000 == 0 ? magnitude : -magnitude)
      let value = TensorElement.single(half: bits)
      #expect(value == expected || value.isNaN && expected.isNaN)
    }
  }

  @Test(
    "refusals name the reason",
    arguments: [
      ("compressed", "compressed; save it with numpy.savez"),
      ("big", "big-endian (>f4) are not read"), ("int", "integer (<i4) are not read"),
      ("object", "object (|O) are not read"), ("rank3", "3 axes [1, 2, 3] is no matrix"),
      ("nan", "row 0, coordinate 1 is not a finite number"),
      ("two", "several matrices: name one, as in FILE#NAME, of x 2x3 F32, y 2x3 F32"),
    ])
  func refused(_ name: String, _ reason: String) throws {
    let message = Self.message(try FileFixtures.bytes(name))
    #expect(message.contains(reason), "\(message)")
  }

  @Test("every truncation, and every byte too many, is refused")
  func lengths() throws {
    for name in ["c4", "f2", "npz", "st", "bf16"] {
      let bytes = try FileFixtures.bytes(name)
      for length in 0..<bytes.count {
        #expect(Self.message(Array(bytes[..<length])) != "read")
      }
      #expect(Self.message(bytes + [0]) != "read")
    }
  }

  @Test("a tensor by its name, a missing one with the names that are there")
  func names() throws {
    let two = try FileFixtures.bytes("two")
    #expect(try Self.load(two) { $0.tensor = "y" }.tensor == "y")
    #expect(Self.message(two) { $0.tensor = "z" }.contains("no tensor 'z'; there are x 2x3"))
    #expect(Self.message(try FileFixtures.bytes("c4")) { $0.tensor = "z" }.contains("no names"))
  }

  @Test("rows, exclusion and transposition, in both storage orders")
  func choices() throws {
    for name in ["c4", "f4"] {
      let bytes = try FileFixtures.bytes(name)
      let turned = try Self.load(bytes) { $0.isTransposed = true }
      #expect(turned.codewordCount == 3 && turned.dimension == 2)
      #expect(turned.entries == [1.5, 3, -2, 65504, 0.25, -6e-8])
      let some = try Self.load(bytes) {
        $0.isTransposed = true
        $0.rows = try RowSelection("0..1,2", flag: "--rows")
        $0.excluded = try RowSelection("1", flag: "--exclude")
      }
      #expect(some.entries == [1.5, 3, 0.25, -6e-8])
      #expect(some.rows == [0, 2])
      #expect(some.sha256 != turned.sha256)
    }
  }

  @Test("rows that are not read may be damaged; a row that is left out is not looked at")
  func exclusionHeals() throws {
    let bytes = try FileFixtures.bytes("nan")
    let rest = try Self.load(bytes) { $0.excluded = try RowSelection("0", flag: "--exclude") }
    #expect(rest.entries == [2, 3])
  }

  @Test("unit norm and zero rows")
  func norms() throws {
    let bytes = NPYFormat.encoded([3 as Float, 4, 0, 0], rows: 2, columns: 2)
    #expect(Self.message(bytes).contains("row 1 is zero"))
    let unit = try Self.load(bytes, { $0.hasUnitNorm = true }, allowsZeroRows: true)
    #expect(unit.entries == [0.6, 0.8, 0, 0])
  }

  @Test(
    "row lists",
    arguments: [
      ("5..3", "ends before it starts"), ("1,1", "row 1 is listed twice"), ("a", "is no row"),
      ("0..4,2", "row 2 is listed twice"), ("", "is no row"), ("-1", "is no row"),
      ("1..", "is no row"), ("99999999999999999999", "is no row"),
    ])
  func rowLists(_ text: String, _ reason: String) {
    #expect {
      try RowSelection(text, flag: "--rows")
    } throws: {
      "\($0)".hasPrefix("--rows: ") && "\($0)".contains(reason)
    }
  }

  @Test("rows beyond the file")
  func beyond() throws {
    let bytes = try FileFixtures.bytes("c4")
    let message = Self.message(bytes) { $0.rows = try RowSelection("0..2", flag: "--rows") }
    #expect(message == "--rows: there is no row 2; the rows are 0..1")
    let none = Self.message(bytes) { $0.excluded = try RowSelection("0..1", flag: "--exclude") }
    #expect(none == "--exclude: no row is left")
  }

  @Test("a pickle, a text, a missing file and a folder")
  func otherFiles() throws {
    #expect(Self.message([0x80, 2, 0x8a]).contains("weights_only=True"))
    #expect(Self.message(Array("hello, world, and more".utf8)).contains("neither .npy nor"))
    #expect(throws: DictionaryFileError.self) { try DictionaryFile(path: "/nowhere").load() }
    do {
      _ = try DictionaryFile(path: "/tmp").load()
    } catch {
      #expect(error.kind == .missing)
    }
  }

  @Test("shapes that overflow")
  func overflow() throws {
    for shape in [
      "(9223372036854775807, 9)", "(4294967296, 4294967296)", "(99999999999999999999, 1)",
    ] {
      let text = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
      let header = Array(text.utf8)
      #expect(
        Self.message(NPYFormat.magic + [1, 0, UInt8(header.count), 0] + header)
          .contains("too large"))
      let sizes = shape.dropFirst().dropLast()
      let json = Array(
        "{\"m\":{\"dtype\":\"F32\",\"shape\":[\(sizes)],\"data_offsets\":[0,0]}}".utf8)
      #expect(Self.message([UInt8(json.count), 0, 0, 0, 0, 0, 0, 0] + json) != "read")
    }
  }

  @Test("what is written is read")
  func written() throws {
    let values: [Float] = [1, -0.1, 3e-30, 4, 5, 6]
    let array = try Self.load(NPYFormat.encoded(values, rows: 3, columns: 2))
    #expect(array.entries == values && array.codewordCount == 3)
    let doubles = NPYFormat.encoded([0.5, 2.0], rows: 1, columns: 2)
    #expect(try Self.load(doubles).entries == [0.5, 2])
    #expect((NPYFormat.encoded([Int8(-1)], rows: 1, columns: 1).count - 1) % 64 == 0)
    let tensors = SafetensorsFormat.encoded(
      [
        .init(name: "bias", shape: [1], values: [7]),
        .init(name: "W_dec", shape: [2, 3], values: values),
      ], metadata: ["note": "a \"quoted\"\nnote"])
    let read = try Self.load(tensors)
    #expect(read.entries == values && read.tensor == "W_dec" && read.dimension == 3)
  }

  /// The tensors that SAELens and EleutherAI's sparsify write for N = 4 and d = 3.
  @Test("a saved autoencoder is read without a name")
  func autoencoders() throws {
    let decoder: [Float] = (0..<12).map { Float($0) + 0.5 }
    let encoder: [Float] = (0..<12).map { -Float($0) }
    func tensor(_ name: String, _ shape: [Int], _ values: [Float]) -> SafetensorsFormat.Tensor {
      .init(name: name, shape: shape, values: values)
    }
    let bias = tensor("b_dec", [3], [1, 2, 3])
    let saved = [
      [
        tensor("W_enc", [3, 4], encoder), tensor("W_dec", [4, 3], decoder),
        tensor("b_enc", [4], [0, 0, 0, 0]), bias, tensor("threshold", [4], [1, 1, 1, 1]),
      ],
      [
        tensor("encoder.weight", [4, 3], encoder), tensor("encoder.bias", [4], [0, 0, 0, 0]),
        tensor("W_dec", [4, 3], decoder), bias,
      ],
    ]
    for tensors in saved {
      let dictionary = try Self.load(SafetensorsFormat.encoded(tensors))
      #expect(dictionary.tensor == "W_dec" && dictionary.entries == decoder)
      #expect(dictionary.codewordCount == 4 && dictionary.dimension == 3)
    }
  }

  @Test("SHA-256 of the standard's examples, in pieces of every length")
  func hash() {
    var empty = SHA256()
    empty.update("")
    #expect(
      empty.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    for piece in 1...text.count {
      var hash = SHA256()
      var rest = Substring(text)
      while !rest.isEmpty {
        hash.update(String(rest.prefix(piece)))
        rest = rest.dropFirst(piece)
      }
      #expect(
        hash.hexadecimal == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }
    var million = SHA256()
    for _ in 0..<1000 { million.update(String(repeating: "a", count: 1000)) }
    #expect(
      million.hexadecimal == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Mutated files are read or refused; nothing traps. What an archive's checksum or the exact
  /// length covers cannot be damaged unseen, but an entry of the others may take any value.
  @Test(
    "2,000 mutated files of each format",
    arguments: [["c4", "f2", "v3"], ["npz"], ["st", "bf16"]])
  func mutations(_ names: [String]) throws {
    var generator = SplitMix(20_261_124)
    let samples = try names.map { try FileFixtures.bytes($0) }
    var refused = 0
    for _ in 0..<2000 {
      var bytes = samples.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let at = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes[at] = [0, 0x7f, 0x80, 0xff, 0x39].randomElement(using: &generator) ?? 0
        case 3: bytes.insert(UInt8.random(in: 32...126, using: &generator), at: at)
        default: bytes.remove(at: at)
        }
      }
      do {
        let matrix = try Self.load(bytes)
        #expect(matrix.entries.count == matrix.codewordCount * matrix.dimension)
        #expect(matrix.entries.allSatisfy { $0.isFinite })
      } catch let error as DictionaryFileError {
        refused += 1
        #expect(!error.message.isEmpty && !error.message.contains("\n"))
      }
    }
    // Most of what a file holds here is header.
    #expect(refused > 500)
  }
}
