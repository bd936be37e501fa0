import Casebook
import Rents
import Terminal

/// The balance drawn over time, with letters for what was done.
struct BalanceChart {
  let page: AccountPage
  let ledger: Ledger
  let today: CivilDate

  /// The letters under the chart and what they mean.
  static let legend: [(letter: Unicode.Scalar, meaning: String)] = [
    ("c", "contact"), ("m", "missed instalment"), ("P", "plan"), ("N", "notice"), ("C", "court"),
  ]

  /// Draws the chart over the whole of an area: a heading, the line, the letters.
  func draw(on canvas: inout Canvas) {
    let letters = BalanceChart.legend.map { "\($0.letter) \($0.meaning)" }.joined(separator: "  ")
    StyledText("BALANCE  ", .header).adding(letters, .dim)
      .draw(on: &canvas, column: 0, row: 0, width: canvas.columns)
    guard let chart else {
      canvas.draw(
        "There is nothing to draw: nothing is posted, or a sum is larger than any account can hold.",
        column: 0,
        row: 2, style: .dim, width: canvas.columns)
      return
    }
    let below = Rect(row: 1, columns: canvas.columns, rows: max(0, canvas.rows - 1))
    canvas.within(below) { chart.draw(on: &$0) }
  }

  /// The chart; nil where there is nothing to draw.
  private var chart: LineChart? {
    let days = Set(ledger.postings.map(\.effective)).sorted()
    guard let first = days.first, let last = days.last, let closes = try? ledger.closes(on: days) else {
      return nil
    }
    let end = ledger.asAt == .now ? max(today, last) : last
    var points = zip(days, closes).map { LineChart.Point(x: Int64($0.dayNumber), y: $1.pence) }
    if end > last, let now = closes.last {
      points.append(LineChart.Point(x: Int64(end.dayNumber), y: now.pence))
    }
    var chart = LineChart(points: points, shape: .steps)
    let figures = closes.map(\.pence)
    let (low, high) = (min(0, figures.min() ?? 0), max(0, figures.max() ?? 0))
    chart.yLabels = Set([low, 0, high]).sorted().map { .init(at: $0, Money(pence: $0).text()) }
    let span = end.days(since: first)
    chart.xLabels = (0...4).map { first.adding(days: span * $0 / 4) }.map {
      .init(at: Int64($0.dayNumber), span > 300 ? BalanceChart.month($0) : $0.text(.dayMonth))
    }
    chart.xRange = Int64(first.dayNumber)...Int64(max(end, first.adding(days: 1)).dayNumber)
    chart.markers = markers(from: first, to: end)
    return chart
  }

  private static func month(_ day: CivilDate) -> String {
    "\(CivilDate.shortMonthNames[day.month - 1]) \(day.year)"
  }

  private func markers(from first: CivilDate, to end: CivilDate) -> [LineChart.Marker] {
    var found: [(CivilDate, Unicode.Scalar, Style)] = []
    for action in page.actions where action.isContact { found.append((action.date, "c", .key)) }
    for instalment in page.instalments where instalment.status == .missed {
      found.append((instalment.due, "m", .bad))
    }
    for plan in page.arrangements { found.append((plan.start, "P", .good)) }
    if let notice = page.facts.notice { found.append((notice.served, "N", .warning)) }
    if let date = page.facts.courtOrder?.date { found.append((date, "C", .warning)) }
    return found.filter { $0.0 >= first && $0.0 <= end }
      .map { LineChart.Marker(x: Int64($0.0.dayNumber), $0.1, style: $0.2) }
  }
}
