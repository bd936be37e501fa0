extension BankHolidays {
  /// The eight bank holidays of England and Wales that can be reckoned for a year: those of the Banking and
  /// Financial Dealings Act 1971 (schedule 1), Good Friday and Christmas Day by common law, and New Year's
  /// Day and the first Monday of May as they are proclaimed each year. One-off days, and days moved for an
  /// occasion, are only in lists.
  ///
  /// A day on a weekend has its substitute on the next weekday that is free, Christmas Day before Boxing Day.
  /// - Returns: the days, earliest first; none for a year outside 1 to 9999.
  public static func reckoned(_ year: Int) -> [BankHoliday] {
    guard let newYear = CivilDate(year: year, month: 1, day: 1),
      let may = CivilDate(year: year, month: 5, day: 1),
      let endOfMay = CivilDate(year: year, month: 5, day: 31),
      let endOfAugust = CivilDate(year: year, month: 8, day: 31),
      let christmas = CivilDate(year: year, month: 12, day: 25),
      let easter = easterSunday(year)
    else { return [] }
    func holiday(_ date: CivilDate, _ name: String) -> BankHoliday {
      BankHoliday(
        date: date, name: name, division: englandAndWales,
        source: "reckoned: Banking and Financial Dealings Act 1971 and Easter")
    }
    func substituted(_ date: CivilDate, _ name: String, taken: CivilDate? = nil) -> BankHoliday {
      var day = date
      while day.weekday.isWeekend || day == taken { day = day.adding(days: 1) }
      return holiday(day, day == date ? name : "\(name) (substitute day)")
    }
    let boxing = christmas.adding(days: 1)
    // Where Christmas Day is a Sunday, Boxing Day keeps its Monday and Christmas Day takes the Tuesday.
    let christmasHoliday = substituted(christmas, "Christmas Day", taken: boxing)
    let boxingHoliday = substituted(boxing, "Boxing Day", taken: christmasHoliday.date)
    return [
      substituted(newYear, "New Year's Day"),
      holiday(easter.adding(days: -2), "Good Friday"),
      holiday(easter.adding(days: 1), "Easter Monday"),
      holiday(may.onOrAfter(.monday), "Early May bank holiday"),
      holiday(endOfMay.onOrBefore(.monday), "Spring bank holiday"),
      holiday(endOfAugust.onOrBefore(.monday), "Summer bank holiday"),
      christmasHoliday, boxingHoliday,
    ].sorted { $0.date < $1.date }
  }

  /// Easter Sunday of a year by the Gregorian rule (the anonymous computus); nil outside 1 to 9999.
  public static func easterSunday(_ year: Int) -> CivilDate? {
    guard (1...9999).contains(year) else { return nil }
    let golden = year % 19
    let (century, inCentury) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let toSunday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7
    let late = (golden + 11 * epact + 22 * toSunday) / 451
    let sum = epact + toSunday - 7 * late + 114
    return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)
  }
}
