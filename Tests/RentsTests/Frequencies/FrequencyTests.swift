import Rents
import Testing

@Suite("Frequencies") struct FrequencyTests {
  func monthly(_ amount: String, _ frequency: Frequency) throws -> String {
    Money(try frequency.convert(pounds(amount), to: .monthly)).text(.signed)
  }

  @Test("convert to a month as the standard form does (12.4)") func standardForm() throws {
    #expect(try monthly("100", .weekly) == "433.33")
    #expect(try monthly("100", .fortnightly) == "216.67")
    #expect(try monthly("100", .fourWeekly) == "108.33")
    #expect(try monthly("100", .monthly) == "100.00")
    #expect(try monthly("100", .quarterly) == "33.33")
    #expect(try monthly("100", .termly) == "25.00")
    #expect(try monthly("100", .yearly) == "8.33")
    #expect(try monthly("96", .tenAYear) == "80.00")
    #expect(try monthly("45", .weeksAYear(38)) == "142.50")
  }

  @Test("keep the figures of UC's month: 110.00 is 476.67, and 125.05 over 48 weeks 500.20 (12.3)")
  func universalCreditMonth() throws {
    let weekly = ChargeFrequency.weekly
    #expect(weekly.monthlyEquivalent(of: try pounds("110")).map { Money($0) } == (try pounds("476.67")))
    let levelled = weekly.monthlyEquivalent(of: try pounds("125.05"), rentFreeWeeks: 4)
    #expect(levelled == Ratio(try pounds("500.20")))
  }

  @Test("leave a UC tenant 109.96 short in a year of 53 charges (12.3)") func fiftyThreeWeeks() throws {
    let weekly = try pounds("110")
    let paid = try Money(Frequency.weekly.convert(weekly, to: .monthly)).multiplied(by: 12)
    let charged = try weekly.multiplied(by: 53)
    #expect(paid.text(.signed) == "5720.04")
    #expect(charged.text(.signed) == "5830.00")
    #expect(try charged.subtracting(paid).text(.signed) == "109.96")
  }

  @Test("give a week's charge for every charge frequency") func weeklyEquivalents() throws {
    func weekly(_ frequency: ChargeFrequency, _ amount: String, free: Int = 0) throws -> String? {
      frequency.weeklyEquivalent(of: try pounds(amount), rentFreeWeeks: free).map { Money($0).text(.signed) }
    }
    #expect(try weekly(.weekly, "125.05") == "125.05")
    #expect(try weekly(.weekly, "125.05", free: 4) == "125.05")
    #expect(try weekly(.fortnightly, "200") == "100.00")
    #expect(try weekly(.fourWeekly, "400") == "100.00")
    #expect(try weekly(.monthly, "674.27") == "155.60")
    #expect(try weekly(.monthly, "500.20", free: 4) == "125.05")
    #expect(try weekly(.quarterly, "1300") == "100.00")
    #expect(try weekly(.halfYearly, "314.56") == "12.10")
    #expect(try weekly(.annual, "5200") == "100.00")
    #expect(try weekly(.invoice, "100") == nil)
    #expect(try weekly(.monthly, "100", free: 52) == nil)
    #expect(try weekly(.monthly, "100", free: -1) == nil)
  }

  @Test("level a rent with rent-free weeks over the whole year") func levelled() throws {
    let levelled = ChargeFrequency.weekly.levelledWeekly(of: try pounds("130"), rentFreeWeeks: 4)
    #expect(levelled == Ratio(try pounds("120")))
  }

  @Test("come back to the same amount, exactly") func roundTrip() throws {
    var generator = SeededGenerator(seed: 7)
    let all: [Frequency] = [
      .weekly, .fortnightly, .fourWeekly, .monthly, .quarterly, .termly, .halfYearly, .yearly, .tenAYear,
      .weeksAYear(38), .weeksAYear(48),
    ]
    for _ in 0..<500 {
      let amount = Money(pence: .random(in: -1_000_000...1_000_000, using: &generator))
      for (from, to) in zip(all.shuffled(using: &generator), all.shuffled(using: &generator)) {
        let back = try from.convert(amount, to: to).multiplied(by: to.timesAYear).divided(by: from.timesAYear)
        #expect(back == Ratio(amount))
      }
    }
  }

  @Test("refuse amounts that cannot be reckoned") func overflow() {
    #expect(ChargeFrequency.monthly.weeklyEquivalent(of: Money(pence: .max)) == nil)
    #expect(throws: RatioError.divisionByZero) {
      try Frequency.weekly.convert(Money(pence: 1), to: .weeksAYear(0))
    }
  }
}

@Suite("Weeks owed") struct WeeksOwedTests {
  @Test("are the balance over the week's charge, to one decimal") func screens() throws {
    let week = Ratio(try pounds("118.64"))
    #expect(WeeksOwed(balance: try pounds("436.79"), weeklyEquivalent: week)?.text == "3.7")
    #expect(WeeksOwed(balance: try pounds("762.39"), weeklyEquivalent: week)?.text == "6.4")
    #expect(WeeksOwed(balance: try pounds("-142.37"), weeklyEquivalent: week)?.text == "1.2 CR")
    #expect(WeeksOwed(balance: try pounds("-142.37"), weeklyEquivalent: week)?.signedText == "-1.2")
    #expect(WeeksOwed(balance: .zero, weeklyEquivalent: week)?.signedText == "0.0")
    #expect(
      WeeksOwed(balance: try pounds("452.10"), weeklyEquivalent: Ratio(try pounds("112.50")))?.tenths == 40)
  }

  @Test("are exact until they are printed") func exact() throws {
    let weeks = WeeksOwed(balance: try pounds("100"), weeklyEquivalent: Ratio(try pounds("300")))
    #expect(try weeks?.exact == Ratio(1, over: 3))
    #expect(weeks?.tenths == 3)
  }

  @Test("are unknown where nothing is charged by the week") func unknown() throws {
    #expect(WeeksOwed(balance: try pounds("100"), weeklyEquivalent: nil) == nil)
    #expect(WeeksOwed(balance: try pounds("100"), weeklyEquivalent: .zero) == nil)
    #expect(WeeksOwed(balance: Money(pence: .max), weeklyEquivalent: Ratio(1)) == nil)
  }
}
