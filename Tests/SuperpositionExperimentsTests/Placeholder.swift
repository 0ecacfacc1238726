import Testing

@testable import SuperpositionExperiments
