import Foundation
import Runs
import SuperpositionFigures

/// Where the results and the figure of an experiment are.
public struct ExperimentFiles: Sendable {
  /// The folder of results.
  public let results: String
  /// The folder of figures.
  public let plots: String
  private let name: String

  /// The files of an experiment.
  public init(name: String, results: String = "results", plots: String = "plots") {
    self.name = name
    self.results = results
    self.plots = plots
  }

  /// The measured rows.
  public var measured: String { "\(results)/\(name).csv" }
  /// The theory rows.
  public var theory: String { "\(results)/\(name).theory.csv" }
  /// Writes the script of the experiment's figure from its results and renders the pictures, unless
  /// they are there and the script would be the same.
  ///
  /// An experiment without a figure section, or without panels in it, gets the figure of its kind.
  ///
  /// - Throws: `ExperimentError`: 66 if a result is missing, 65 if it lacks a column, 69 without
  ///   gnuplot (the script is then written, and older pictures stay), 73 or 74 if the script cannot
  ///   be.
  public func draw(_ experiment: Experiment) throws {
    let measured = try experiment.measured.map { _ in try DrawnTable(self.measured) }
    let theory = try experiment.theory.map { _ in try DrawnTable(self.theory) }
    var figure = experiment.figure ?? FigureDescription(title: experiment.title)
    var tables = (measured: measured, theory: theory)
    if figure.panels.isEmpty {
      // Theory alone is drawn as what is measured is.
      guard let table = measured ?? theory, let question = experiment.blocks.first?.question else {
        return
      }
      tables = (table, nil)
      var request = FigureDescription.Request()
      request.y = question.compared?.column
      figure.panels = try FigureDescription(
        of: table.table, columns: question.columns, request: request, title: figure.title
      ).panels
      figure.columns = 1
    }
    try FigureFiles(stem: "\(plots)/\(name)").draw(
      figure, measured: tables.measured, theory: tables.theory)
  }

  /// Makes a folder for results or figures, if it is missing.
  ///
  /// - Throws: `ExperimentError` (73).
  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ExperimentError(.cannotCreate, "\(path): the folder cannot be created")
    }
  }
}
