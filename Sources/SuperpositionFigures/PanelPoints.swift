import Foundation
import Runs

/// What a panel draws, as points between 0 and 1 on both axes: where the key may stand, and which
/// values of an axis have labels.
struct PanelPoints {
  /// One of the axes: from where to where, and how.
  struct Extent {
    let low: Double
    let high: Double
    let isLogarithmic: Bool

    /// Where a value stands, 0 to 1 between the ends.
    func place(of value: Double) -> Double? {
      if isLogarithmic { return value > 0 ? log(value / low) / log(high / low) : nil }
      return (value - low) / (high - low)
    }

    /// The axis of values, of which a range may fix either end; nil for less than two values.
    init?(_ axis: FigureDescription.Axis, values: [Double]) {
      isLogarithmic = axis.logBase != nil
      let ends = axis.ends
      let drawn = isLogarithmic ? values.filter { $0 > 0 } : values
      guard let low = ends.low ?? drawn.min(), let high = ends.high ?? drawn.max(), low != high
      else { return nil }
      // A logarithmic axis would go on to the next powers of ten, and leave decades empty.
      let margin = axis.range == nil && axis.logBase == 10 ? 1.12 : 1
      (self.low, self.high) = (min(low, high) / margin, max(low, high) * margin)
    }

    /// The values 1, 2 and 5 times powers of ten, for an axis on which powers of ten alone would be
    /// too few; nil for any other.
    var shortTicks: [Double]? {
      guard isLogarithmic, high / low < 1000 else { return nil }
      let exponents = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
      var ticks: [Double] = []
      for exponent in exponents {
        let unit = pow(10, Double(exponent))
        for tick in [unit, 2 * unit, 5 * unit]
        where tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9) {
          ticks.append(tick)
        }
      }
      return ticks
    }
  }

  /// The axes; nil where nothing is drawn.
  let x: Extent?
  let y: Extent?
  /// Whether nothing of the series, the theory and the formulas has a place on the axes, which gnuplot
  /// refuses to draw.
  let isEmpty: Bool
  private let points: [(x: Double, y: Double)]

  /// The points of a panel's series, theory and formulas.
  init(
    _ panel: FigureDescription.Panel, measured: GnuplotScript.Table?, theory: GnuplotScript.Table?
  ) {
    var values: [(x: Double, y: Double)] = []
    var isDrawn = false
    func add(_ table: GnuplotScript.Table, _ rows: [[String]], _ x: String, _ ys: [String?]) {
      let abscissas = table.values(of: x, in: rows)
      if [x, ys.first ?? nil].compactMap(\.self).contains(where: Self.isLeftToGnuplot) {
        isDrawn = isDrawn || !rows.isEmpty
      }
      for (number, y) in ys.enumerated() {
        guard let y else { continue }
        for (a, b) in zip(abscissas, table.values(of: y, in: rows)) {
          guard let a, let b else { continue }
          values.append((a, b))
          // The ends of an interval have no symbol.
          if number == 0, panel.x.shows(a), panel.y.shows(b) { isDrawn = true }
        }
      }
    }
    if let measured {
      for series in panel.series {
        let ys: [String?] =
          if let value = series.value {
            [value, series.low, series.high]
          } else {
            [panel.y.value, panel.y.low, panel.y.high]
          }
        add(measured, measured.rows(only: series.only), panel.x.value, ys)
      }
    }
    if let theory {
      for curve in panel.theory {
        let only = [(column: "curve", values: [curve.curve])] + curve.only
        add(
          theory, theory.rows(only: only), curve.x ?? panel.x.value,
          [curve.value ?? panel.y.value])
      }
    }
    x = Extent(panel.x, values: values.map(\.x))
    if let x {
      for formula in panel.formulas {
        for step in 0...40 {
          let part = Double(step) / 40
          let place =
            x.isLogarithmic ? x.low * pow(x.high / x.low, part) : x.low + part * (x.high - x.low)
          let value = FigureExpression.value(of: formula.expression, variables: ["x"]) {
            $0 == "x" ? place : nil
          }
          guard let value else { continue }
          values.append((place, value))
          // gnuplot takes the horizontal range from the rows, unless it is told.
          if panel.x.ends.low != nil, panel.x.ends.high != nil, panel.y.shows(value) {
            isDrawn = true
          }
        }
      }
    }
    let hasRows = !(panel.series.isEmpty && panel.theory.isEmpty)
    isEmpty = !isDrawn && (hasRows || panel.formulas.isEmpty)
    y = Extent(panel.y, values: values.map(\.y))
    points = values
  }

  private static func isLeftToGnuplot(_ expression: String) -> Bool {
    (try? FigureExpression(expression))?.isLeftToGnuplot ?? false
  }

  /// Where a key of some entries hides nothing: in a corner or at an edge of the panel, or else beside
  /// it.
  ///
  /// - Parameters:
  ///   - width: The key's width over the panel's.
  ///   - height: The key's height over the panel's.
  func keyPlace(width: Double, height: Double) -> String {
    guard let x, let y else { return "top left" }
    var places: [(x: Double, y: Double)] = []
    for point in points {
      guard let a = x.place(of: point.x), let b = y.place(of: point.y) else { continue }
      // Lines go from point to point with x; where x falls back another series begins.
      if let last = places.last, last.x < a {
        for step in 1..<8 {
          let part = Double(step) / 8
          places.append((last.x + part * (a - last.x), last.y + part * (b - last.y)))
        }
      }
      places.append((a, b))
    }
    let spots: [(name: String, x: Double, y: Double)] = [
      ("top left", 0, 1 - height), ("top right", 1 - width, 1 - height),
      ("bottom right", 1 - width, 0),
      ("bottom left", 0, 0), ("center right", 1 - width, (1 - height) / 2),
      ("center left", 0, (1 - height) / 2), ("top center", (1 - width) / 2, 1 - height),
      ("bottom center", (1 - width) / 2, 0),
    ]
    let free = spots.first { spot in
      !places.contains {
        $0.x >= spot.x - 0.02 && $0.x <= spot.x + width + 0.02 && $0.y >= spot.y - 0.03
          && $0.y <= spot.y + height + 0.03
      }
    }
    return free?.name ?? "outside right top"
  }
}

extension FigureDescription.Axis {
  /// The ends that its range fixes.
  var ends: (low: Double?, high: Double?) {
    let ends = range?.split(separator: ":", omittingEmptySubsequences: false)
      .map { (try? FigureExpression(String($0)))?.constant ?? nil }
    return (ends?.first ?? nil, ends?.last ?? nil)
  }

  /// Whether a value has a place on it.
  func shows(_ value: Double) -> Bool {
    guard value.isFinite, logBase == nil || value > 0 else { return false }
    let (low, high) = ends
    if let low, let high { return min(low, high)...max(low, high) ~= value }
    return value >= low ?? value && value <= high ?? value
  }

  /// A range for an axis on which nothing is.
  var emptyRange: String {
    let isLogarithmic = logBase != nil
    let (low, high) =
      switch ends {
      case (let low?, let high?): (low, high)
      case (let low?, nil): (low, isLogarithmic ? 10 * low : low + 1)
      case (nil, let high?): (isLogarithmic ? high / 10 : high - 1, high)
      case (nil, nil): isLogarithmic ? (1, 10) : (0, 1)
      }
    return "\(NumberFormat.exact(low)):\(NumberFormat.exact(high))"
  }
}
