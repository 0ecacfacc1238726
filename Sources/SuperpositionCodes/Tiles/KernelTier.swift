import CSuperpositionKernels

/// An instruction-set tier of the word kernels. All tiers give the same bits.
public enum KernelTier: String, CaseIterable, Sendable {
  case portable
  case avx2
  case avx512
  case neon
  case amx

  /// The name of the environment variable that forces a tier.
  public static let environmentVariable = "SUPERPOSE_KERNELS"

  private var code: superpose_tier {
    switch self {
    case .portable: SUPERPOSE_TIER_PORTABLE
    case .avx2: SUPERPOSE_TIER_AVX2
    case .avx512: SUPERPOSE_TIER_AVX512
    case .neon: SUPERPOSE_TIER_NEON
    case .amx: SUPERPOSE_TIER_AMX
    }
  }

  /// Whether this build contains the tier and this processor runs it.
  public var isAvailable: Bool { superpose_tier_is_available(code) != 0 }

  /// The best tier of this machine.
  public static var best: KernelTier {
    allCases.first { $0.code == superpose_best_tier() } ?? .portable
  }

  /// The tier that all kernels use now.
  public static var inUse: KernelTier {
    allCases.first { $0.code == superpose_tier_in_use() } ?? .portable
  }

  /// Makes all kernels use this tier from now on.
  ///
  /// - Throws: `KernelTierError` if the tier is not available.
  public func use() throws(KernelTierError) {
    guard superpose_use_tier(code) == 0 else { throw .unavailable(self) }
  }

  /// Applies the environment variable's value, if there is one.
  ///
  /// - Throws: `KernelTierError` if the value names no tier, or one that is not available.
  public static func applyEnvironment(_ value: String?) throws(KernelTierError) {
    guard let value, !value.isEmpty else { return }
    guard let tier = KernelTier(rawValue: value) else { throw .unknown(value) }
    try tier.use()
  }
}

/// A tier of the kernels that cannot be used.
public enum KernelTierError: Error, Equatable, CustomStringConvertible {
  /// No tier has this name.
  case unknown(String)
  /// This build or this processor lacks the tier.
  case unavailable(KernelTier)

  /// One line that names the variable and what would be right.
  public var description: String {
    let available = KernelTier.allCases.filter(\.isAvailable).map(\.rawValue)
      .joined(separator: ", ")
    let variable = KernelTier.environmentVariable
    return switch self {
    case .unknown(let name):
      "\(variable): there is no kernel tier '\(name)'; this machine has \(available)"
    case .unavailable(let tier):
      "\(variable): this machine cannot run the '\(tier.rawValue)' kernels; it has \(available)"
    }
  }
}
