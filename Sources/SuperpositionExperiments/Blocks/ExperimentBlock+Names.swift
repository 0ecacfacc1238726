import SuperpositionFigures
import SuperpositionTheory

extension ExperimentBlock {
  /// The names that rows of the block can have, by the columns of names that it alone decides.
  var rowNames: [String: [String]] {
    let isOfCodes = self[Keys.activations] == nil
    let names = [
      PointColumns.decoder.name: decoders,
      PointColumns.ensemble.name: isOfCodes ? ensembles.map(PointColumns.name(of:)) : [],
      PointColumns.coefficients.name: isOfCodes ? coefficients.map(\.description) : [],
      "curve": curves.isEmpty ? TheoryCurve.all.filter { !$0.isCostly }.map(\.name) : curves,
    ]
    let columns = Set(question.columns.map(\.name))
    return names.filter { columns.contains($0.key) && !$0.value.isEmpty }
  }
}

extension FigureColumns {
  /// The columns of an experiment's results.
  ///
  /// - Parameters:
  ///   - blocks: those that take part.
  ///   - all: these and what they are at other efforts, at which the same figure is drawn.
  init(of blocks: [ExperimentBlock], all: [ExperimentBlock]) {
    func table(isMeasured: Bool) -> Table? {
      guard let question = blocks.first(where: { $0.question.isMeasured == isMeasured })?.question
      else { return nil }
      let names = all.filter { $0.question.isMeasured == isMeasured }.map(\.rowNames)
      // A column is known if every block says what it holds.
      let known = names.first?.keys.filter { key in names.allSatisfy { $0[key] != nil } } ?? []
      var values: [String: [String]] = [:]
      for key in known {
        for name in names.flatMap({ $0[key] ?? [] }) where values[key]?.contains(name) != true {
          values[key, default: []].append(name)
        }
      }
      return Table(question.columns, values: values)
    }
    self.init(
      measured: table(isMeasured: true), theory: table(isMeasured: false),
      hasTheory: all.contains { !$0.question.isMeasured })
  }
}
