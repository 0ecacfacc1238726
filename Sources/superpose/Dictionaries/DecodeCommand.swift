import ArgumentParser
import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionExperiments

/// `superpose decode`
struct DecodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Reads codes of your own: supports, scores and residuals.",
    discussion: """
      The codes are the rows of a .npy, .npz or .safetensors file, d numbers each. Each row of the \
      result has the members that the decoder names, their coefficients in the least-squares fit \
      (scores), and the norm of what the fit leaves, over the code's (residual). With --supports, a \
      CSV with the columns code and members as 'superpose encode' writes it, each row has its \
      precision and recall too.

      The decoder is told k by -k. With --size threshold:T it names -k members, of which those stay \
      whose score exceeds T; with --size residual:R as few members as leave the fraction R of the \
      code's norm, -k at most.

      EXAMPLES
        superpose decode codes.npy --decoder omp --ensemble file:W_dec.npy -k 16
        superpose decode acts.npy --decoder mp --ensemble file:sae.npz -k 64 --size residual:0.2
        superpose decode codes.npy --decoder mp -N 4096 -d 256 -k 16 --supports sent.csv
      """)

  @Argument(help: ArgumentHelp("The codes, FILE or FILE#TENSOR.", valueName: "codes"))
  var file: String

  @Option(Keys.decoder, help: "The decoder with its options.") var decoder: String?
  @OptionGroup(title: "The dictionary and the codes") var codes: GivenCodesOptions

  @OptionGroup(title: "A dictionary from a file") var files: EnsembleFileOptions

  @Option("How many members are named: threshold:T or residual:R.", default: "k", value: "rule")
  var size: String?

  @Option("What the codes send, for precision and recall.", value: "file.csv")
  var supports: String?

  @Option(
    "With --supports: each intruder with the member it stands for goes to this file, counts for "
      + "each codeword to FILE.features.csv, without the '.csv' of FILE.", value: "file.csv")
  var confusions: String?

  @OptionGroup var options: ComputedResultOptions

  func run() async throws {
    let (format, path, workers) = try options.parsed()
    guard confusions == nil || supports != nil else {
      throw ExperimentError(.usage, "--confusions: needs --supports, by which mistakes are known")
    }
    var outputs = OutputFiles(
      replacesOthers: options.output.replace,
      inputs: [DictionaryFile(specification: file).path, supports].compactMap(\.self))
    try outputs.addTable(
      "--output", path,
      ResultFile(header: Self.header, rows: [], provenance: RunProvenance.lines))
    try outputs.addConfusions(confusions, provenance: RunProvenance.lines)
    let given = try GivenCodes(
      flags: BlockSettings(
        flags: [(Keys.decoder, decoder)] + codes.texts + files.texts), areRead: true)
    guard let decoder = given.decoder else { return }
    let size = try parsedSize(limit: given.setting.sparsity)
    given.dictionaryNotices.forEach { StandardError.say($0) }
    let rows = try loadCodes(dimension: given.dimension)
    let dictionary = try await given.dictionary(workers: workers)
    let sent = try supports.map {
      try SentSupports(contentsOf: $0, count: rows.count, dictionary: dictionary)
    }
    let reader = CodeReader(
      decoder, on: dictionary, noisePower: given.setting.noisePower,
      coefficients: given.setting.coefficients, size: size)
    let readings = try await reader.read(rows, workers: workers)
    let provenance = RunProvenance.lines + given.provenance
    let result = ResultFile(
      header: Self.header,
      rows: readings.enumerated().map { number, reading in
        fields(number, reading, sent: sent?[number], dictionary)
      }, provenance: provenance)
    if let path { try result.write(to: path) }
    if let confusions, let sent {
      let stored = try given.storedCodewords() ?? dictionary.codebook
      let found = try reader.confusions(
        of: readings, rows, sent: { sent[$0] }, entries: stored.entries(ofCodeword:))
      try ConfusionTables.write(
        found.rows { String(dictionary.row(ofCodeword: $0)) }, to: confusions,
        provenance: provenance)
    }
    if let format { try StandardOutput.write(format.text(of: result)) }
    if let sent {
      StandardError.say(
        Self.summary(
          readings.enumerated().compactMap { number, reading in
            sent[number].map { (reading, $0) }
          }))
    }
  }

  private static let header = [
    "code", "members", "scores", "residual", "converged", "precision", "recall",
  ]

  /// What the readings of codes whose supports are known come to, in a line.
  private static func summary(_ pairs: [(CodeReader.Reading, Support)]) -> String {
    let exact = pairs.count { $0.support == $1 }
    func mean(_ share: (CodeReader.Reading, Support) -> Double?) -> String {
      let shares = pairs.compactMap(share)
      guard !shares.isEmpty else { return "none" }
      return NumberFormat.real(shares.reduce(0, +) / Double(shares.count))
    }
    func share(_ reading: CodeReader.Reading, _ support: Support, of count: Int) -> Double? {
      count == 0 ? nil : Double(reading.support.intersectionCount(with: support)) / Double(count)
    }
    return "\(exact) of \(pairs.count) codes are read exactly; mean precision "
      + mean { share($0, $1, of: $0.support.count) } + ", mean recall "
      + mean { share($0, $1, of: $1.count) }
  }

  private func parsedSize(limit: Int) throws -> CodeReader.Size {
    guard let size else { return .told(limit) }
    let parts = size.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, let value = try? NumberList.real(Substring(parts[1])), value >= 0,
      value.isFinite
    {
      switch parts[0] {
      case "threshold": return .threshold(value, limit: limit)
      case "residual": return .residual(value, limit: limit)
      default: break
      }
    }
    throw ExperimentError(
      .usage, "--size: '\(size.quotedForMessage)' is neither threshold:T nor residual:R")
  }

  /// The codes of the file.
  private func loadCodes(dimension: Int) throws -> [[Double]] {
    let loaded = try DictionaryFile(specification: file).load(allowsZeroRows: true)
    guard loaded.dimension == dimension else {
      throw ExperimentError(
        .badData,
        "\(file): its rows have \(loaded.dimension) numbers, the codewords \(dimension)")
    }
    return (0..<loaded.codewordCount).map { row in
      loaded.entries[row * dimension..<(row + 1) * dimension].map(Double.init)
    }
  }

  private func fields(
    _ number: Int, _ reading: CodeReader.Reading, sent: Support?, _ dictionary: GivenDictionary
  ) -> [String] {
    let hits = sent.map { Double(reading.support.intersectionCount(with: $0)) }
    func share(of count: Int?) -> String {
      guard let hits, let count, count > 0 else { return "" }
      return NumberFormat.real(hits / Double(count))
    }
    return [
      String(number),
      SupportText.list(reading.support.map { String(dictionary.row(ofCodeword: $0)) }),
      SupportText.list(reading.scores.map { $0.isNaN ? "nan" : NumberFormat.real($0) }),
      NumberFormat.real(reading.residual), String(reading.converged),
      share(of: reading.support.count), share(of: sent?.count),
    ]
  }
}

