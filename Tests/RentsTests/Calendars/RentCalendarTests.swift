import Rents
import Testing

@Suite("The rent calendar") struct RentCalendarTests {
  let calendar = RentCalendar()

  @Test(
    "starts its years on the first Monday of April, with 52 or 53 weeks (12.2)",
    arguments: [
      (2024, "2024-04-01", 53), (2025, "2025-04-07", 52), (2026, "2026-04-06", 52), (2027, "2027-04-05", 52),
      (2030, "2030-04-01", 53), (2035, "2035-04-02", 53),
    ])
  func years(startingIn year: Int, start: String, weeks: Int) throws {
    let rentYear = calendar.year(startingIn: year)
    #expect(rentYear.start == (try day(start)))
    #expect(rentYear.weekCount == weeks)
    #expect(calendar.year(holding: rentYear.start) == rentYear)
    #expect(calendar.year(holding: rentYear.end) == rentYear)
    #expect(calendar.year(holding: rentYear.end.adding(days: 1)) != rentYear)
  }

  @Test("numbers its weeks as the screens do") func weekNumbers() throws {
    #expect(calendar.week(holding: try day("2026-11-23")).number == 34)
    #expect(calendar.week(holding: try day("2026-11-24")).number == 34)
    #expect(calendar.week(holding: try day("2026-11-16")).number == 33)
    #expect(calendar.week(holding: try day("2026-04-05")).number == 52)
    #expect(calendar.week(holding: try day("2025-04-06")).number == 53)
    #expect(calendar.week(holding: try day("2026-04-06")).number == 1)
    #expect(calendar.year(holding: try day("2026-04-05")).name == "2025/26")
    #expect(calendar.wording(from: try day("2026-10-19"), through: try day("2026-11-09")) == "weeks 29-32")
    #expect(calendar.wording(from: try day("2026-11-16"), through: try day("2026-11-16")) == "week 33")
  }

  @Test("has 13 four-weekly periods, of which those from 2026-04-06 end on 2027-04-04 (12.2)")
  func fourWeekly() throws {
    let periods = calendar.year(startingIn: 2026).fourWeeklyPeriods
    #expect(periods.count == 13)
    #expect(periods.first?.lowerBound == (try day("2026-04-06")))
    #expect(periods.last?.upperBound == (try day("2027-04-04")))
    #expect(periods.allSatisfy { $0.lowerBound.days(until: $0.upperBound) == 27 })
    let longYear = calendar.year(startingIn: 2024).fourWeeklyPeriods
    #expect(longYear.count == 13)
    #expect(longYear.last.map { $0.lowerBound.days(until: $0.upperBound) } == 34)
    for (earlier, later) in zip(longYear, longYear.dropFirst()) {
      #expect(earlier.upperBound.adding(days: 1) == later.lowerBound)
    }
  }

  @Test("charges nothing in two weeks at Christmas, then in the last two of March") func rentFreeWeeks()
    throws
  {
    func free(_ weeks: Int, _ year: Int) -> [String] {
      RentCalendar(rentFreeWeeks: weeks).year(startingIn: year).weeks.filter(\.isRentFree).map {
        $0.start.iso
      }
    }
    #expect(free(0, 2025) == [])
    #expect(free(2, 2024) == ["2024-12-23", "2024-12-30"])
    #expect(free(2, 2025) == ["2025-12-22", "2025-12-29"])
    #expect(free(4, 2024) == ["2024-12-23", "2024-12-30", "2025-03-24", "2025-03-31"])
    #expect(free(4, 2025) == ["2025-12-22", "2025-12-29", "2026-03-23", "2026-03-30"])
    #expect(free(2, 2023) == ["2023-12-25", "2024-01-01"])
    #expect(RentCalendar(rentFreeWeeks: 4).year(startingIn: 2024).chargeWeeks == 49)
    #expect(RentCalendar(rentFreeWeeks: 4).year(startingIn: 2026).chargeWeeks == 48)
    #expect(RentCalendar(rentFreeWeeks: .max).year(startingIn: 2026).chargeWeeks == 1)
    #expect(RentCalendar(rentFreeWeeks: .min).year(startingIn: 2026).chargeWeeks == 52)
  }

