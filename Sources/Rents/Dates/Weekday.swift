/// A day of the week, Monday first as in the rent week.
public enum Weekday: Int, CaseIterable, Hashable, Comparable, Sendable {
  /// The day on which rent weeks begin and weekly rent falls due.
  case monday = 1
  /// The second day of the rent week.
  case tuesday
  /// The third day of the rent week.
  case wednesday
  /// The fourth day of the rent week.
  case thursday
  /// The fifth day of the rent week.
  case friday
  /// The sixth day of the rent week; never a working day.
  case saturday
  /// The last day of the rent week; never a working day.
  case sunday

  /// Earlier in the rent week.
  public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

  /// `Mon`, `Tue` … `Sun`.
  public var shortName: String {
    switch self {
    case .monday: "Mon"
    case .tuesday: "Tue"
    case .wednesday: "Wed"
    case .thursday: "Thu"
    case .friday: "Fri"
    case .saturday: "Sat"
    case .sunday: "Sun"
    }
  }

  /// `Monday`, `Tuesday` … `Sunday`.
  public var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  /// Saturday or Sunday.
  public var isWeekend: Bool { self >= .saturday }
}
