import SuperpositionCodes
import SuperpositionDecoders

/// How a success probability is estimated.
public enum Estimator: String, CaseIterable, Sendable {
  /// Dictionaries are drawn, codes decoded and compared.
  case simulate
  /// Only the members are drawn; the rest of the dictionary is integrated out.
  case conditional

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

/// The estimator that a choice means for a decoder and an ensemble, with what it needs.
enum EstimatorUse {
  case simulate
  case conditional(any BarrierDecoder)

  /// - Precondition: a choice of `conditional` is covered (`whyNotConditional` is nil).
  init(
    _ choice: ExperimentBlock.EstimatorChoice, decoder: any Decoder, ensemble: Ensemble
  ) {
    if choice != .simulate, ensemble == .rademacher, let decoder = decoder as? any BarrierDecoder {
      self = .conditional(decoder)
    } else {
      self = .simulate
    }
  }

  /// The estimator.
  var estimator: Estimator {
    switch self {
    case .simulate: .simulate
    case .conditional: .conditional
    }
  }
}
