import SuperpositionCodes

/// Solves the programs of basis pursuit, minimise Σy subject to y ≥ 0 (and y ≤ 1 if boxed) and a fit
/// of Fy to the code, over all columns, and proves the optimum.
///
/// The method is the proximal method of multipliers (Rockafellar 1976, 'Augmented Lagrangians and
/// applications of the proximal point algorithm in convex programming', Math. Oper. Res. 1) on the
/// dual, maximise xᵀν - φ(ν) subject to Fᵀν ≤ 1, with semismooth Newton steps inside (Li, Sun and Toh
/// 2018, 'A highly efficient semismooth Newton augmented Lagrangian method for solving lasso
/// problems', SIAM J. Optim. 28; 2020, 'An asymptotically superlinearly convergent semismooth Newton
/// augmented Lagrangian method for linear programming', SIAM J. Optim. 30). With multipliers ȳ and
/// centre ν̄, each round minimises the strongly convex
///
///     -xᵀν + φ(ν) + μ/2·‖ν - ν̄‖² + Σ_j ∫ y_j dν,   y_j = [ȳ_j + σ(f_jᵀν - 1)] clamped to ≥ 0 (and ≤ 1),
///
/// so degeneracy needs no rule against cycling, and a Newton step changes many active columns at
/// once for one factorisation of their Gram matrix. Only a working set of columns is iterated on;
/// pricing passes over the dictionary add whatever is not proven to have f_jᵀν < 1.
///
/// It ends with a certificate as soon as there is one: see `BasisPursuitSolution.Certificate`.
struct BasisPursuitSolver<Source: BasisPursuitSource>: Sendable {
  /// The dictionary.
  let source: Source
  /// Whether y ≤ 1 is a constraint too.
  let isBoxed: Bool
  /// How Fy has to fit the code.
  var fit = BasisPursuitFit.exact
  var tuning = BasisPursuitTuning()

  /// Solves the program for one code.
  ///
  /// - Parameter sparsity: k, which only says how many coordinates may make an early certificate.
  /// - Throws: `CodebookError.codeOutOfRange`.
  /// - Complexity: about ten to a hundred Newton steps, each O(n²·d/64 + min(n, d)³/3) for n active
  ///   columns (n ≈ k when the code is easy, up to d when it is not), and about as many passes over
  ///   the dictionary.
  func solve(_ code: ReceivedCode, sparsity: Int) throws -> BasisPursuitSolution {
    let unit = unit(of: code, sparsity: sparsity)
    guard unit != 1 else { return try run(code, sparsity: sparsity) }
    let scaled = ReceivedCode(
      code.realCoordinates.map { $0 / unit }, noisePower: code.noisePower / unit / unit)
    return try with(fit.withCode(scaledBy: 1 / unit)).run(scaled, sparsity: sparsity)
      .scaled(by: unit)
  }

  private func with(_ fit: BasisPursuitFit) -> BasisPursuitSolver {
    BasisPursuitSolver(source: source, isBoxed: isBoxed, fit: fit, tuning: tuning)
  }

  /// Solves the program for a code in the method's own units.
  private func run(_ code: ReceivedCode, sparsity: Int) throws -> BasisPursuitSolution {
    var run = try BasisPursuitRun(solver: self, code: code, sparsity: sparsity)
    let solution = run.solve()
    guard fit == .exact, solution.certificate == .none, case .real(let values) = code.coordinates
    else { return solution }
    // Small coefficients beside large ones leave little to move ν by: the way of denoising, with a
    // radius below what counts as equal, follows that better.
    let near = try with(.within(radius: 1e-10 * norm(values))).run(code, sparsity: sparsity)
    return near.certificate == .optimal ? near : solution
  }

  /// A power of two of the order of y, in which the method works: 1 where coefficients are of the
  /// order of 1 already, and where y ≤ 1 says what they are.
  private func unit(of code: ReceivedCode, sparsity: Int) -> Double {
    guard case .real(let values) = code.coordinates, !isBoxed else { return 1 }
    let usual = (Double(sparsity) * Double(source.dimension)).squareRoot()
    let size = norm(values) * source.scale / usual
    guard size.isNormal, size < 0.125 || size > 8 else { return 1 }
    return size.binade
  }
}

