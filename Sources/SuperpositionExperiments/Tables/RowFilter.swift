import Foundation
import Runs

/// Conditions on the columns of results, all of which a row has to meet: `decoder=mp,omp N=2^20
/// success>=0.5`.
///
/// Numbers are compared as numbers, whatever their notation; a field that does not apply is empty and
/// meets `target=`.
public struct RowFilter: Sendable {
  /// How a field is compared, the longer signs first.
  private enum Comparison: String, CaseIterable {
    case unequal = "!=", atMost = "<=", atLeast = ">=", equal = "=", below = "<", above = ">"
  }

  private struct Condition {
    let column: String
    let comparison: Comparison
    /// Of these one is enough.
    let texts: Set<String>
    /// The same as numbers; empty unless all are.
    let numbers: [Double]

    func holds(for field: String) -> Bool {
      let number = Double(field)
      let isAmong =
        texts.contains(field) || number.map { value in numbers.contains(value) } ?? false
      switch comparison {
      case .equal: return isAmong
      case .unequal: return !isAmong
      case .atMost: return number.map { $0 <= numbers[0] } ?? false
      case .atLeast: return number.map { $0 >= numbers[0] } ?? false
      case .below: return number.map { $0 < numbers[0] } ?? false
      case .above: return number.map { $0 > numbers[0] } ?? false
      }
    }
  }

  private let conditions: [Condition]

  /// The columns that it looks at.
  public var columns: [String] { conditions.map(\.column) }

  /// Reads conditions separated by spaces.
  ///
  /// - Throws: `ExperimentError` (64) that names `--where`.
  public init(_ text: String) throws {
    conditions = try text.split(separator: " ").map { try Self.condition(String($0)) }
  }

  private static func condition(_ text: String) throws -> Condition {
    let places = Comparison.allCases.compactMap { sign in
      text.range(of: sign.rawValue).map { (sign, $0) }
    }
    // The first sign of the text; of those that begin there the longest.
    let first = places.min {
      ($0.1.lowerBound, -$0.0.rawValue.count) < ($1.1.lowerBound, -$1.0.rawValue.count)
    }
    guard let (comparison, place) = first, place.lowerBound > text.startIndex else {
      throw ExperimentError(
        .usage,
        "--where: '\(text.quotedForMessage)' is no condition such as decoder=mp, k=16,64 or "
          + "success>=0.5")
    }
    let value = String(text[place.upperBound...])
    let numbers = (try? NumberList.reals(value)) ?? []
    if ![.equal, .unequal].contains(comparison), numbers.count != 1 {
      throw ExperimentError(
        .usage, "--where: '\(text.quotedForMessage)' needs one number behind \(comparison.rawValue)"
      )
    }
    return Condition(
      column: String(text[..<place.lowerBound]), comparison: comparison,
      texts: Set(value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
      numbers: numbers)
  }

  /// Whether a row of a table with these columns meets all conditions; never where one is missing.
  public func keeps(_ row: [String], of header: [String]) -> Bool {
    conditions.allSatisfy { condition in
      header.firstIndex(of: condition.column).map { condition.holds(for: row[$0]) } ?? false
    }
  }

  /// Refuses conditions on a column that is nowhere.
  ///
  /// - Throws: `ExperimentError` (64) that names `flag` and the columns that there are.
  public static func require(
    _ columns: [String], among known: [String], flag: String
  ) throws {
    guard let missing = columns.first(where: { !known.contains($0) }) else { return }
    throw ExperimentError(
      .usage,
      "\(flag): there is no column '\(missing.quotedForMessage)'\(missing.suggestion(among: known));"
        + " there are \(known.joined(separator: ", "))")
  }
}
