import Rents
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The list that ships with the program.
func shippedBankHolidays() throws -> BankHolidays {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(4)
  let path = (parts + ["data", "calendars", "bank-holidays-england-and-wales.csv"]).joined(separator: "/")
  let file = try #require(fopen(path, "r"), "\(path) cannot be opened")
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while true {
    let byte = getc(file)
    if byte == EOF { break }
    bytes.append(UInt8(truncatingIfNeeded: byte))
  }
  return try BankHolidays(reading: String(decoding: bytes, as: UTF8.self))
}

@Suite("Bank holidays") struct BankHolidaysTests {
  @Test("are listed from 2019 to 2028, each with its source") func shippedList() throws {
    let list = try shippedBankHolidays()
    for year in 2019...2028 { #expect(list.covers(try day("\(year)-06-01"))) }
    #expect(!list.covers(try day("2029-06-01")))
    #expect(list.holidays.allSatisfy { !$0.source.isEmpty && $0.division == BankHolidays.englandAndWales })
    #expect(list.holidays.allSatisfy { !$0.date.weekday.isWeekend })
    #expect(list.name(of: try day("2026-12-28")) == "Boxing Day (substitute day)")
    #expect(list.name(of: try day("2026-12-25")) == "Christmas Day")
    #expect(list.name(of: try day("2026-12-24")) == nil)
  }

  @Test("are those that can be reckoned, but for the days that were proclaimed or moved") func reckoned()
    throws
  {
    let list = try shippedBankHolidays()
    func days(_ holidays: [BankHoliday]) -> Set<String> { Set(holidays.map { "\($0.date) \($0.name)" }) }
    let listed = days(list.holidays)
    let expected = days((2019...2028).flatMap(BankHolidays.reckoned))
    #expect(
      listed.subtracting(expected).sorted() == [
        "2020-05-08 Early May bank holiday (VE day)", "2022-06-02 Spring bank holiday",
        "2022-06-03 Platinum Jubilee bank holiday",
        "2022-09-19 Bank Holiday for the State Funeral of Queen Elizabeth II",
        "2023-05-08 Bank holiday for the coronation of King Charles III",
      ])
    #expect(
      expected.subtracting(listed).sorted() == [
        "2020-05-04 Early May bank holiday", "2022-05-30 Spring bank holiday",
      ])
  }

  @Test("move with Easter") func easter() throws {
    let known = [
      "1818-03-22", "1943-04-25", "2024-03-31", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25",
    ]
    for sunday in known {
      let date = try day(sunday)
      #expect(BankHolidays.easterSunday(date.year) == date)
    }
    for year in 1...9999 { #expect(BankHolidays.easterSunday(year)?.weekday == .sunday) }
    #expect(BankHolidays.easterSunday(0) == nil && BankHolidays.reckoned(10_000).isEmpty)
  }

  @Test("are completed by reckoning for the years that a list lacks") func completed() throws {
    let list = try shippedBankHolidays().completed(for: 2028...2030)
    #expect(list.contains(try day("2029-03-30")))
    #expect(list.contains(try day("2030-12-25")))
    #expect(list.holidays.filter { $0.date.year == 2028 }.count == 8)
  }

  @Test("carry a direct debit to the next working day and Universal Credit to the one before") func working()
    throws
  {
    let list = try shippedBankHolidays()
    let christmas = try day("2026-12-25")
    #expect(list.workingDay(onOrAfter: christmas) == (try day("2026-12-29")))
    #expect(list.workingDay(onOrBefore: christmas) == (try day("2026-12-24")))
    #expect(list.nextWorkingDay(after: try day("2026-04-02")) == (try day("2026-04-07")))
    #expect(list.previousWorkingDay(before: try day("2026-04-07")) == (try day("2026-04-02")))
    #expect(list.adding(workingDays: 3, to: try day("2026-12-24")) == (try day("2026-12-31")))
    #expect(list.adding(workingDays: -2, to: try day("2026-12-29")) == (try day("2026-12-23")))
    #expect(list.adding(workingDays: 0, to: christmas) == christmas)
    #expect(list.workingDays(from: try day("2026-12-24"), to: try day("2026-12-31")) == 3)
    #expect(list.workingDays(from: try day("2026-12-31"), to: try day("2026-12-24")) == -3)
  }

  @Test("agree with a count of days one by one") func counting() throws {
    let list = try shippedBankHolidays()
    let start = try day("2019-01-01")
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<300 {
      let from = start.adding(days: .random(in: 0...3_600, using: &generator))
      let to = from.adding(days: .random(in: 0...200, using: &generator))
      let counted = stride(from: from.adding(days: 1), through: to, by: 1).filter(list.isWorkingDay).count
      #expect(list.workingDays(from: from, to: to) == counted)
      let steps = Int.random(in: 1...30, using: &generator)
      #expect(list.workingDays(from: from, to: list.adding(workingDays: steps, to: from)) == steps)
    }
  }

  @Test("stop at the edges of the range of days") func edges() {
    let none = BankHolidays([])
    #expect(none.adding(workingDays: 100, to: CivilDate.last.adding(days: -3)) == .last)
    #expect(none.adding(workingDays: .min, to: CivilDate.first.adding(days: 3)) == .first)
  }

  @Test("say which line of a file is wrong") func faults() {
    func fault(_ text: String) -> BankHolidaysError? {
      do {
        _ = try BankHolidays(reading: text)
        return nil
      } catch { return error }
    }
    #expect(fault("") == nil)
    #expect(fault("# a\r\n\r\ndate,name,division,source\r\n2026-12-25,Christmas Day,scotland,x\r\n") == nil)
    #expect(fault("date,name,division,source\n2026-12-25,Christmas Day")?.line == 2)
    #expect(fault("\n2026-02-31,X,england-and-wales,y")?.description.contains("is no day") == true)
    #expect(
      fault("2026-06-01,Jubilee, the second day,england-and-wales,y")?.problem.contains("no division") == true
    )
    #expect(fault("2026-12-25,,england-and-wales,y")?.problem == "the holiday has no name")
  }
}
