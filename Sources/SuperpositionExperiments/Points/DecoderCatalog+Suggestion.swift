import Runs
import SuperpositionDecoders

extension DecoderCatalog {
  /// What a message adds for a decoder's name that does not exist.
  package static func suggestion(for name: String) -> String {
    let family = String(name.prefix { $0 != ":" })
    let known = families.map(\.name)
    return known.contains(family) ? "" : family.suggestion(among: known)
  }
}
