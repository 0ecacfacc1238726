import Foundation
import SystemMemory

extension Ensemble {
  /// The law that is one dictionary, that of a file.
  public static func file(_ file: DictionaryFile) -> Ensemble {
    Ensemble(.file, argument: file.specification)
  }
}

extension Ensemble.Kind {
  /// The rows of a matrix in a file; the argument is `PATH` or `PATH#TENSOR`.
  public static let file = Self("file", number: 5, storage: .dense) {
    throw DictionaryError.isRead($0.ensemble.rawValue)
  }.with {
    $0.isGiven = true
    $0.forms = ["file:PATH", "file:PATH#TENSOR"]
    $0.accepts = { $0?.isEmpty == false }
    $0.label = { DictionaryFile(specification: $0).name }
  }
}

/// A user's own dictionary as it is named: a file, a tensor in it, and what is made of its rows.
public struct DictionaryFile: Hashable, Sendable {
  /// The path of the file.
  public var path: String
  /// The tensor; nil for the default one (`W_dec`, `w_dec`, `decoder.weight`, the only matrix).
  public var tensor: String?
  /// Whether the codewords are the columns of the stored matrix.
  public var isTransposed = false
  /// The codewords taken, counted from zero; nil for all.
  public var rows: RowSelection?
  /// Codewords left out.
  public var excluded: RowSelection?
  /// Whether each codeword is divided by its norm.
  public var hasUnitNorm = false

  /// A whole file.
  public init(path: String, tensor: String? = nil) {
    self.path = path
    self.tensor = tensor
  }

  /// Reads `PATH` or `PATH#TENSOR`; a file whose own name has a `#` is taken first.
  public init(specification: String) {
    if let mark = specification.lastIndex(of: "#"),
      !FileManager.default.fileExists(atPath: specification)
    {
      self.init(
        path: String(specification[..<mark]),
        tensor: String(specification[specification.index(after: mark)...]))
    } else {
      self.init(path: specification)
    }
  }

  /// `PATH` or `PATH#TENSOR`.
  public var specification: String { tensor.map { "\(path)#\($0)" } ?? path }

  /// The name without its folders, as results show it.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Reads the matrix, with single-precision entries.
  ///
  /// Besides the result, a few megabytes are held.
  ///
  /// - Parameter allowsZeroRows: Whether codewords may be zero, which no decoder could name.
  /// - Throws: `DictionaryFileError` with one line that names the file.
  /// - Complexity: O(file size).
  public func load(allowsZeroRows: Bool = false) throws(DictionaryFileError) -> LoadedDictionary {
    do throws(DictionaryFileError) {
      return try load(FileSource(path: path), allowsZeroRows: allowsZeroRows)
    } catch {
      // What the flags chose is the user's, not the file's.
      throw error.kind == .usage ? error : error.at(path.quotedForDictionaryMessage)
    }
  }

