import SuperpositionCodes
import SuperpositionDecoders

/// How a success probability is estimated.
public enum Estimator: String, CaseIterable, Sendable {
  /// Dictionaries are drawn, codes decoded and compared.
  case simulate
  /// Only the members are drawn; the rest of the dictionary is integrated out.
  case conditional

  /// The estimator that a choice means for a decoder and an ensemble.
  ///
  /// - Precondition: a choice of `conditional` is covered (`whyNotConditional` is nil).
  init(
    _ choice: ExperimentBlock.EstimatorChoice, decoder: any Decoder, ensemble: Ensemble
  ) {
    switch choice {
    case .simulate: self = .simulate
    case .conditional: self = .conditional
    case .auto:
      let isCovered = Self.whyNotConditional(decoder: decoder, ensemble: ensemble) == nil
      self = isCovered ? .conditional : .simulate
    }
  }

  /// Why the conditional estimator does not cover a case, and what to use; nil if it does.
  static func whyNotConditional(decoder: any Decoder, ensemble: Ensemble) -> String? {
    guard decoder is any BarrierDecoder else {
      let covered = DecoderCatalog.families.map(\.name).filter {
        (try? DecoderCatalog.decoder(named: $0)) is any BarrierDecoder
      }
      return "conditional does not cover decoder '\(decoder.name)', whose run depends on all "
        + "codewords, not on the members alone; it covers \(covered.joined(separator: ", ")); "
        + "use simulate or auto"
    }
    guard ensemble == .rademacher else {
      return "conditional does not cover the \(ensemble.rawValue) ensemble, only rademacher; "
        + "use simulate or auto"
    }
    return nil
  }
}
