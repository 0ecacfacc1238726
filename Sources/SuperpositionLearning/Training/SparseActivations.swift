/// One latent's activity on one sample, with what it adds to the gradients.
struct Activation {
  /// The latent.
  var latent: UInt32
  /// The row of the residuals that the dictionary's gradient of this activation points along: the
  /// sample's number, or B more for the residual of an auxiliary loss.
  var residual: UInt32
  /// What multiplies that residual in the gradient of the latent's codeword.
  var weight: Float
  /// ∂ loss / ∂ (W_enc x)_j: what multiplies the centred sample in the gradient of W_enc's row.
  var slope: Float = 0
  /// ∂ loss / ∂ b_enc,j.
  var biasSlope: Float = 0
  /// ∂ loss / ∂ of the latent's further parameters.
  var furtherSlopes = SIMD2<Float>()
}

/// A list of activations that grows.
final class ActivationList: @unchecked Sendable {
  private(set) var count = 0
  private(set) var values: UnsafeMutablePointer<Activation>
  private var capacity = 256

  init() { values = .allocate(capacity: 256) }

  deinit { values.deallocate() }

  func removeAll() { count = 0 }

  func append(_ activation: Activation) {
    if count == capacity { reserve(2 * capacity) }
    (values + count).initialize(to: activation)
    count += 1
  }

  /// Room for `needed` activations without growing.
  func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    let grown = UnsafeMutablePointer<Activation>.allocate(capacity: needed)
    grown.moveInitialize(from: values, count: count)
    values.deallocate()
    values = grown
    capacity = needed
  }

  /// Takes over all activations of `lists`, ordered by latent and for each in the order of the lists.
  ///
  /// - Parameter offsets: becomes the first position of each latent, and the count at the end.
  func gather(_ lists: [ActivationList], latentCount: Int, offsets: inout [Int]) {
    var next = [Int](repeating: 0, count: latentCount + 1)
    for list in lists {
      for position in 0..<list.count { next[Int(list.values[position].latent) + 1] += 1 }
    }
    for latent in 0..<latentCount { next[latent + 1] += next[latent] }
    offsets = next
    count = 0
    reserve(next[latentCount])
    for list in lists {
      for position in 0..<list.count {
        let activation = list.values[position]
        let latent = Int(activation.latent)
        (values + next[latent]).initialize(to: activation)
        next[latent] += 1
      }
    }
    count = offsets[latentCount]
  }
}
