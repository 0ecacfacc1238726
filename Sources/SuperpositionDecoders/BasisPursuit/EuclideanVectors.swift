/// ‖v‖.
func norm(_ vector: [Double]) -> Double {
  vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

/// ⟨u, v⟩.
func dot(_ first: [Double], _ second: [Double]) -> Double {
  var sum = 0.0
  for entry in first.indices { sum += first[entry] * second[entry] }
  return sum
}

/// ‖u - v‖.
func distance(_ first: [Double], _ second: [Double]) -> Double {
  var sum = 0.0
  for entry in first.indices {
    sum += (first[entry] - second[entry]) * (first[entry] - second[entry])
  }
  return sum.squareRoot()
}
