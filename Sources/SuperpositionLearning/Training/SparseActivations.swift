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

  @inline(__always)
  func append(_ activation: Activation) {
    if count == capacity { reserve(2 * capacity) }
    (values + count).initialize(to: activation)
    count += 1
  }

  /// Appends latents that pass their pre-activations on unchanged, their residual being there.
  ///
  /// - Parameters:
  ///   - latents: with their activities.
  ///   - row: the row of the residual.
  ///   - scale: what the gradient of ‖residual‖²/2 is multiplied with.
  func append(
    _ latents: WeightedRows, of sample: Int, residual row: Int? = nil, scale: Float? = nil,
    in batch: EncodedBatch
  ) {
    let row = row ?? sample
    let scale = scale ?? batch.scale
    batch.correlate(latents, with: batch.residuals[row])
    for position in 0..<latents.count {
      let slope = scale * latents.products[position]
      append(
        Activation(
          latent: latents.indices[position], residual: UInt32(row),
          weight: scale * latents.factors[position], slope: slope, biasSlope: slope))
    }
  }

  private func reserve(_ needed: Int) {
    let grown = UnsafeMutablePointer<Activation>.allocate(capacity: needed)
    grown.moveInitialize(from: values, count: count)
    values.deallocate()
    values = grown
    capacity = needed
  }
}

/// The activations of a batch by latent, field by field, as sums over rows take them.
final class GatheredActivations: @unchecked Sendable {
  /// The first position of each latent, and the count at the end.
  private(set) var offsets: [Int] = [0]
  /// Rows of the residuals.
  private(set) var residuals: UnsafeMutablePointer<UInt32>
  /// Rows of the samples.
  private(set) var samples: UnsafeMutablePointer<UInt32>
  private(set) var weights: UnsafeMutablePointer<Float>
  private(set) var slopes: UnsafeMutablePointer<Float>
  private(set) var biasSlopes: UnsafeMutablePointer<Float>
  private(set) var furtherSlopes: UnsafeMutablePointer<SIMD2<Float>>
  private var capacity = 0

  init() {
    (residuals, samples) = (.allocate(capacity: 0), .allocate(capacity: 0))
    (weights, slopes) = (.allocate(capacity: 0), .allocate(capacity: 0))
    (biasSlopes, furtherSlopes) = (.allocate(capacity: 0), .allocate(capacity: 0))
  }

  deinit { deallocate() }

  private func deallocate() {
    residuals.deallocate()
    samples.deallocate()
    weights.deallocate()
    slopes.deallocate()
    biasSlopes.deallocate()
    furtherSlopes.deallocate()
  }

  private func reserve(_ needed: Int) {
    guard needed > capacity else { return }
    deallocate()
    capacity = max(needed, 2 * capacity)
    residuals = .allocate(capacity: capacity)
    samples = .allocate(capacity: capacity)
    weights = .allocate(capacity: capacity)
    slopes = .allocate(capacity: capacity)
    biasSlopes = .allocate(capacity: capacity)
    furtherSlopes = .allocate(capacity: capacity)
  }

  /// Takes over all activations of `lists`, for each latent in the order of the lists.
  ///
  /// - Parameter batchSize: B, by which rows of an auxiliary loss's residuals exceed their samples.
  func gather(_ lists: ArraySlice<ActivationList>, latentCount: Int, batchSize: Int) {
    var next = [Int](repeating: 0, count: latentCount + 1)
    next.withUnsafeMutableBufferPointer { next in
      for list in lists {
        let values = list.values
        for position in 0..<list.count { next[Int(values[position].latent) + 1] += 1 }
      }
      for latent in 0..<latentCount { next[latent + 1] += next[latent] }
    }
    offsets = next
    reserve(offsets[latentCount])
    let batchSize = UInt32(batchSize)
    next.withUnsafeMutableBufferPointer { next in
      for list in lists {
        let values = list.values
        for position in 0..<list.count {
          let activation = values[position]
          let place = next[Int(activation.latent)]
          next[Int(activation.latent)] = place + 1
          let row = activation.residual
          residuals[place] = row
          samples[place] = row < batchSize ? row : row - batchSize
          weights[place] = activation.weight
          slopes[place] = activation.slope
          biasSlopes[place] = activation.biasSlope
          (furtherSlopes + place).initialize(to: activation.furtherSlopes)
        }
      }
    }
  }
}
