/// How much work an experiment file is asked for: its trial counts and precisions have one value
/// for each.
public enum Effort: String, CaseIterable, Sendable {
  /// A minute or two for all experiments.
  case quick
  /// At most ten minutes on two cores for all experiments.
  case `default`
  /// Publication precision.
  case full
}
