import Testing

@testable import SuperpositionTheory