  @Test("gives the due dates of every frequency") func dueDates() throws {
    let (first, last) = (try day("2026-04-01"), try day("2027-03-31"))
    func due(_ frequency: ChargeFrequency, free: Int = 0, dueDay: Int = 1, anchor: CivilDate? = nil)
      -> [String]
    {
      RentCalendar(rentFreeWeeks: free)
        .dueDates(of: frequency, from: first, through: last, dueDay: dueDay, anchor: anchor).map(\.iso)
    }
    #expect(due(.weekly).count == 52)
    #expect(due(.weekly).first == "2026-04-06" && due(.weekly).last == "2027-03-29")
    #expect(due(.weekly, free: 2).count == 50)
    #expect(!due(.weekly, free: 2).contains("2026-12-21") && !due(.weekly, free: 2).contains("2026-12-28"))
    #expect(due(.weekly, free: 4).last == "2027-03-15")
    #expect(due(.fortnightly).count == 26)
    #expect(due(.fourWeekly).count == 13)
    #expect(due(.fourWeekly).prefix(2) == ["2026-04-06", "2026-05-04"])
    #expect(due(.monthly).count == 12)
    #expect(due(.monthly).first == "2026-04-01" && due(.monthly).last == "2027-03-01")
    #expect(due(.monthly, dueDay: 31).contains("2027-02-28"))
    #expect(due(.quarterly) == ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"])
    #expect(due(.halfYearly) == ["2026-04-01", "2026-10-01"])
    #expect(due(.annual) == ["2026-04-01"])
    #expect(due(.invoice) == [])
    #expect(due(.fourWeekly, anchor: try day("2026-11-16")).contains("2026-11-16"))
    #expect(due(.fortnightly, anchor: try day("2030-01-07")).first == "2026-04-06")
  }

  @Test("gives no due dates where the days are the wrong way round") func emptyRange() throws {
    let (first, last) = (try day("2026-04-06"), try day("2026-04-05"))
    for frequency in ChargeFrequency.allCases {
      #expect(calendar.dueDates(of: frequency, from: first, through: last).isEmpty)
    }
    #expect(calendar.weeks(from: first, through: last).isEmpty)
  }

  @Test("has every day in one week of one year") func everyDay() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<2_000 {
      let date = CivilDate(dayNumber: .random(in: -719_162...2_932_896, using: &generator))
      let year = calendar.year(holding: date)
      #expect(year.contains(date), "\(date)")
      let week = calendar.week(holding: date)
      #expect(week.start <= date && date <= week.end, "\(date)")
      #expect(week.start.weekday == .monday)
    }
    #expect(calendar.year(holding: .first).contains(.first))
    #expect(calendar.year(holding: .last).contains(.last))
  }

  @Test("cuts any stretch of time into the same due dates") func cutting() throws {
    var generator = SeededGenerator(seed: 10)
    let start = try day("2019-01-01")
    for frequency in ChargeFrequency.allCases {
      for _ in 0..<40 {
        let calendar = RentCalendar(rentFreeWeeks: [0, 2, 4].randomElement(using: &generator) ?? 0)
        let first = start.adding(days: .random(in: 0...3_000, using: &generator))
        let middle = first.adding(days: .random(in: 0...500, using: &generator))
        let last = middle.adding(days: .random(in: 1...500, using: &generator))
        let anchor = Bool.random(using: &generator) ? middle : nil
        func due(_ from: CivilDate, _ through: CivilDate) -> [CivilDate] {
          calendar.dueDates(of: frequency, from: from, through: through, dueDay: 31, anchor: anchor)
        }
        #expect(due(first, middle) + due(middle.adding(days: 1), last) == due(first, last))
      }
    }
  }

  @Test("takes the landlord's own years first") func imported() throws {
    let landlords = try #require(
      RentYear(start: day("2026-03-30"), weekCount: 53, rentFreeWeeks: [38, 39, 53]))
    let calendar = try RentCalendar(imported: [landlords], rentFreeWeeks: 2)
    #expect(calendar.year(holding: try day("2026-11-23")) == landlords)
    #expect(calendar.week(holding: try day("2026-11-23")).number == 35)
    #expect(calendar.year(startingIn: 2026) == landlords)
    // The years by the rule on either side give way: 2025/26 loses a week, 2027/28 begins where the import
    // ends.
    #expect(calendar.year(holding: try day("2026-03-29")).end == (try day("2026-03-29")))
    #expect(calendar.year(holding: try day("2027-04-05")).start == (try day("2027-04-05")))
    let weeks = calendar.weeks(from: try day("2025-04-07"), through: try day("2028-04-02")).map(\.start)
    #expect(weeks == Array(stride(from: try day("2025-04-07"), through: try day("2028-03-27"), by: 7)))
    #expect(throws: RentCalendarError.self) { try RentCalendar(imported: [landlords, landlords]) }
    #expect(RentYear(start: .first, weekCount: 0) == nil)
    #expect(RentYear(start: .first, weekCount: 52, rentFreeWeeks: [53]) == nil)
  }

  @Test("charges part of a week by the day") func partWeek() throws {
    let charge = Charge(frequency: .weekly, total: try pounds("118.64"))
    #expect(charge.partWeek(days: 3).map { Money($0) } == (try pounds("50.85")))
    #expect(charge.partWeek(days: 7) == Ratio(charge.total))
    #expect(charge.partWeek(days: 8) == nil)
    #expect(Charge(frequency: .invoice, total: .zero).partWeek(days: 1) == nil)
  }
}
