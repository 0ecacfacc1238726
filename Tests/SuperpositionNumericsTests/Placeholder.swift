import Testing

@testable import SuperpositionNumerics
