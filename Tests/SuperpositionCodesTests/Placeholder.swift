import Testing

@testable import SuperpositionCodes
