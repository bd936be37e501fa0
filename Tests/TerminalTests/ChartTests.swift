import Testing

@testable import Terminal

@Suite struct `A sparkline` {
  @Test func `shows each figure by a bar, gaps as blanks`() {
    #expect(Sparkline([0, 30, 60, nil, 90]).text(width: 5) == "▁▃▆ █")
    #expect(Sparkline([0, 30, 60, nil, 90]).text(width: 5, ascii: true) == "_:+ #")
    #expect(Sparkline([5, 5]).text(width: 9) == "▄▄")
    #expect(Sparkline([nil, nil]).text(width: 9) == "  ")
    #expect(Sparkline([]).text(width: 9) == "")
    #expect(Sparkline([1]).text(width: 0) == "")
    #expect(Sparkline((0..<100).map { Int64($0) }).text(width: 8) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline([.min, 0, .max]).text(width: 3) == "▁▅█")
  }
}

@Suite struct `The scale of a chart` {
  @Test func `is exact for any number`() {
    let all = ChartScale(low: .min, high: .max, cells: 3)
    #expect([Int64.min, -1, 0, .max].map(all.cell) == [0, 1, 1, 2])
    #expect(ChartScale(low: 5, high: 5, cells: 9).cell(of: 5) == 4)
    #expect(ChartScale(low: 0, high: 10, cells: 11).cell(of: 7) == 7)
    #expect(ChartScale(low: 10, high: 0, cells: 0).cell(of: 7) == 0)
    #expect(ChartScale(low: 0, high: 10, cells: 5).cell(of: -3) == 0)
    var random = SeededGenerator(seed: 37)
    for _ in 0..<2000 {
      let values = (0..<3).map { _ in
        Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random)
      }
      let scale = ChartScale(
        low: values[0], high: values[1], cells: Int.random(in: 1...4000, using: &random))
      #expect((0..<scale.cells).contains(scale.cell(of: values[2])))
      if scale.low < scale.high {
        #expect(scale.cell(of: scale.low) == 0)
        #expect(scale.cell(of: scale.high) == scale.cells - 1)
      }
    }
  }
}

@Suite struct `A line chart` {
  private func chart() -> LineChart {
    var chart = LineChart(
      points: [.init(x: 0, y: 0), .init(x: 10, y: 40), .init(x: 20, y: -20), .init(x: 30, y: 40)],
      shape: .steps)
    chart.yLabels = [.init(at: 40, "40 DR"), .init(at: 0, "0"), .init(at: -20, "20 CR")]
    chart.xLabels = [.init(at: 0, "5 Oct"), .init(at: 30, "4 Nov"), .init(at: 15, "20 Oct")]
    chart.markers = [.init(x: 10, "L"), .init(x: 20, "P"), .init(x: 20, "C")]
    return chart
  }

  private func drawn(_ chart: LineChart, _ columns: Int, _ rows: Int, ascii: Bool = false) -> Canvas {
    var canvas = Canvas(columns: columns, rows: rows)
    chart.draw(on: &canvas, ascii: ascii)
    return canvas
  }

  @Test func `looks like this in dots`() {
    #expect(
      drawn(chart(), 37, 8).text() == """
        40 DR ┤          ⡏⠉⠉⠉⠉⠉⠉⠉⠉⢹         ⢸
              │          ⡇        ⢸         ⢸
              │          ⡇        ⢸         ⢸
            0 ┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡇────────⢸─────────⢸
              │                   ⢸         ⢸
        20 CR ┤                   ⢸⣀⣀⣀⣀⣀⣀⣀⣀⣀⣸
                         L        +
             5 Oct         20 Oct       4 Nov

        """)
  }

  @Test func `looks like this in ASCII`() {
    #expect(
      drawn(chart(), 37, 8, ascii: true).text() == """
        40 DR +          **********         *
              |          *        *         *
              |          *        *         *
            0 +***********--------*---------*
              |                   *         *
        20 CR +                   ***********
                         L        +
             5 Oct         20 Oct       4 Nov

        """)
  }

  @Test func `joins points by straight lines`() {
    var chart = LineChart(points: [.init(x: 0, y: 0), .init(x: 3, y: 3)])
    chart.showsZero = false
    #expect(drawn(chart, 2, 1).text() == "⡠⠊\n")
    #expect(drawn(chart, 4, 4, ascii: true).text() == "   *\n  *\n *\n*\n")
  }

  @Test func `leaves out what there is no room for, labels first`() {
    #expect(drawn(chart(), 10, 3).text().contains("│") == false)
    #expect(drawn(chart(), 1, 1).line(0).isEmpty == false)
    #expect(drawn(LineChart(points: [.init(x: 7, y: .max)]), 1, 1).line(0) == "⠁")
    var empty = LineChart()
    empty.emptyText = "no postings"
    #expect(drawn(empty, 20, 3).line(1).contains("no postings"))
  }

  @Test func `shows a part, to which the last figure before it is carried`() {
    var chart = LineChart(points: [.init(x: 0, y: 8), .init(x: 100, y: 4)], shape: .steps)
    chart.xRange = 50...60
    chart.yRange = 0...8
    chart.showsZero = false
    #expect(drawn(chart, 3, 1, ascii: true).line(0) == "***")
    chart.shape = .line
    #expect(drawn(chart, 3, 1, ascii: true).line(0) == "")
  }

  @Test func `tells the cell of a figure`() {
    let chart = chart()
    #expect(chart.cell(x: 10, y: 40, in: Size(columns: 37, rows: 8)) == Point(column: 17, row: 0))
    #expect(chart.cell(x: 10, y: 40, in: .zero) == nil)
  }

  @Test func `takes any numbers at any size`() {
    var random = SeededGenerator(seed: 41)
    let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, 100, .max - 1, .max]
    func number() -> Int64 { extremes.randomElement(using: &random) ?? 0 }
    for _ in 0..<1500 {
      var chart = LineChart(
        points: (0..<Int.random(in: 0...6, using: &random)).map { _ in
          .init(x: number(), y: number())
        },
        shape: Bool.random(using: &random) ? .line : .steps)
      chart.markers = (0..<Int.random(in: 0...3, using: &random)).map { _ in .init(x: number(), "家")
      }
      chart.yLabels = [.init(at: number(), "家族"), .init(at: number(), "\u{202E}")]
      chart.xLabels = [
        .init(at: number(), "5 Oct"), .init(at: number(), String(repeating: "x", count: 5000)),
      ]
      chart.showsZero = Bool.random(using: &random)
      if Bool.random(using: &random) { chart.xRange = 0...Int64.max }
      if Bool.random(using: &random) { chart.yRange = Int64.min...0 }
      let size = Size(
        columns: Int.random(in: 0...30, using: &random), rows: Int.random(in: 0...9, using: &random)
      )
      _ = drawn(chart, size.columns, size.rows, ascii: Bool.random(using: &random))
      _ = chart.cell(x: number(), y: number(), in: size)
    }
  }
}
