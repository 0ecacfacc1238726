/// A file of tensors of any of the formats that are read.
struct TensorFile {
  /// The formats, told apart by their content.
  enum Format: String {
    case npy, npz, safetensors
  }

  let format: Format
  let tensors: [TensorDescription]

  /// The names that are taken if none is given, first of all those of sparse autoencoders' decoders.
  static let defaultNames = ["W_dec", "w_dec", "decoder.weight"]

  /// Reads the headers.
  ///
  /// - Parameter name: The file's name, whose ending decides when the content is not telling.
  init(_ source: some ByteSource, name: String) throws(DictionaryFileError) {
    let prefix = try source.bytes(0, min(source.byteCount, 40))
    guard !prefix.isEmpty else { throw DictionaryFileError(.badData, "the file is empty") }
    let ending = name.split(separator: ".").last.map(String.init)
    if prefix.starts(with: NPYFormat.magic) {
      format = .npy
      tensors = [try NPYFormat.describe(source, start: 0, byteCount: source.byteCount)]
    } else if prefix.starts(with: Array("PK".utf8)) {
      format = .npz
      tensors = try NPZFormat.describe(source)
    } else if SafetensorsFormat.isPlausible(prefix) || ending == "safetensors" && prefix[0] != 0x76
    {
      format = .safetensors
      tensors = try SafetensorsFormat.describe(source)
    } else if prefix[0] == 0x80 && prefix.count > 1 && (2...5).contains(prefix[1]) {
      throw PickleFormat.refusal
    } else if prefix.starts(with: Array("version https://git-lfs".utf8)) {
      throw DictionaryFileError(
        .badData, "it is a Git LFS pointer and not the file itself; run 'git lfs pull'")
    } else {
      throw DictionaryFileError(.badData, "it is neither .npy nor .npz nor .safetensors")
    }
  }

  /// The matrix of that name, else the one of a default name, else the only one.
  ///
  /// - Throws: `DictionaryFileError` that lists the names if there is a choice, and that names the
  ///   type or the rank if the tensor cannot be a dictionary.
  func matrix(named name: String?) throws(DictionaryFileError) -> TensorDescription {
    let tensor: TensorDescription
    if let name {
      guard let named = tensors.first(where: { $0.name == name }) else {
        let shown = name.quotedForDictionaryMessage
        throw DictionaryFileError(
          .badData,
          format == .npy
            ? "a .npy file has one array and no names; leave '#\(shown)' out"
            : "there is no tensor '\(shown)'; there are \(list(tensors))")
      }
      tensor = named
    } else if let known = Self.defaultNames.lazy.compactMap({ name in
      tensors.first { $0.name == name }
    }).first {
      tensor = known
    } else {
      let matrices = tensors.filter { $0.shape.count == 2 && $0.element != nil }
      guard matrices.count <= 1 else {
        throw DictionaryFileError(
          .badData, "several matrices: name one, as in FILE#NAME, of \(list(matrices))")
      }
      guard let only = matrices.first ?? (tensors.count == 1 ? tensors[0] : nil) else {
        throw DictionaryFileError(
          .badData, tensors.isEmpty ? "no tensor" : "no float matrix among \(list(tensors))")
      }
      tensor = only
    }
    let prefix = tensor.name.isEmpty ? "" : "tensor \(tensor.name.quotedForDictionaryMessage): "
    guard tensor.element != nil else {
      throw DictionaryFileError(
        .badData,
        "\(prefix)entries of type \(tensor.typeName.quotedForDictionaryMessage) are not read; save "
          + "it as little-endian float16, float32 or float64")
    }
    guard tensor.shape.count == 2 else {
      throw DictionaryFileError(
        .badData, "\(prefix)an array of \(tensor.shape.count) axes \(tensor.shape) is no matrix")
    }
    guard tensor.shape[0] > 0, tensor.shape[1] > 0 else {
      throw DictionaryFileError(.badData, "\(prefix)the matrix \(tensor.shape) is empty")
    }
    return tensor
  }

  private func list(_ tensors: [TensorDescription]) -> String {
    let shown = tensors.prefix(12).map(\.summary).joined(separator: ", ")
    return tensors.count > 12 ? "\(shown), … (\(tensors.count) in all)" : shown
  }
}
