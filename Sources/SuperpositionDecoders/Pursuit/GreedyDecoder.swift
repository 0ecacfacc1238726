/// A decoder that chooses one codeword after another: its support of k contains that of k - 1, so that
/// the step at which it chose a codeword is the least k whose support has it.
public protocol GreedyDecoder: Decoder {}

extension MatchingPursuitDecoder: GreedyDecoder {}
extension OrthogonalMatchingPursuitDecoder: GreedyDecoder {}
extension RealMatchingPursuitDecoder: GreedyDecoder {}
extension GradientPursuitDecoder: GreedyDecoder {}
