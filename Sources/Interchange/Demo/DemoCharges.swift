/// What an account is charged each period in one rent year, in pence, by line.
struct DemoCharges {
  var rent = 0
  var service = 0
  var water = 0
  var other = 0
  var vat = 0

  var total: Int { rent + service + water + other + vat }
  /// What Housing Benefit and Universal Credit can cover: not water, heating or a personal charge.
  var eligible: Int { rent + service }

  /// The same a year earlier or later, each line uprated and rounded to the penny.
  func scaled(numerator: Int, denominator: Int) -> DemoCharges {
    func scale(_ pence: Int) -> Int { (pence * numerator + denominator / 2) / denominator }
    var scaled = DemoCharges()
    scaled.rent = scale(rent)
    scaled.service = scale(service)
    scaled.water = scale(water)
    scaled.other = scale(other)
    scaled.vat = vat == 0 ? 0 : scaled.rent / 5
    return scaled
  }

  /// The charges of every rent year of the calendar, from those of today's.
  static func years(now: DemoCharges, _ calendar: DemoCalendar) -> [DemoCharges] {
    let current = Int(calendar.day(calendar.today).rentYear)
    var years = [DemoCharges](repeating: now, count: calendar.rentYears.count)
    for year in stride(from: current, to: 0, by: -1) {
      let uprate = calendar.rentYears[year].upratePerMille
      years[year - 1] = years[year].scaled(numerator: 1000, denominator: 1000 + uprate)
    }
    for year in stride(from: current + 1, to: years.count, by: 1) {
      let uprate = calendar.rentYears[year].upratePerMille
      years[year] = years[year - 1].scaled(numerator: 1000 + uprate, denominator: 1000)
    }
    return years
  }
}