/// What codes send, from a CSV with the columns `code` and `members`.
struct SentSupports {
  private let supports: [Int: Support]

  /// - Throws: `ExperimentError` 66 or 65 that names the file and the row.
  init(contentsOf path: String, count: Int, dictionary: GivenDictionary) throws {
    let table = try ResultFile(contentsOf: path)
    guard let codes = table.header.firstIndex(of: "code"),
      let members = table.header.firstIndex(of: "members")
    else {
      throw ExperimentError(.badData, "\(path): the columns code and members are needed")
    }
    var supports: [Int: Support] = [:]
    for (number, row) in table.rows.enumerated() {
      guard let code = Int(row[codes]), 0..<count ~= code, supports[code] == nil,
        let rows = SupportText.numbers(row[members])
      else {
        throw ExperimentError(
          .badData,
          "\(path): row \(number + 1): a code below \(count), once, and members are expected")
      }
      let found = rows.compactMap(dictionary.codeword(ofRow:))
      guard found.count == rows.count else {
        throw ExperimentError(
          .badData, "\(path): row \(number + 1): a member is no codeword of the dictionary")
      }
      supports[code] = Support(found)
    }
    self.supports = supports
  }

  /// What a code sends; nil if the file does not say.
  subscript(code: Int) -> Support? { supports[code] }
}
