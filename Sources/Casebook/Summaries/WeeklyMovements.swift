import Rents

/// The net movement of the newest rent weeks in which something was posted: from it the balances of earlier weeks
/// are counted back.
///
/// The sixteen highest weeks are kept. Which they are depends on all that was posted and not on the order in which
/// it came, so that a summary made again from the record is the same.
struct WeeklyMovements: Hashable, Sendable {
  struct Week: Hashable, Sendable {
    /// Rent weeks since Monday 29 December 1969.
    var number: Int32
    /// Net pence of the week.
    var net: Int64
  }

  /// Newest first.
  private(set) var weeks: [Week] = []

  static let kept = 16
  static let shown = 8

  init(weeks: [Week] = []) { self.weeks = weeks }

  /// The number of the rent week (Monday to Sunday) of a day.
  @inline(__always)
  static func number(of dayNumber: Int32) -> Int32 {
    // 29 December 1969 was a Monday; rounded down for days before it too.
    let shifted = dayNumber + 3
    return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
  }

  /// Takes a movement of a day into account.
  mutating func add(_ pence: Int64, on dayNumber: Int32) {
    let number = WeeklyMovements.number(of: dayNumber)
    var place = 0
    while place < weeks.count, weeks[place].number > number { place += 1 }
    if place < weeks.count, weeks[place].number == number {
      weeks[place].net &+= pence
    } else if place < WeeklyMovements.kept {
      weeks.insert(Week(number: number, net: pence), at: place)
      if weeks.count > WeeklyMovements.kept { weeks.removeLast() }
    }
  }

  /// The balances at the ends of the last eight weeks, oldest first.
  func balances(endingWith day: CivilDate, now balance: Money) -> [Money] {
    let last = WeeklyMovements.number(of: day.dayNumber)
    var result: [Money] = []
    result.reserveCapacity(WeeklyMovements.shown)
    for back in 0..<Int32(WeeklyMovements.shown) {
      var pence = balance.pence
      for week in weeks where week.number > last - back { pence &-= week.net }
      result.append(Money(pence: pence))
    }
    return result.reversed()
  }
}
