/// A line through figures over time, drawn with braille dots: eight dots in each cell.
///
/// The chart knows whole numbers only; what they mean stands in the labels, which its owner gives. Letters mark places
/// on the time axis. Any numbers are taken, and any size down to one cell; what there is no room for (labels first, then
/// the axes) is left out.
///
/// ```swift
/// var chart = LineChart(points: [.init(x: 0, y: 120), .init(x: 7, y: -40), .init(x: 14, y: 80)], shape: .steps)
/// chart.yLabels = [.init(at: 120, "1.20"), .init(at: 0, "0")]
/// chart.xLabels = [.init(at: 0, "5 Oct"), .init(at: 14, "19 Oct")]
/// chart.markers = [.init(x: 7, "L")]
/// canvas.within(Rect(column: 0, row: 2, columns: 60, rows: 12)) { chart.draw(on: &$0) }
/// ```
public struct LineChart: Hashable, Sendable {
  /// One figure.
  public struct Point: Hashable, Sendable {
    /// When: a day, a second, a number.
    public var x: Int64
    /// How much.
    public var y: Int64

    /// A figure.
    public init(x: Int64, y: Int64) {
      self.x = x
      self.y = y
    }
  }

  /// Words at a place of an axis.
  public struct Label: Hashable, Sendable {
    /// The place.
    public var at: Int64
    /// The words.
    public var text: String

    /// Words at a place.
    public init(at place: Int64, _ text: String) {
      at = place
      self.text = text
    }
  }

  /// A letter at a place of the time axis.
  public struct Marker: Hashable, Sendable {
    /// The place.
    public var x: Int64
    /// The letter; its meaning is the owner's to tell.
    public var letter: Unicode.Scalar
    /// Its style.
    public var style: Style

    /// A letter at a place.
    public init(x: Int64, _ letter: Unicode.Scalar, style: Style = .key) {
      self.x = x
      self.letter = letter
      self.style = style
    }
  }

  /// How the figures are joined.
  public enum Shape: Hashable, Sendable {
    /// By straight lines.
    case line
    /// Each figure holds until the next: a balance.
    case steps
  }

  /// The figures; they are drawn in the order of `x`.
  public var points: [Point]
  /// How they are joined.
  public var shape: Shape
  /// The words left of the chart.
  public var yLabels: [Label] = []
  /// The words under the chart.
  public var xLabels: [Label] = []
  /// The letters under the chart. Where several fall in one column, + stands there.
  public var markers: [Marker] = []
  /// The span of `x` that is shown; nil shows all figures and markers. Of figures outside it only the last before it is used,
  /// where the shape is steps.
  public var xRange: ClosedRange<Int64>?
  /// The span of `y` that is shown; nil shows all figures, and zero where ``showsZero``.
  public var yRange: ClosedRange<Int64>?
  /// True draws a line at zero, and makes room for it.
  public var showsZero = true
  /// The style of the line.
  public var style: Style = .information
  /// What is said where there is no figure.
  public var emptyText = ""

  /// A chart of these figures.
  public init(points: [Point] = [], shape: Shape = .line) {
    self.points = points
    self.shape = shape
  }

  /// Which column of the chart's area stands for `x`, and which row for `y`, for a cursor that walks along the line; nil
  /// where there is no room for a chart.
  public func cell(x: Int64, y: Int64, in size: Size) -> Terminal.Point? {
    guard let plan = Plan(self, size) else { return nil }
    let (column, row) = (plan.column(of: x), plan.row(of: y))
    return Terminal.Point(column: plan.plot.column + column, row: plan.plot.row + row)
  }

  // MARK: What goes where

  /// Where the parts of the chart are, in a given size.
  private struct Plan {
    var plot: Rect
    var hasAxis = false
    var markerRow: Int?
    var labelRow: Int?
    var x: ClosedRange<Int64>
    var y: ClosedRange<Int64>

