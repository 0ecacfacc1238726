/// The relative distance of two numbers, zero if both are equal (infinities included).
func relativeError(_ value: Double, _ reference: Double) -> Double {
  if value == reference { return 0 }
  return abs(value - reference) / max(abs(reference), .leastNormalMagnitude)
}
