import Testing

@testable import SuperpositionEstimation
