import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

/// How a success probability is estimated.
public enum Estimator: String, CaseIterable, Sendable {
  /// Dictionaries are drawn, codes decoded and compared.
  case simulate
  /// Only the members are drawn; the rest of the dictionary is integrated out.
  case conditional

  /// Why the conditional estimator does not cover a case, and what to use; nil if it does.
  static func whyNotConditional(
    decoder: any Decoder, ensemble: Ensemble, law: CoefficientLaw, supports: SupportLaw
  ) -> String? {
    guard let barriers = decoder as? any BarrierDecoder else {
      let covered = DecoderCatalog.families.map(\.name).filter {
        (try? DecoderCatalog.decoder(named: $0)) is any BarrierDecoder
      }
      return "conditional does not cover decoder '\(decoder.name)', whose run depends on all "
        + "codewords, not on the members alone; it covers \(covered.joined(separator: ", ")); "
        + "use simulate or auto"
    }
    guard ensemble == .rademacher else {
      return "conditional does not cover the \(ensemble.kind.name) ensemble, only rademacher; "
        + "use simulate or auto"
    }
    guard supports == .uniform else {
      return "conditional does not cover supports '\(supports)', only uniform; use simulate or auto"
    }
    guard barriers.hasBarriers(for: law) else {
      return "conditional does not cover coefficients '\(law)' with decoder '\(decoder.name)'; use "
        + "simulate or auto"
    }
    return nil
  }
}

/// The estimator that a choice means for a decoder and the laws of a point, with what it needs.
enum EstimatorUse {
  case simulate
  case conditional(any BarrierDecoder)

  /// - Precondition: a choice of `conditional` is covered (`whyNotConditional` is nil).
  init(
    _ choice: ExperimentBlock.EstimatorChoice, decoder: any Decoder, point: GridPoint
  ) {
    if choice != .simulate, point.ensemble == .rademacher, point.supports == .uniform,
      let decoder = decoder as? any BarrierDecoder, decoder.hasBarriers(for: point.coefficients)
    {
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

  /// The sampler of a decoder at a point, whose sums units record.
  func sampler(
    decoder: any Decoder, setting: CodeSetting, pointSeed: Seed
  ) throws -> any RecordedSampler {
    switch self {
    case .simulate:
      try Simulation(decoder: decoder, setting: setting, pointSeed: pointSeed)
    case .conditional(let decoder):
      ConditionalSampler(
        try ConditionalEstimator(decoder: decoder, setting: setting), pointSeed: pointSeed)
    }
  }

  /// What its clusters cost at a dimension.
  func cost(_ decoder: any Decoder, _ setting: CodeSetting, dimension: Double) -> SamplerCost {
    switch self {
    case .simulate:
      SamplerCost(
        clusterSeconds: CostModel.clusterSeconds(
          decoder: decoder.name, setting: setting, dimension: dimension),
        memory: CostModel.simulationMemory(
          decoder: decoder, setting: setting, dimension: dimension),
        isWide: CostModel.isWide(decoder: decoder, setting: setting, dimension: dimension))
    case .conditional:
      SamplerCost(
        clusterSeconds: CostModel.drawSeconds(
          decoder: decoder.name, setting: setting, dimension: dimension),
        memory: CostModel.drawMemory(setting: setting, dimension: dimension), isWide: false)
    }
  }

  /// Processor seconds of a search for the minimum dimension.
  func searchSeconds(
    _ decoder: any Decoder, _ setting: CodeSetting, dimension: Double, precision: Double, limit: Int
  ) -> Double {
    switch self {
    case .simulate:
      CostModel.simulatedSearchSeconds(
        decoder: decoder.name, setting: setting, dimension: dimension, precision: precision,
        limit: limit)
    case .conditional:
      CostModel.conditionalSearchSeconds(
        decoder: decoder.name, setting: setting, dimension: dimension, precision: precision,
        limit: limit)
    }
  }
}

/// A sampler whose sums are recorded.
protocol RecordedSampler: Sampler where Sums: RecordedSums {}

extension Simulation: RecordedSampler {}
extension ConditionalSampler: RecordedSampler {}

/// What a cluster of trials costs, by the fixed model.
struct SamplerCost {
  /// Processor seconds of one cluster.
  let clusterSeconds: Double
  /// Bytes.
  let memory: Double
  /// Whether the workers share one dictionary.
  let isWide: Bool
}
