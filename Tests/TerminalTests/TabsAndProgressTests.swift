import Testing

@testable import Terminal

@Suite struct `The tabs` {
  private let tabs = TabStrip<String>([
    .init("today", "Today", count: 3), .init("act", "Act", count: 31),
    .init("slipped", "Slipped", count: 9),
    .init("everyone", "Everyone", count: 1412), .init("faults", "Data faults"),
  ])

  private func line(_ tabs: TabStrip<String>, _ width: Int) -> String {
    var canvas = Canvas(columns: width, rows: 1)
    tabs.draw(on: &canvas, row: 0)
    return canvas.line(0)
  }

  @Test func `stand with their digits, the open one in brackets, and shorten as they must`() {
    var tabs = tabs
    #expect(line(tabs, 70) == "[1 Today 3] 2 Act 31  3 Slipped 9  4 Everyone 1,412  5 Data faults")
    #expect(line(tabs, 60) == "[1 Today 3] 2 Act 31  3 Slip… 9  4 Ever… 1,412  5 Data…")
    tabs.open("everyone")
    #expect(line(tabs, 52) == " 1 To… 3  2 Act 31  3 Sl… 9 [4 Everyone 1,412] 5 Da…")
    #expect(line(tabs, 30) == " 1  2  3 [4 Everyone 1,412] 5")
    #expect(line(tabs, 10) == "‹ 3 [4] 5")
  }

  @Test func `take their short titles before any is cut, and never run together`() {
    var tabs = TabStrip<String>([
      .init("1", "Ledger"), .init("2", "Timeline", short: "Time"), .init("3", "Documents", short: "Docs"),
    ])
    #expect(line(tabs, 36) == "[1 Ledger] 2 Timeline  3 Documents")
    #expect(line(tabs, 33) == "[1 Ledger] 2 Timeline  3 Docs")
    #expect(line(tabs, 28) == "[1 Ledger] 2 Time  3 Docs")
    for width in 1...40 {
      for open in ["1", "2", "3"] {
        tabs.open(open)
        #expect(!line(tabs, width).contains("]2") && !line(tabs, width).contains("]3"), "at \(width)")
      }
    }
  }

  @Test func `are opened by digit, Tab and click`() {
    var tabs = tabs
    #expect(tabs.handle(.key("3")) == true)
    #expect(tabs.open == "slipped")
    #expect(tabs.handle(.key("6")) == false)
    #expect(tabs.handle(.key("0")) == false)
    #expect(tabs.handle(.key(.shiftTab)) == true)
    #expect(tabs.open == "act")
    let area = Rect(column: 2, row: 3, columns: 70, rows: 1)
    #expect(
      tabs.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 2 + 26, row: 3))), area: area)
        == true)
    #expect(tabs.open == "slipped")
    #expect(
      tabs.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 71, row: 3))), area: area)
        == false)
    tabs.open("faults")
    #expect(tabs.handle(.key(.tab)) == true)
    #expect(tabs.open == "today")
    tabs.open("act")
    tabs.reload([.init("act", "Act"), .init("today", "Today")])
    #expect(tabs.open == "act")
    tabs.reload([])
    #expect(tabs.open == nil)
    #expect(tabs.handle(.key(.tab)) == false)
  }

  @Test func `show the open one at every width`() {
    var many = TabStrip<Int>((0..<14).map { .init($0, "Tab 家族 \($0)", count: $0) })
    for index in 0..<14 {
      many.open(index)
      for width in 0...120 {
        var canvas = Canvas(columns: width, rows: 1)
        many.draw(on: &canvas, row: 0)
        if width >= 2 { #expect(canvas.line(0).contains("["), "\(width)") }
      }
    }
  }
}

@Suite struct `A progress bar` {
  private func line(_ bar: ProgressBar, _ width: Int) -> String {
    var canvas = Canvas(columns: width, rows: 1)
    bar.draw(on: &canvas, row: 0)
    return canvas.line(0)
  }

  @Test func `tells share, count, time left and rate, as far as there is room`() {
    let bar = ProgressBar(
      unit: "rows", done: 13_200, total: 26_400, elapsed: 2000, hint: "Esc stops")
    #expect(
      line(bar, 80) == "[##########----------] 50%  13,200 of 26,400 rows  2 s left  6,600/s  Esc stops")
    #expect(line(bar, 60) == "[#########----------] 50%  13,200 of 26,400 rows  Esc stops")
    #expect(line(bar, 40) == "50%  13,200 of 26,400 rows  Esc stops")
    #expect(line(bar, 20) == "50%  Esc stops")
  }

  @Test func `counts where nobody knows how much there is`() {
    var bar = ProgressBar(unit: "rows", done: 1234, elapsed: 1000, hint: "Esc stops")
    #expect(bar.percent == nil)
    #expect(bar.secondsLeft == nil)
    let before = line(bar, 60)
    #expect(before.contains("1,234 rows so far  1,234/s  Esc stops"))
    bar.elapsed = 1100
    #expect(line(bar, 60) != before)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, 2, 999, .max - 1, .max])
  func `takes any numbers`(number: Int64) {
    for other: Int64? in [nil, .min, -1, 0, 1, 7, .max] {
      for elapsed: Int64 in [.min, 0, 499, 500, .max] {
        let bar = ProgressBar(unit: "x", done: number, total: other, elapsed: elapsed, hint: "Esc")
        #expect((0...100).contains(bar.percent ?? 0))
        #expect((bar.rate ?? 0) >= 0)
        #expect((bar.secondsLeft ?? 0) >= 0)
        for width in 0...60 { _ = line(bar, width) }
      }
    }
  }

  @Test func `says 100 % only at the end`() {
    #expect(ProgressBar(unit: "", done: 999_999, total: 1_000_000).percent == 99)
    #expect(ProgressBar(unit: "", done: 1_000_000, total: 1_000_000).percent == 100)
    #expect(ProgressBar(unit: "", done: 0, total: 0).percent == 100)
  }
}
