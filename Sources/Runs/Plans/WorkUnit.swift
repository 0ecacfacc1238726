/// One piece of work, the unit in which runs are divided, recorded, resumed and merged.
///
/// What a unit computes is a pure function of its identity, so a record made by any run, on any
/// machine and with any number of workers serves every other run that needs the same unit.
public struct WorkUnit: Sendable {
  /// Everything that defines the unit.
  public let identity: UnitIdentity
  /// Expected processor seconds by a fixed model: never measured, so that all nodes of a cluster
  /// divide the work alike.
  public let cost: Double
  /// Bytes of memory that the unit takes at most, by the same kind of model.
  public let memory: Double
  /// Whether the unit runs alone and spreads over all workers inside (one large dictionary shared),
  /// rather than beside other units.
  public let isWide: Bool
  /// Does the work with up to `workers` workers; the record does not depend on their number.
  public let run: @Sendable (_ workers: Int) async throws -> UnitRecord

  /// A unit.
  public init(
    identity: UnitIdentity, cost: Double, memory: Double, isWide: Bool,
    run: @escaping @Sendable (_ workers: Int) async throws -> UnitRecord
  ) {
    self.identity = identity
    self.cost = cost
    self.memory = memory
    self.isWide = isWide
    self.run = run
  }
}

/// The canonical text of everything that defines a unit:
/// `success decoder=mp ensemble=rademacher N=4096 k=16 d=132 noise=0 estimator=simulate seed=1 batch=3`.
///
/// Fields are in a fixed order, separated by one space; values contain neither spaces nor '|'.
public struct UnitIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The format of records; part of every identity's hash, raised when a record's meaning changes.
  public static let formatVersion = 2

  /// The canonical text.
  public let text: String

  /// The identity of a kind of work and its fields.
  public init(kind: String, fields: [(name: String, value: String)]) {
    text = fields.reduce(into: kind) { $0 += " \($1.name)=\($1.value)" }
  }

  /// The identity with a given canonical text, as read from a ledger.
  public init(text: String) {
    self.text = text
  }

  /// The value of a field, nil if there is none of this name.
  func value(of name: String) -> Substring? {
    text.split(separator: " ").first { $0.hasPrefix(name + "=") }?.dropFirst(name.utf8.count + 1)
  }

  /// The canonical text.
  public var description: String { text }
}

/// What a unit found: named numbers, in a fixed order, as exact text.
///
/// Real numbers are written in the shortest form that reads back as the same number.
public struct UnitRecord: Equatable, Sendable {
  /// Names and values; neither contains spaces, '=' or '|'.
  public private(set) var fields: [(name: String, value: String)]

  /// A record.
  public init(_ fields: [(name: String, value: String)] = []) {
    self.fields = fields
  }

  /// Adds an integer.
  public mutating func append(_ name: String, _ value: Int) {
    fields.append((name, String(value)))
  }

  /// Adds a real number.
  public mutating func append(_ name: String, _ value: Double) {
    fields.append((name, "\(value)"))
  }

  /// The integer of this name, if it is there and is one.
  public func integer(_ name: String) -> Int? {
    fields.first { $0.name == name }.flatMap { Int($0.value) }
  }

  /// The real number of this name, if it is there and is one.
  public func real(_ name: String) -> Double? {
    fields.first { $0.name == name }.flatMap { Double($0.value) }
  }

  /// Whether two records have the same names and the same text.
  public static func == (left: UnitRecord, right: UnitRecord) -> Bool {
    left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
  }
}