extension BasisPursuitSolver<PackedSource> {
  /// A solver over a dictionary of signs.
  init(dictionary: any SignCodebook, isBoxed: Bool, fit: BasisPursuitFit = .exact) {
    self.init(source: PackedSource(dictionary: dictionary), isBoxed: isBoxed, fit: fit)
  }
}

/// The numbers that steer the method; none of them touches what a certificate proves.
struct BasisPursuitTuning: Sendable {
  /// The first σ: the change of y_j for a unit of dual violation.
  var firstPenalty = 1.0
  /// The growth of σ a round, before and after σ has passed `knee`: near a vertex the active set
  /// follows slow growth in few steps.
  var growth = 2.0
  var lateGrowth = 1.5
  var knee = 9.0
  /// The last σ; beyond it the Newton systems lose their digits.
  var lastPenalty = 1e4
  /// μ·σ/d, or over the curvature of φ if that is less.
  var proximity = 1.0
  /// The first round's ε over ‖x‖, or its λ over the largest f_jᵀx, unless the program's is larger,
  /// and by what it falls a round until it is the program's.
  var looseness = 0.1
  var tightening = 5.0
  /// A round ends when the gradient is this small beside the proximal term.
  var innerTolerance = 0.6
  /// What is left, a round later, of the longest gradient at which a round of denoising ends.
  var innerTightening = 0.25
  /// Codewords join the working set from this f_jᵀν on: before they violate f_jᵀν ≤ 1.
  var nearness = 0.8
  /// Newton steps a round and in all.
  var roundLimit = 40
  var newtonLimit = 600
  /// Rounds.
  var outerLimit = 80
}

/// What a program's solution is, and why.
struct BasisPursuitSolution {
  /// What proves the solution.
  enum Certificate {
    /// y is 0/1 with exactly k ones and meets Fy = x in integers; ν has f_jᵀν = 1 (boxed: ≥ 1) on
    /// them within 10^-11 and f_jᵀν ≤ 1 - 10^-9 for each of the N - k others. The least change of ν
    /// that makes the first exact has norm δ with √d·δ ≤ 5·10^-10, which is as far as it can move
    /// any other f_jᵀν, so that y is the unique optimum.
    case uniqueSupport
    /// Fy = x: y meets it within 10^-9·‖x‖, ν is dual feasible within 10^-9 over all N codewords,
    /// and they are complementary: y is optimal within a relative 10^-8.
    ///
    /// Denoising: y meets ‖Fy - x‖ ≤ ε within 10^-9·‖x‖. Denoising and lasso: a feasible point of
    /// the dual, over all N codewords, has the value of y within a relative 10^-8.
    case optimal
    /// Denoising where no y is within ε of the code, as may be when d > N or the box is tight: y
    /// has the least ‖Fy - x‖ instead, in that f_jᵀ(x - Fy) is at most 10^-9·‖x‖·√d for each of
    /// the N codewords and at least minus that where y_j > 0 (both turned round where y_j = 1 is a
    /// bound).
    case nearest
    /// None was found within the limits of the iteration.
    case none
  }

  /// The coordinates that are not zero: column numbers and values.
  let codewords: [Int]
  let values: [Double]
  /// ν, d numbers; for `nearest` the direction of the residual.
  let dual: [Double]
  /// What was proven.
  let certificate: Certificate
  /// Newton steps.
  let iterations: Int
  /// Columns in the working set at the end, and passes over the dictionary.
  let workingColumns: Int
  let passes: Int

  /// Σ y.
  var objective: Double { values.reduce(0, +) }

  /// The solution for a code so many times as large; ν does not change.
  func scaled(by unit: Double) -> BasisPursuitSolution {
    BasisPursuitSolution(
      codewords: codewords, values: values.map { $0 * unit }, dual: dual,
      certificate: certificate, iterations: iterations, workingColumns: workingColumns,
      passes: passes)
  }
}