    init?(_ chart: LineChart, _ size: Size) {
      guard !size.isEmpty else { return nil }
      let places = chart.points.map(\.x) + chart.markers.map(\.x)
      guard let x = chart.xRange ?? LineChart.span(places) else { return nil }
      var values = chart.points.filter { x.contains($0.x) }.map(\.y)
      if chart.shape == .steps, let before = LineChart.last(of: chart.points, before: x.lowerBound) {
        values.append(before.y)
      }
      if chart.showsZero { values.append(0) }
      guard let y = chart.yRange ?? LineChart.span(values) else { return nil }
      (self.x, self.y) = (x, y)
      plot = Rect(origin: .origin, size: size)
      if size.rows >= 4, !chart.xLabels.isEmpty {
        let (bottom, rest) = plot.cuttingBottom(1)
        (labelRow, plot) = (bottom.row, rest)
      }
      if plot.rows >= 3, !chart.markers.isEmpty {
        let (bottom, rest) = plot.cuttingBottom(1)
        (markerRow, plot) = (bottom.row, rest)
      }
      let widest = chart.yLabels.map { CharacterWidth.columns(of: $0.text) }.max() ?? 0
      if widest > 0, size.columns >= widest + 2 + 6 {
        (_, plot) = plot.cuttingLeft(widest + 2)
        hasAxis = true
      }
    }

    func column(of place: Int64) -> Int {
      ChartScale(low: x.lowerBound, high: x.upperBound, cells: plot.columns * 2).cell(of: place) / 2
    }

    func row(of value: Int64) -> Int {
      let cells = plot.rows * 4
      return (cells - 1 - ChartScale(low: y.lowerBound, high: y.upperBound, cells: cells).cell(of: value)) / 4
    }
  }

  private static func span(_ values: [Int64]) -> ClosedRange<Int64>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// The last figure before a place, in the order of `x`; of equals the last given.
  private static func last(of points: [Point], before place: Int64) -> Point? {
    var last: Point?
    for point in points where point.x < place && point.x >= last?.x ?? .min { last = point }
    return last
  }

  // MARK: Drawing

  /// Draws the chart on the whole of the canvas' area.
  ///
  /// - Parameters:
  ///   - canvas: where it is drawn.
  ///   - ascii: true draws with `*`, `-` and `|` only, for hosts without UTF-8 or braille.
  public func draw(on canvas: inout Canvas, ascii: Bool = false) {
    guard !canvas.size.isEmpty else { return }
    canvas.clear()
    guard let plan = Plan(self, canvas.size), !points.isEmpty else {
      canvas.draw(
        emptyText, column: 0, row: canvas.rows / 2, style: .dim, width: canvas.columns, alignment: .centre)
      return
    }
    if showsZero, plan.y.contains(0) {
      let row = plan.plot.row + plan.row(of: 0)
      canvas.fill(
        Rect(column: plan.plot.column, row: row, columns: plan.plot.columns, rows: 1),
        with: ascii ? "-" : "─",
        style: .border)
    }
    drawAxes(plan, ascii, on: &canvas)
    drawLine(plan, ascii, on: &canvas)
    drawMarkers(plan, on: &canvas)
  }

  private func drawAxes(_ plan: Plan, _ ascii: Bool, on canvas: inout Canvas) {
    if plan.hasAxis {
      let axis = plan.plot.column - 1
      canvas.fill(
        Rect(column: axis, row: plan.plot.row, columns: 1, rows: plan.plot.rows), with: ascii ? "|" : "│",
        style: .border)
      var taken: Set<Int> = []
      for label in yLabels where plan.y.contains(label.at) {
        let row = plan.plot.row + plan.row(of: label.at)
        guard taken.insert(row).inserted else { continue }
        canvas.draw(label.text, column: 0, row: row, style: .dim, width: max(0, axis - 1), alignment: .right)
        canvas.fill(
          Rect(column: axis, row: row, columns: 1, rows: 1), with: ascii ? "+" : "┤", style: .border)
      }
    }
    guard let labelRow = plan.labelRow else { return }
    var free = 0
    for label in xLabels.sorted(by: { $0.at < $1.at }) where plan.x.contains(label.at) {
      let width = CharacterWidth.columns(of: label.text)
      let centre = plan.plot.column + plan.column(of: label.at)
      // Under its place where it can be, and never over its neighbour or the edge.
      let column = max(0, min(centre - width / 2, canvas.columns - width))
      guard column >= free, column + width <= canvas.columns else { continue }
      canvas.draw(label.text, column: column, row: labelRow, style: .dim)
      free = column + width + 1
    }
  }

