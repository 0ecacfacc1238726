import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Crossings of increasing success curves.
enum SuccessCurve {
  /// Below this dimension a curve counts as being at zero.
  private static let smallest = 1e-6

  /// The d at which a success curve reaches `target`; nil if it exceeds the target at every
  /// dimension, so that there is no transition.
  ///
  /// - Parameters:
  ///   - target: p.
  ///   - guess: where to begin to look.
  ///   - logSuccess: the logarithm of the success probability as a function of d; increasing.
  /// - Throws: `noConvergence` if the target is not reached below 1e200.
  static func crossing(
    target: Double, near guess: Double, _ logSuccess: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double? {
    let logTarget = log(target)
    if try logSuccess(smallest) >= logTarget { return nil }
    var high = max(guess, smallest)
    while try logSuccess(high) < logTarget {
      high *= 2
      guard high < 1e200 else { throw .noConvergence("the crossing of a success curve") }
    }
    var low = high / 2
    while low > smallest, try logSuccess(low) >= logTarget {
      high = low
      low /= 2
    }
    // −ln(−ln success) is nearly linear in ln d and stays finite where the success underflows.
    func scale(_ logProbability: Double) -> Double {
      -log(max(min(-logProbability, 1e300), 1e-300))
    }
    var failure: NumericsError?
    let difference: (Double) -> Double = { x in
      do {
        return scale(try logSuccess(exp(x))) - scale(logTarget)
      } catch let error as NumericsError {
        failure = error
        return .nan
      } catch {
        return .nan
      }
    }
    let range = log(max(low, smallest))...log(high)
    do {
      return exp(try RootFinding.root(of: difference, in: range, relativeTolerance: 1e-13))
    } catch {
      throw failure ?? error
    }
  }
}
