/// How much work an experiment file is asked for: its trial counts and precisions have one value
/// for each.
public enum Effort: String, CaseIterable, Sendable {
  /// A minute or two for all experiments.
  case quick
  /// Ten minutes to half an hour on two cores for all experiments of the default report.
  case `default`
  /// Publication precision.
  case full
}
