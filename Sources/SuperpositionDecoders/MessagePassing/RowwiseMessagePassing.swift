import CSuperpositionKernels
import SuperpositionCodes

/// The constants of message passing with row-wise variances.
public struct RowwiseMessagePassingConfiguration: Equatable, Sendable {
  /// Steps of the rounded score vector in one standard deviation.
  public var stepsPerDeviation = 8.0
  /// c: posteriors below it count as 0 in the estimate, though not in its variance.
  public var cut = 0.01
  /// Whether the parities of class counts, which a noiseless code determines, enter the posteriors.
  public var usesParity = true
  /// ε, added to the variance of every row: without it the iteration diverges by overconfidence. Less
  /// is needed where parities are known. A noiseless code that one ε leaves undecoded is begun anew
  /// with the next: where the wave stalls depends on the path, and the code itself says whether an
  /// answer is right.
  public var excessVariances = [0.45, 0.3, 0.65]
  /// The estimate stands still when no value moved by this much, after a few iterations.
  public var leastMovement = 1e-3
  /// The variance that is left in all classes has fallen when it is below its least by this fraction.
  public var leastProgress = 0.01
  /// Passes without such progress before an attempt is given up: the wave has stalled.
  public var patience = 60
  /// Iterations of an attempt at most are the larger of this and 1.5·L.
  public var leastIterationLimit = 200

  /// The constants that the decoder uses unless told.
  public init() {}
}

/// What all codes share of a staircase dictionary: its classes in groups, the groups in chunks.
struct StaircaseLayout {
  /// A class: a run of codewords of one height.
  struct Class {
    let firstCodeword: Int
    let codewordCount: Int
    let height: Int
    /// Where its correlations begin in a chunk's row.
    var offset: Int
  }

  /// Consecutive classes of one height: the row above the next height sees them and all before.
  struct Group {
    let classes: Range<Int>
    /// The last row that these classes reach; the next ones do not.
    let lastRow: Int
  }

  /// Groups whose correlations are held at a time.
  struct Chunk {
    let groups: Range<Int>
    let classes: Range<Int>
    /// Correlations of one code, padding included.
    let width: Int
  }

  private(set) var classes: [Class] = []
  private(set) var groups: [Group] = []
  private(set) var chunks: [Chunk] = []

  /// The widest chunk.
  var width: Int { chunks.reduce(0) { max($0, $1.width) } }

  init(_ dictionary: StaircaseDictionary, codewordsPerChunk: Int = 4096) {
    for (number, part) in dictionary.classes.enumerated() {
      classes.append(
        Class(
          firstCodeword: dictionary.firstCodewords[number], codewordCount: part.codewordCount,
          height: part.dimension, offset: 0))
    }
    var first = 0
    for number in classes.indices
    where number + 1 == classes.count || classes[number + 1].height < classes[number].height {
      groups.append(Group(classes: first..<number + 1, lastRow: classes[number].height - 1))
      first = number + 1
    }
    var start = 0
    var width = 0
    for (number, group) in groups.enumerated() {
      for member in group.classes {
        classes[member].offset = width
        width += dictionary.classes[member].tileCount * TileChunk.width
      }
      if width >= codewordsPerChunk || number + 1 == groups.count {
        chunks.append(
          Chunk(
            groups: start..<number + 1,
            classes: groups[start].classes.lowerBound..<group.classes.upperBound, width: width))
        start = number + 1
        width = 0
      }
    }
  }
}

/// Approximate message passing on a staircase dictionary, where every row has a variance of its own.
///
/// With λ = ln(k/(N - k)), V_c the variance that is left in class c, and h_c its height: τ_r = P + ε +
/// Σ_{c: h_c > r} V_c, y = z/τ, ρ_c = Σ_{r < h_c} 1/τ_r, u_j = ρ_c(f_j - ½) + ⟨a_j, y⟩ + λ, f_j =
/// sigmoid(u_j), z_r = x_r - (Af)_r + y_r·Σ_{c: h_c > r} V_c. Donoho, Javanmard and Montanari (2013),
/// 'Information-theoretically optimal compressed sensing via spatial coupling', IEEE Trans. Inf. Theory
/// 59; Rush, Hsieh and Venkataramanan (2021), IEEE Trans. Inf. Theory 67. As on plain dictionaries, y is
/// rounded to small integers and small posteriors are cut.
///
/// A noiseless code tells how many members each group of classes of one height has, modulo 2: from the
/// parities of two rows. Given those, the log-odds of j gain ln((1+q)/(1-q)), q = ±Π_{i≠j} (1 - 2p_i)
/// over the group, plus where the count is odd (Gallager 1963, 'Low-Density Parity-Check Codes').
enum RowwiseMessagePassing {
  /// Codes whose correlations with a chunk are held at a time.
  private static let codesPerGroup = 32

  /// The decoder for a dictionary.
  static func batchDecoder(
    for dictionary: StaircaseDictionary, model: SignalModel
  ) -> BatchDecoder {
    guard model.sparsity < dictionary.codewordCount else {
      // There is nothing to decide.
      let support = Support(0..<dictionary.codewordCount)
      return { codes in codes.map { _ in Decoding(support: support) } }
    }
    var configuration = RowwiseMessagePassingConfiguration()
    if model.noisePower > 0 {
      configuration.usesParity = false
      configuration.excessVariances = [0.5]
    }
    let chosen = configuration
    return { codes in
      decode(
        codes, sparsity: model.sparsity, dictionary: dictionary, configuration: chosen
      ).map(\.decoding)
    }
  }

  static func decode(
    _ codes: [ReceivedCode], sparsity: Int, dictionary: StaircaseDictionary,
    configuration: RowwiseMessagePassingConfiguration
  ) -> [ApproximateMessagePassingDecoding] {
    let layout = StaircaseLayout(dictionary)
    var states = codes.map {
      RowwiseMessagePassingState(
        $0, sparsity: sparsity, layout: layout, dictionary: dictionary,
        configuration: configuration)
    }
    let rowCount = min(codesPerGroup, max(1, codes.count))
    let stride = layout.width
    let correlations = ScratchMemory.take(Int32.self, count: stride * rowCount)
    defer { ScratchMemory.give(correlations, count: stride * rowCount) }
    var live = Array(states.indices)
    while !live.isEmpty {
      for chunk in layout.chunks {
        for first in Swift.stride(from: 0, to: live.count, by: rowCount) {
          let part = live[first..<min(first + rowCount, live.count)]
          let lookups = part.map { Optional(states[$0].preparedScores) }
          for number in chunk.classes {
            let dictionaryClass = dictionary.classes[number]
            dictionaryClass.forEachChunk(tilesPerChunk: dictionaryClass.tileCount) { tiles in
              tiles.correlate(
                lookups, count: lookups.count,
                into: correlations + layout.classes[number].offset, stride: stride)
            }
          }
          for (row, code) in part.enumerated() {
            states[code].absorb(chunk, correlations: correlations + row * stride)
          }
        }
      }
      for code in live { states[code].endPass() }
      live.removeAll { states[$0].outcome != nil }
    }
    return states.map(\.decoding)
  }
}