  private func drawMarkers(_ plan: Plan, on canvas: inout Canvas) {
    guard let row = plan.markerRow else { return }
    var letters: [Int: Marker] = [:]
    for marker in markers where plan.x.contains(marker.x) {
      let column = plan.column(of: marker.x)
      if var there = letters[column] {
        if there.letter != marker.letter { there.letter = "+" }
        letters[column] = there
      } else {
        letters[column] = marker
      }
    }
    for (column, marker) in letters {
      canvas.draw(
        String(Character(marker.letter)), column: plan.plot.column + column, row: row, style: marker.style,
        width: 1)
    }
  }

  private func drawLine(_ plan: Plan, _ ascii: Bool, on canvas: inout Canvas) {
    var dots = Dots(
      columns: plan.plot.columns * (ascii ? 1 : 2), rows: plan.plot.rows * (ascii ? 1 : 4))
    let across = ChartScale(low: plan.x.lowerBound, high: plan.x.upperBound, cells: dots.columns)
    let up = ChartScale(low: plan.y.lowerBound, high: plan.y.upperBound, cells: dots.rows)
    var shown = points.filter { plan.x.contains($0.x) }.enumerated()
      .sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(\.element)
    if shape == .steps {
      if let before = LineChart.last(of: points, before: plan.x.lowerBound) {
        shown.insert(Point(x: plan.x.lowerBound, y: before.y), at: 0)
      }
      if let last = shown.last { shown.append(Point(x: plan.x.upperBound, y: last.y)) }
    }
    var before: (column: Int, row: Int)?
    for point in shown {
      let place = (column: across.cell(of: point.x), row: dots.rows - 1 - up.cell(of: point.y))
      if let before {
        if shape == .steps {
          dots.line(from: before, to: (place.column, before.row))
          dots.line(from: (place.column, before.row), to: place)
        } else {
          dots.line(from: before, to: place)
        }
      } else {
        dots.set(place.column, place.row)
      }
      before = place
    }
    for row in 0..<plan.plot.rows {
      for column in 0..<plan.plot.columns {
        guard let scalar = ascii ? dots.star(column, row) : dots.braille(column, row) else { continue }
        canvas.fill(
          Rect(column: plan.plot.column + column, row: plan.plot.row + row, columns: 1, rows: 1),
          with: scalar,
          style: style)
      }
    }
  }

  /// A grid of dots.
  private struct Dots {
    let columns: Int
    let rows: Int
    private var isSet: [Bool]

    init(columns: Int, rows: Int) {
      (self.columns, self.rows) = (columns, rows)
      isSet = Array(repeating: false, count: columns * rows)
    }

    mutating func set(_ column: Int, _ row: Int) {
      guard column >= 0, column < columns, row >= 0, row < rows else { return }
      isSet[row * columns + column] = true
    }

    private func has(_ column: Int, _ row: Int) -> Bool {
      guard column < columns, row < rows else { return false }
      return isSet[row * columns + column]
    }

    /// A straight line (Bresenham).
    mutating func line(from start: (column: Int, row: Int), to end: (column: Int, row: Int)) {
      let (wide, high) = (abs(end.column - start.column), -abs(end.row - start.row))
      let (stepAcross, stepDown) = (start.column < end.column ? 1 : -1, start.row < end.row ? 1 : -1)
      var (column, row, error) = (start.column, start.row, wide + high)
      set(column, row)
      while column != end.column || row != end.row {
        let doubled = 2 * error
        if doubled >= high {
          error += high
          column += stepAcross
        }
        if doubled <= wide {
          error += wide
          row += stepDown
        }
        set(column, row)
      }
    }

    func star(_ column: Int, _ row: Int) -> Unicode.Scalar? { has(column, row) ? "*" : nil }

    /// The braille character of a cell; nil where it has no dot.
    func braille(_ column: Int, _ row: Int) -> Unicode.Scalar? {
      let bits: [(Int, Int, UInt32)] = [
        (0, 0, 0x01), (0, 1, 0x02), (0, 2, 0x04), (1, 0, 0x08), (1, 1, 0x10), (1, 2, 0x20), (0, 3, 0x40),
        (1, 3, 0x80),
      ]
      var pattern: UInt32 = 0
      for (right, down, bit) in bits where has(column * 2 + right, row * 4 + down) { pattern |= bit }
      return pattern == 0 ? nil : Unicode.Scalar(0x2800 + pattern)
    }
  }
}
