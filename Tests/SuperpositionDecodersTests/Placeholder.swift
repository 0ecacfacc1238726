import Testing

@testable import SuperpositionDecoders
