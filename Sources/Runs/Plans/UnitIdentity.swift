import Foundation

/// The canonical text of everything that defines a unit:
/// `success decoder=mp ensemble=rademacher N=4096 k=16 d=132 noise=0 estimator=simulate seed=1 first=0
/// count=512`.
///
/// Fields are in a fixed order, separated by one space. In values, '%', '|', spaces and control
/// characters are written as `%20` and the like.
public struct UnitIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The format of records; part of every identity's hash, raised when a record's meaning changes.
  public static let formatVersion = 2

  /// The canonical text.
  public let text: String

  /// The identity of a kind of work and its fields.
  public init(kind: String, fields: [(name: String, value: String)]) {
    text = fields.reduce(into: kind) { $0 += " \($1.name)=\(Self.escaped($1.value))" }
  }

  /// The identity with a given canonical text, as read from a ledger.
  public init(text: String) {
    self.text = text
  }

  private static func escaped(_ value: String) -> String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value > 0x20 && scalar.value != 0x7f && scalar != "%" && scalar != "|"
    }
    guard !value.unicodeScalars.allSatisfy(isPlain) else { return value }
    return value.unicodeScalars.reduce(into: "") { text, scalar in
      text += isPlain(scalar) ? String(scalar) : String(format: "%%%02x", scalar.value)
    }
  }

  /// The kind of work.
  public var kind: Substring { text.prefix { $0 != " " } }

  /// Names and values, in order.
  public var fields: [(name: Substring, value: String)] {
    text.split(separator: " ").dropFirst().compactMap { field in
      field.firstIndex(of: "=").map {
        let value = String(field[field.index(after: $0)...])
        return (field[..<$0], value.contains("%") ? value.removingPercentEncoding ?? value : value)
      }
    }
  }

  /// The value of a field, nil if there is none of this name.
  public subscript(name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// What units of one sort of work have in common, whose times one factor calibrates: the kind and
  /// all fields whose values are words rather than numbers.
  var family: String {
    ([String(kind)] + fields.filter(Self.isWord).map { "\($0.name)=\($0.value)" })
      .joined(separator: " ")
  }

  /// What a reader wants to know of the unit in hand, words that are no hash and numbers with one
  /// letter as their name: `mp rademacher N=4096 k=16 d=132 simulate`.
  var label: String {
    fields.compactMap { field in
      Self.isWord(field)
        ? field.value : field.name.count == 1 ? "\(field.name)=\(field.value)" : nil
    }.joined(separator: " ")
  }

  private static func isWord(_ field: (name: Substring, value: String)) -> Bool {
    Double(field.value) == nil && !field.name.hasSuffix(inputSuffix)
  }

  /// What the names of fields end with that tell what an input file held.
  private static let inputSuffix = "_sha256"

  /// The identity without what input files held: equal for the same work on other contents.
  var withoutInputs: UnitIdentity { keeping { !$0.hasSuffix(Self.inputSuffix) } }

  /// The identity without some of its fields.
  func without(_ names: Set<String>) -> UnitIdentity { keeping { !names.contains(String($0)) } }

  private func keeping(_ isKept: (Substring) -> Bool) -> UnitIdentity {
    UnitIdentity(
      kind: String(kind),
      fields: fields.filter { isKept($0.name) }.map { (String($0.name), $0.value) })
  }

  /// The fields on input files in which two identities of the same work differ, in words.
  func changedInputs(from earlier: UnitIdentity) -> String {
    zip(fields, earlier.fields).filter { $0.value != $1.value }.map { now, before in
      "\(now.name): \(before.value.prefix(12))… then, \(now.value.prefix(12))… now"
    }.joined(separator: ", ")
  }

  /// The canonical text.
  public var description: String { text }
}

extension UnitIdentity {
  /// The hash of everything that defines the unit, the format of records included.
  public var checksum: Checksum {
    Checksum("superpose unit \(Self.formatVersion) \(text)")
  }
}
