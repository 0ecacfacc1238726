/// NumPy's `.npz` format: a ZIP archive of `.npy` files, here with stored members only.
enum NPZFormat {
  /// Reads the directory at the end of the archive and the header of each array.
  ///
  /// - Throws: `DictionaryFileError` for a damaged archive, a compressed or encrypted member, or a
  ///   pickle, which PyTorch keeps in such an archive.
  static func describe(_ source: some ByteSource) throws(DictionaryFileError) -> [TensorDescription]
  {
    let directory = try Directory(source)
    let members = try directory.members(source)
    if members.contains(where: { $0.name.hasSuffix("data.pkl") }) { throw PickleFormat.refusal }
    var tensors: [TensorDescription] = []
    for member in members where member.name.hasSuffix(".npy") {
      let shown = member.name.quotedForDictionaryMessage
      guard member.flags & 1 == 0 else {
        throw DictionaryFileError(.badData, "member \(shown) is encrypted")
      }
      guard member.method == 0, member.storedCount == member.byteCount else {
        throw DictionaryFileError(
          .badData,
          "member \(shown) is compressed; save it with numpy.savez, not "
            + "savez_compressed")
      }
      let start = try member.dataOffset(source)
      do throws(DictionaryFileError) {
        var tensor = try NPYFormat.describe(source, start: start, byteCount: member.byteCount)
        tensor.name = String(member.name.dropLast(4))
        tensor.checked = .init(
          offset: start, byteCount: member.byteCount, checksum: member.checksum)
        tensors.append(tensor)
      } catch {
        throw DictionaryFileError(error.kind, "member \(shown): \(error.message)")
      }
    }
    guard !tensors.isEmpty else {
      throw DictionaryFileError(.badData, "the archive holds no .npy member")
    }
    guard Set(tensors.map(\.name)).count == tensors.count else {
      throw DictionaryFileError(.badData, "two members of the archive have the same name")
    }
    return tensors
  }

  private static let damaged = DictionaryFileError(
    .badData, "the archive's directory is damaged or missing; the file may be truncated")

  /// Where the list of members lies.
  private struct Directory {
    var offset: Int
    var byteCount: Int
    var count: Int

    init(_ source: some ByteSource) throws(DictionaryFileError) {
      // The end record has 22 bytes and a comment of at most 65,535.
      let length = min(source.byteCount, 22 + 65535)
      let start = source.byteCount - length
      let tail = try source.bytes(start, length)
      var found: Int?
      for at in stride(from: length - 22, through: 0, by: -1)
      where tail[at] == 0x50 && tail.littleEndian(at, 4) == 0x0605_4b50
        && tail.littleEndian(at + 20, 2) == UInt64(length - 22 - at)
      {
        found = at
        break
      }
      guard let end = found, let count = tail.littleEndian(end + 10, 2),
        let byteCount = tail.littleEndian(end + 12, 4), let offset = tail.littleEndian(end + 16, 4)
      else { throw damaged }
      var values = (count, byteCount, offset)
      if count == 0xffff || byteCount == 0xffff_ffff || offset == 0xffff_ffff {
        values = try Self.wide(source, before: start + end)
      }
      guard values.1 <= UInt64(source.byteCount), values.2 <= UInt64(source.byteCount) - values.1,
        values.0 <= values.1 / 46
      else { throw damaged }
      self.count = Int(values.0)
      self.byteCount = Int(values.1)
      self.offset = Int(values.2)
    }

    /// The same from the record for archives above 4 GiB.
    private static func wide(
      _ source: some ByteSource, before end: Int
    ) throws(DictionaryFileError) -> (UInt64, UInt64, UInt64) {
      guard end >= 20 else { throw damaged }
      let locator = try source.bytes(end - 20, 20)
      guard locator.littleEndian(0, 4) == 0x0706_4b50, let at = locator.littleEndian(8, 8),
        at <= UInt64(end - 20)
      else { throw damaged }
      let record = try source.bytes(Int(at), min(56, end - Int(at)))
      guard record.littleEndian(0, 4) == 0x0606_4b50, let count = record.littleEndian(32, 8),
        let byteCount = record.littleEndian(40, 8), let offset = record.littleEndian(48, 8)
      else { throw damaged }
      return (count, byteCount, offset)
    }

