import Foundation

/// The files that units leave for others: for each unit a folder, named by its identity's hash, in
/// one folder beside the output (`X.models` for `X.csv`).
///
/// A unit may keep checkpoints in its folder while it works. When it has ended the runner writes the
/// file `complete`, which lists the files with their sizes and hashes; an artefact that does not fit
/// its list is made again.
struct ArtefactStore: Sendable {
  /// The folder of all of them.
  let path: String

  /// The store beside an output.
  static func path(for output: String) -> String {
    (output.hasSuffix(".csv") ? String(output.dropLast(4)) : output) + ".models"
  }

  /// The folder of a unit.
  func folder(of identity: UnitIdentity) -> String { "\(path)/\(identity.checksum)" }

  private func list(of identity: UnitIdentity) -> String { folder(of: identity) + "/complete" }

  /// Makes the folder of a unit that is about to begin, whose artefact is none until it ends.
  ///
  /// - Throws: `ExperimentError` (73).
  func prepare(_ identity: UnitIdentity) throws(ExperimentError) {
    let folder = folder(of: identity)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ExperimentError(.cannotCreate, "\(folder): the folder cannot be created")
    }
    unlink(list(of: identity))
  }

  /// Marks the artefact of a unit as whole.
  ///
  /// - Throws: `ExperimentError` 66 or 74 if its files cannot be read or the list cannot be written.
  func seal(_ identity: UnitIdentity) throws(ExperimentError) {
    try AtomicFile.write(try account(of: identity), to: list(of: identity))
  }

  /// Whether the artefact of a unit is there as it was left.
  ///
  /// - Complexity: Reads all of its files.
  func isWhole(_ identity: UnitIdentity) -> Bool {
    guard let list = try? FileAccess.read(list(of: identity)), let now = try? account(of: identity)
    else { return false }
    return list.elementsEqual(now.utf8)
  }

  /// The unit and its files, a line each.
  private func account(of identity: UnitIdentity) throws(ExperimentError) -> String {
    let folder = folder(of: identity)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw ExperimentError(.missingInput, "\(folder): cannot be read")
    }
    var account = "\(identity)\n"
    for name in names.sorted() where name != "complete" && !name.hasPrefix(".") {
      let bytes = try FileAccess.read("\(folder)/\(name)")
      account += "\(name) \(bytes.count) \(Checksum(bytes))\n"
    }
    return account
  }
}
