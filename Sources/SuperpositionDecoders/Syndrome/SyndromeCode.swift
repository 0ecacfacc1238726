import SuperpositionCodes

/// The syndromes that a superposition of BCH columns contains, and the support that they determine.
///
/// Without noise the parity of (k - x_r)/2 is the exclusive or of the members' bits in row r, so each
/// m rows are a power sum S_1, S_3, … of the members as elements of GF(2^m). Feature 0 is the element
/// 0 and leaves no trace; whether it is a member follows from k.
struct SyndromeCode {
  /// GF(2^m).
  let field: BinaryField
  /// N ≤ 2^m.
  let codewordCount: Int
  /// k.
  let sparsity: Int
  /// S_1, S_3, …, S_(2t-1).
  let oddPowerSums: [UInt64]

  /// The syndromes of a code of `code.count` rows, t = ⌊d/m⌋.
  init(_ code: [Int32], codewordCount: Int, sparsity: Int, field: BinaryField) {
    self.field = field
    self.codewordCount = codewordCount
    self.sparsity = sparsity
    oddPowerSums = (0..<code.count / field.degree).map { group in
      var sum: UInt64 = 0
      for bit in 0..<field.degree {
        let negatives = (sparsity - Int(code[group * field.degree + bit])) >> 1
        sum |= UInt64(negatives & 1) << UInt64(bit)
      }
      return sum
    }
  }

  /// t.
  var order: Int { oddPowerSums.count }

  /// The module of these syndromes; see `LocatorModule`.
  var locators: LocatorModule { LocatorModule(oddPowerSums: oddPowerSums, field: field) }

  /// The one support with these syndromes whose elements other than 0 number at most t; nil if
  /// there is none of k members below N.
  ///
  /// - Complexity: O(t²·m) field products.
  func support() -> Support? {
    support(locators: locators, differingFrom: [])
  }

  /// The support that differs from `estimate`, which has been toggled in `locators`, in at most t
  /// elements other than 0; nil if there is none of k members below N.
  func support(locators: LocatorModule, differingFrom estimate: [Int]) -> Support? {
    // A difference of w elements changes the size by as many, modulo 2, or 0 is one more.
    guard let difference = locators.elements else { return nil }
    var members = Set(estimate)
    for element in difference {
      guard element < UInt64(codewordCount) else { return nil }
      let index = Int(element)
      if members.remove(index) == nil { members.insert(index) }
    }
    members.remove(0)
    if members.count == sparsity - 1 { members.insert(0) }
    return members.count == sparsity ? Support(members) : nil
  }
}
