import SuperpositionCodes

/// The inner products of consecutive residuals of a pursuit, and what they tell of how near one of them
/// is to the span of two others.
struct ResidualWindow {
  /// The step of the first residual.
  let first: Int
  private let count: Int
  /// Row-major, both triangles.
  private var products: [Double]
  /// How far sums of products may be off, over the products of lengths.
  private let rounding: Double

  /// - Complexity: O(n²·d) for n residuals, padded rows.
  init(first: Int, residuals: ArraySlice<[Double]>) {
    self.first = first
    count = residuals.count
    products = [Double](repeating: 0, count: count * count)
    let dimension = residuals.first?.count ?? 0
    rounding = 0x1p-52 * Double(dimension + 16)
    for (row, residual) in residuals.enumerated() {
      for (column, other) in residuals.prefix(row + 1).enumerated() {
        let product = SignedSum.product(residual, other, count: dimension)
        products[row * count + column] = product
        products[column * count + row] = product
      }
    }
  }

  private func product(_ step: Int, _ other: Int) -> Double {
    products[(step - first) * count + other - first]
  }

  /// ‖r_t‖².
  func energy(_ step: Int) -> Double { product(step, step) }

  /// r_t ≈ λ_a·r_a + λ_b·r_b with the least distance, and what that is at most.
  func combination(_ step: Int, _ a: Int, _ b: Int) -> (
    weights: (Double, Double), distance: Double
  ) {
    if step == a { return ((1, 0), 0) }
    let (aa, ab, bb) = (energy(a), product(a, b), energy(b))
    let (ra, rb, rr) = (product(step, a), product(step, b), energy(step))
    let determinant = aa * bb - ab * ab
    var weights = (0.0, 0.0)
    if determinant > 1e-9 * aa * bb {
      weights = ((ra * bb - rb * ab) / determinant, (rb * aa - ra * ab) / determinant)
    } else if aa > 0 {
      weights = (ra / aa, 0)
    }
    let (x, y) = weights
    let square = rr + x * x * aa + y * y * bb + 2 * (x * y * ab - x * ra - y * rb)
    let length = rr.squareRoot() + abs(x) * aa.squareRoot() + abs(y) * bb.squareRoot()
    return (weights, (max(0, square) + rounding * length * length).squareRoot())
  }
}
