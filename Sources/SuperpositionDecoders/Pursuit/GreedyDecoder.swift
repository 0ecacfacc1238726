import SuperpositionCodes

/// A decoder that chooses one codeword after another: its support of k contains that of k - 1, so that
/// the step at which it chose a codeword is the least k whose support has it.
public protocol GreedyDecoder: Decoder {}

extension MatchingPursuitDecoder: GreedyDecoder {}
extension OrthogonalMatchingPursuitDecoder: GreedyDecoder {}
extension RealMatchingPursuitDecoder: GreedyDecoder {}
extension GradientPursuitDecoder: GreedyDecoder {}

extension GreedyDecoder {
  /// Every kind, as `PursuitEngine` does.
  public var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.all) }
  /// A pass for every few steps.
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  /// What the engine takes, unless a decoder's steps take more.
  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    PursuitEngine.workingBytes(
      codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }
}