  func load(
    _ source: some ByteSource, allowsZeroRows: Bool = false
  ) throws(DictionaryFileError) -> LoadedDictionary {
    let file = try TensorFile(source, name: name)
    let matrix = try file.matrix(named: tensor)
    guard let element = matrix.element else {
      throw DictionaryFileError(.badData, "entries of type \(matrix.typeName) are not read")
    }
    if let checked = matrix.checked { try Self.verify(checked, of: source) }
    let count = isTransposed ? matrix.shape[1] : matrix.shape[0]
    let dimension = isTransposed ? matrix.shape[0] : matrix.shape[1]
    let chosen = try RowSelection.chosen(rows: rows, excluding: excluded, of: count)
    let needed = Double(chosen.count) * Double(dimension) * 4
    guard MemoryBudget.allows(needed) else {
      throw DictionaryFileError(
        .notEnoughMemory,
        "a dictionary of N = \(chosen.count), d = \(dimension) needs "
          + "\(MemoryBudget.describe(bytes: needed)), and "
          + "\(MemoryBudget.describe(bytes: Double(MemoryBudget.availableBytes))) of memory are "
          + "available")
    }
    var places = [Int32](repeating: -1, count: count)
    for (place, row) in chosen.enumerated() { places[row] = Int32(truncatingIfNeeded: place) }
    var reader = MatrixReader(
      places: places, chosenCount: chosen.count, dimension: dimension,
      // Entries of one codeword lie together unless exactly one of the two exchanges them.
      isByCodeword: isTransposed == matrix.isFortranOrder)
    try reader.read(source, offset: matrix.offset, element: element)
    let zero = reader.firstZeroRow()
    if let zero, !allowsZeroRows {
      throw DictionaryFileError(
        .badData,
        "row \(chosen[zero]) is zero, and no decoder can name it; leave zero rows out "
          + "with --exclude")
    }
    var hash = SHA256()
    hash.update("superpose dictionary 1\n\(chosen.count) \(dimension)\n")
    reader.entries.withUnsafeBytes { hash.update($0) }
    hash.update(choices)
    if hasUnitNorm { reader.entries.normalizeRows(dimension: dimension) }
    return LoadedDictionary(
      codewordCount: chosen.count, dimension: dimension, entries: reader.entries, rows: chosen,
      sha256: hash.hexadecimal, tensor: matrix.name, format: file.format.rawValue,
      storedShape: matrix.shape, storedType: matrix.typeName, source: self)
  }

  /// The choices that the hash covers besides the entries.
  private var choices: String {
    "\nrows \(rows?.description ?? "all")\nexclude \(excluded?.description ?? "none")\n"
      + "transpose \(isTransposed)\nunit norm \(hasUnitNorm)\n"
  }

  private static func verify(
    _ range: TensorDescription.CheckedRange, of source: some ByteSource
  ) throws(DictionaryFileError) {
    var checksum = CRC32()
    try source.forEachChunk(range.offset, range.byteCount, chunk: 1 << 20) {
      (_, bytes) throws(DictionaryFileError) in checksum.update(bytes)
    }
    guard checksum.value == range.checksum else {
      throw DictionaryFileError(.badData, "the archive is damaged: a checksum does not fit")
    }
  }
}

/// A dictionary that was read: N rows of d, and where they come from.
public struct LoadedDictionary: Sendable {
  /// N.
  public let codewordCount: Int
  /// d.
  public let dimension: Int
  /// The entries, codeword by codeword (N rows of d), all finite.
  public private(set) var entries: [Float]
  /// The row in the file of each codeword, ascending.
  public let rows: [Int]
  /// The SHA-256 of the chosen entries as stored and of the choices: 64 hexadecimal digits.
  public let sha256: String
  /// The name of the tensor; empty for a `.npy`.
  public let tensor: String
  /// `npy`, `npz` or `safetensors`.
  public let format: String
  /// The shape in the file.
  public let storedShape: [Int]
  /// The type of the entries in the file, as the file names it.
  public let storedType: String
  /// What was asked for.
  public let source: DictionaryFile

  /// Changes the entries where they are.
  package mutating func transformEntries(_ transform: (inout [Float]) -> Void) {
    transform(&entries)
  }

  /// One line for provenance: file, tensor, stored shape and type, choices, N × d.
  public var provenance: String {
    var parts = [source.name]
    if !tensor.isEmpty { parts.append("tensor \(tensor)") }
    parts.append("stored \(storedShape.map(String.init).joined(separator: " x ")) \(storedType)")
    if source.isTransposed { parts.append("transposed") }
    if let rows = source.rows { parts.append("rows \(rows)") }
    if let excluded = source.excluded { parts.append("without \(excluded)") }
    if source.hasUnitNorm { parts.append("unit norm") }
    parts.append("N = \(codewordCount), d = \(dimension)")
    return parts.joined(separator: ", ")
  }

  /// What a reader should hear about the orientation, which is never guessed: nil unless the
  /// codewords are fewer than their coordinates.
  public var orientationHint: String? {
    guard codewordCount < dimension, source.rows == nil else { return nil }
    return "N = \(codewordCount) codewords of d = \(dimension): if the codewords are the columns, "
      + "\(source.isTransposed ? "leave --transpose out" : "give --transpose")"
  }
}
