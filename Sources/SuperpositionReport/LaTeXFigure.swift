import Foundation
import Runs
import SuperpositionFigures

/// A figure's gnuplot script made to draw for a LaTeX document: its lines as a vector graphic, its
/// words set by LaTeX in the document's fonts.
enum LaTeXFigure {
  /// The script with the words of titles, labels, keys and axes as LaTeX has them.
  ///
  /// Data, conditions and file names stay as they are.
  static func script(of text: String) -> String {
    let words =
      #/(?<place>\btitle |label (?:\d+ )?|format [xy] )'(?<text>(?:[^']|'')*)'/#
    return text.replacing(words) { match in
      let text = match.output.text.replacingOccurrences(of: "''", with: "'")
      let isFormat = match.output.place.hasPrefix("format")
      let set = isFormat ? number(text) : LaTeX.text(enhanced: text)
      return "\(match.output.place)'\(set.replacingOccurrences(of: "'", with: "''"))'"
    }.replacing(#/ font ',\d+'/#, with: "")
  }

  /// gnuplot's format of a number, `2^{%L}`, in mathematics.
  private static func number(_ format: String) -> String { format.isEmpty ? "" : "$\(format)$" }

  /// Draws a script's figure as `STEM.tex` with its graphic `STEM.pdf`.
  ///
  /// - Parameters:
  ///   - script: The script's text, whose paths are relative to the current directory.
  ///   - stem: Where the files go, without extension.
  ///   - name: The same as the document names it, from its own folder.
  /// - Throws: `ExperimentError`: 69 without gnuplot, 70 if it refuses the script, 73 or 74 if files
  ///   cannot be written.
  static func draw(_ script: String, stem: String, name: String) throws {
    let path = "\(stem).gp"
    let quoted = stem.replacingOccurrences(of: "'", with: "''")
    try AtomicFile.write(
      "formats = 'tex'\nstem = '\(quoted)'\n" + self.script(of: script), to: path)
    try FigureRenderer.render(script: path)
    try? FileManager.default.removeItem(atPath: path)
    guard let drawn = try? String(contentsOfFile: "\(stem).tex", encoding: .utf8) else {
      throw ExperimentError(.inputOutput, "\(stem).tex: gnuplot has not written it")
    }
    try AtomicFile.write(
      drawn.replacingOccurrences(of: "{\(stem)}", with: "{\(name)}"), to: "\(stem).tex")
  }
}