    func members(_ source: some ByteSource) throws(DictionaryFileError) -> [Member] {
      let bytes = try source.bytes(offset, byteCount)
      var members: [Member] = []
      var position = 0
      for _ in 0..<count {
        let (member, length) = try Member.read(bytes, at: position)
        members.append(member)
        position += length
      }
      return members
    }
  }

  /// One entry of the directory.
  private struct Member {
    var name: String
    var flags: UInt64
    var method: UInt64
    var checksum: UInt32
    var storedCount: Int
    var byteCount: Int
    var headerOffset: Int

    static func read(
      _ bytes: [UInt8], at start: Int
    ) throws(DictionaryFileError) -> (Member, length: Int) {
      guard bytes.littleEndian(start, 4) == 0x0201_4b50, bytes.count - start >= 46,
        let flags = bytes.littleEndian(start + 8, 2),
        let method = bytes.littleEndian(start + 10, 2),
        let checksum = bytes.littleEndian(start + 16, 4),
        var stored = bytes.littleEndian(start + 20, 4),
        var plain = bytes.littleEndian(start + 24, 4),
        let nameLength = bytes.littleEndian(start + 28, 2).map({ Int($0) }),
        let extraLength = bytes.littleEndian(start + 30, 2).map({ Int($0) }),
        let commentLength = bytes.littleEndian(start + 32, 2).map({ Int($0) }),
        var header = bytes.littleEndian(start + 42, 4)
      else { throw damaged }
      let length = 46 + nameLength + extraLength + commentLength
      guard length <= bytes.count - start else { throw damaged }
      let name = String(decoding: bytes[start + 46..<start + 46 + nameLength], as: UTF8.self)
      // Sizes above 4 GiB stand in the extra field of number 1, those that need it, in this order.
      var position = start + 46 + nameLength
      let end = position + extraLength
      while end - position >= 4, let number = bytes.littleEndian(position, 2),
        let size = bytes.littleEndian(position + 2, 2)
      {
        guard Int(size) <= end - position - 4 else { throw damaged }
        if number == 1 {
          var at = position + 4
          func next() throws(DictionaryFileError) -> UInt64 {
            guard at + 8 <= position + 4 + Int(size), let value = bytes.littleEndian(at, 8) else {
              throw damaged
            }
            at += 8
            return value
          }
          if plain == 0xffff_ffff { plain = try next() }
          if stored == 0xffff_ffff { stored = try next() }
          if header == 0xffff_ffff { header = try next() }
        }
        position += 4 + Int(size)
      }
      guard let storedCount = Int(exactly: stored), let byteCount = Int(exactly: plain),
        let headerOffset = Int(exactly: header)
      else { throw damaged }
      return (
        Member(
          name: name, flags: flags, method: method, checksum: UInt32(checksum),
          storedCount: storedCount, byteCount: byteCount, headerOffset: headerOffset), length
      )
    }

    /// Where the member's bytes start, behind its own header.
    func dataOffset(_ source: some ByteSource) throws(DictionaryFileError) -> Int {
      let header = try source.bytes(headerOffset, 30)
      guard header.littleEndian(0, 4) == 0x0403_4b50, let name = header.littleEndian(26, 2),
        let extra = header.littleEndian(28, 2)
      else { throw damaged }
      let start = headerOffset + 30 + Int(name) + Int(extra)
      guard start <= source.byteCount, byteCount <= source.byteCount - start else {
        throw DictionaryFileError(.badData, "the file is truncated")
      }
      return start
    }
  }
}

/// Python's pickles, which are programs and not read.
enum PickleFormat {
  /// What to do instead.
  static let refusal = DictionaryFileError(
    .badData,
    "a PyTorch pickle is a program and is not read; convert it: python3 -c \"import torch, numpy; "
      + "s = torch.load('FILE.pt', map_location='cpu', weights_only=True); "
      + "numpy.save('FILE.npy', s['decoder.weight'].float().numpy().T)\"")
}

/// The 32-bit cyclic redundancy check of ZIP archives (ISO 3309).
struct CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320
    }
  }

  private var state: UInt32 = 0xffff_ffff

  /// The check of all bytes so far.
  var value: UInt32 { ~state }

  /// Goes on with more bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var state = state
    Self.table.withUnsafeBufferPointer { table in
      for byte in bytes { state = state >> 8 ^ table[Int((state ^ UInt32(byte)) & 0xff)] }
    }
    self.state = state
  }
}
