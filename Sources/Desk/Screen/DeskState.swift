import Rents

/// What the book is at: the last change that is known, and the day.
struct DeskState: Hashable, Sendable {
  let sequence: UInt64
  let today: CivilDate

  /// What a screen says when it takes this state in after another.
  func news(after before: DeskState) -> String {
    today == before.today
      ? "Taken in: what others wrote. You are where you were."
      : "It is \(today.text(.weekdayDayMonthYear)) now: everything is shown as of today."
  }
}
