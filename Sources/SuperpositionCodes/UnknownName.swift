/// What is said of a name that nothing has.
package enum UnknownName {
  /// - Parameter kind: of what there is none, such as `decoder`.
  package static func description(_ kind: String, _ name: String, known: [String]) -> String {
    "there is no \(kind) '\(name)'; there are " + known.joined(separator: ", ")
  }

  /// - Parameters:
  ///   - owner: what has other options or none, such as `decoder 'mp'`.
  ///   - known: the options as users write them.
  package static func description(option: String, of owner: String, known: [String]) -> String {
    known.isEmpty
      ? "\(owner) takes no option (got '\(option)')"
      : "\(owner) has no option '\(option)'; it has " + known.joined(separator: ", ")
  }
}
