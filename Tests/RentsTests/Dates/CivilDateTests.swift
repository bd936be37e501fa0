import Rents
import Testing

@Suite("A civil date") struct CivilDateTests {
  @Test("counts every day of the range once, from 0001-01-01 to 9999-12-31")
  func everyDayOfTheRange() throws {
    var date = CivilDate.first
    var count = 0
    for year in 1...9999 {
      for month in 1...12 {
        for dayOfMonth in 1...CivilDate.daysInMonth(month, of: year) {
          let parts = date.parts
          guard parts == (year, month, dayOfMonth) else {
            Issue.record("day \(date.dayNumber) is \(parts), not \(year)-\(month)-\(dayOfMonth)")
            return
          }
          // Building from the parts is as costly as taking them apart: at the ends of months it is enough.
          if dayOfMonth == 1 || dayOfMonth >= 28 {
            #expect(CivilDate(year: year, month: month, day: dayOfMonth) == date)
          }
          count += 1
          date = date.adding(days: 1)
        }
      }
    }
    #expect(count == 3_652_059)
    #expect(date == .last)
  }

  @Test(
    "refuses days that the calendar does not have",
    arguments: [
      (2026, 2, 29), (2026, 2, 31), (2026, 4, 31), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
      (0, 1, 1),
      (10_000, 1, 1), (2026, 1, -1), (Int.min, Int.max, Int.max),
    ])
  func impossibleDays(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("knows 29 February in leap years") func leapDays() throws {
    #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
  }

  @Test("knows its weekday") func weekdays() throws {
    #expect(try day("1970-01-01").weekday == .thursday)
    #expect(try day("2026-11-21").weekday == .saturday)
    #expect(try day("2026-04-06").weekday == .monday)
    #expect(CivilDate.first.weekday == .monday)
    #expect(CivilDate.last.weekday == .friday)
  }

  @Test("a month after the 31st is the last day of a shorter month") func endOfMonth() throws {
    #expect(try day("2026-01-31").adding(months: 1) == day("2026-02-28"))
    #expect(try day("2024-01-31").adding(months: 1) == day("2024-02-29"))
    #expect(try day("2026-03-31").adding(months: -1) == day("2026-02-28"))
    #expect(try day("2026-10-31").adding(months: 1) == day("2026-11-30"))
    #expect(try day("2024-02-29").adding(years: 1) == day("2025-02-28"))
    #expect(try day("2026-12-15").adding(months: 1) == day("2027-01-15"))
  }

  @Test("a payday on the 31st comes back to the 31st after February") func monthlySeries() throws {
    let anchor = try day("2026-01-31")
    let days = (0...4).map { anchor.adding(months: $0, onDay: 31).iso }
    #expect(days == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
    #expect(try day("2026-04-02").inMonth(onDay: 31) == day("2026-04-30"))
  }

  @Test("finds weekdays around it") func weekdayHelpers() throws {
    let saturday = try day("2026-11-21")
    #expect(try saturday.monday == day("2026-11-16"))
    #expect(try saturday.onOrAfter(.monday) == day("2026-11-23"))
    #expect(saturday.onOrAfter(.saturday) == saturday)
    #expect(saturday.onOrBefore(.saturday) == saturday)
    #expect(try saturday.next(.saturday) == day("2026-11-28"))
    #expect(try saturday.previous(.saturday) == day("2026-11-14"))
    #expect(try saturday.nearest(.monday) == day("2026-11-23"))
    #expect(try saturday.nearest(.wednesday) == day("2026-11-18"))
  }

  @Test("counts whole months and years as ages are counted") func ages() throws {
    #expect(try day("1960-02-29").years(until: day("2026-02-27")) == 65)
    #expect(try day("1960-02-29").years(until: day("2026-02-28")) == 66)
    #expect(try day("2026-01-31").months(until: day("2026-02-28")) == 1)
    #expect(try day("2026-01-31").months(until: day("2026-02-27")) == 0)
    #expect(try day("2026-03-01").months(until: day("2026-01-01")) == -2)
  }

  @Test("stops at the edges of the range instead of trapping") func edges() {
    #expect(CivilDate.last.adding(days: .max) == .last)
    #expect(CivilDate.first.adding(days: .min) == .first)
    #expect(CivilDate.last.adding(weeks: .max) == .last)
    #expect(CivilDate.first.adding(months: .min) == .first)
    #expect(CivilDate.last.adding(months: .max) == .last)
    #expect(CivilDate.last.adding(years: .max) == .last)
    #expect(CivilDate.first.adding(months: -1) == .first)
    #expect(CivilDate.last.adding(months: 1) == .last)
    #expect(CivilDate(dayNumber: .min) == .first)
    #expect(CivilDate(dayNumber: .max) == .last)
    #expect(CivilDate.last.adding(months: 0, onDay: .max) == .last)
  }

  @Test("is written as officers read it") func writing() throws {
    let monday = try day("2026-11-16")
    #expect(monday.text(.iso) == "2026-11-16")
    #expect(monday.text(.digits) == "20261116")
    #expect(monday.text(.dayMonthYear) == "16 Nov 2026")
    #expect(monday.text(.dayMonth) == "16 Nov")
    #expect(monday.text(.weekdayDayMonth) == "Mon 16 Nov")
    #expect(monday.text(.weekdayDayMonthYear) == "Mon 16 Nov 2026")
    #expect(monday.text(.slashes) == "16/11/2026")
    #expect(try day("2026-10-05").text(.weekdayDayMonthAligned) == "Mon  5 Oct")
    #expect(try day("2026-11-06").text(.compact) == "6Nov")
    #expect(CivilDate.first.iso == "0001-01-01")
  }

  @Test(
    "reads ISO days and nothing else",
    arguments: [
      "", "2026-11-1", "2026-11-016", "16/11/2026", "2026-02-31", "0000-01-01", "2026-11-16 ", " 2026-11-16",
      "2026/11/16", "+026-11-16", "２026-11-1", "2026-11-1x",
    ])
  func refusedISO(text: String) { #expect(CivilDate(iso: text) == nil) }

  @Test("refuses bytes that only resemble figures") func refusedBytes() {
    #expect(CivilDate(iso: "\u{0}026-11-16") == nil)
    #expect(CivilDate(iso: "2026\u{0}11-16") == nil)
  }

  @Test("what it writes it reads again") func roundTrip() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let date = CivilDate(dayNumber: .random(in: -719_162...2_932_896, using: &generator))
      #expect(CivilDate(iso: date.iso) == date)
      let months = Int.random(in: -2_000...2_000, using: &generator)
      let moved = date.adding(months: months)
      if moved != .first, moved != .last {
        #expect(moved.day == min(date.day, CivilDate.daysInMonth(moved.month, of: moved.year)))
      }
      let days = Int.random(in: -400...400, using: &generator)
      #expect(date.days(until: date.adding(days: days)) == days || abs(date.dayNumber) > 700_000)
    }
  }
}
