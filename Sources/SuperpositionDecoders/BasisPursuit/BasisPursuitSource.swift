import SuperpositionCodes

/// A growing set of columns with the products that basis pursuit needs of them. One owner, one
/// thread.
protocol BasisPursuitColumns: AnyObject {
  /// A vector as the products take it: rounded, perhaps, to numbers that it shows.
  associatedtype Vector: BasisPursuitVector

  /// Entries of a column.
  var dimension: Int { get }
  /// Columns.
  var count: Int { get }

  /// The columns at `positions`, in that order, as a set of their own.
  func gathered(_ positions: [Int]) -> Self
  /// The lower triangle (row-major, row stride `count`) of scale·GᵀG + shift·I for the matrix G of
  /// these columns.
  func gramTriangle(scale: Double, shift: Double, into matrix: UnsafeMutablePointer<Double>)
  /// The lower triangle (row stride `dimension`) of scale·GGᵀ + shift·I.
  func rowGramTriangle(scale: Double, shift: Double, into matrix: UnsafeMutablePointer<Double>)
  /// The inner products of the columns of `others` with these: a row of `count` for each of them.
  func products(with others: Self, into result: inout [Double])
  /// ⟨column, v⟩ for every column, exact for the vector's `values` but for a few roundings.
  func correlations(with vector: Vector) -> [Double]
  /// Σ w_c · column_c over `positions`, within 10^-12·Σ|w| of a codeword's usual entry.
  func weightedSum(positions: [Int], weights: [Double]) -> [Double]
  /// Whether the columns at `positions` sum to an integer code, proven in integers.
  func reproduces(_ code: [Int32], positions: [Int]) -> Bool
}

extension BasisPursuitColumns {
  /// The inner products of the columns of `others` with these, row-major.
  func products(with others: Self) -> [Double] {
    var result = [Double](repeating: 0, count: others.count * count)
    products(with: others, into: &result)
    return result
  }
}

/// A vector of d real numbers, perhaps rounded.
protocol BasisPursuitVector {
  /// The numbers, after rounding.
  var values: [Double] { get }
  /// Rounds a vector of finite numbers.
  init(_ vector: [Double])
}

/// A dictionary as basis pursuit reads it: columns by number, and passes over all of them.
protocol BasisPursuitSource: Sendable {
  associatedtype Columns: BasisPursuitColumns

  /// How many columns there are.
  var columnCount: Int { get }
  /// d.
  var dimension: Int { get }
  /// The columns are the codewords times this, so that their mean ‖f‖² is about d.
  var scale: Double { get }

  /// No columns yet, with room for `capacity` of them.
  func makeColumns(capacity: Int) -> Columns
  /// Appends column `number` to `columns`.
  func append(_ number: Int, to columns: Columns)
  /// The numbers of the `count` columns with the largest products with a code, ascending.
  func leading(_ count: Int, with code: ReceivedCode) throws -> [Int]
  /// The columns whose product with `vector` is not proven to lie below `bound`, in ascending order.
  func candidates(with vector: [Double], notBelow bound: Double) -> BasisPursuitCandidates
}

/// What a pass over a dictionary found.
struct BasisPursuitCandidates {
  /// A column and its approximate product.
  struct Candidate {
    let number: Int
    let product: Double
  }

  /// The columns found.
  var found: [Candidate] = []
  /// How far an approximate product may be from the true one.
  let errorBound: Double
}
