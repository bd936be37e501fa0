import Rents

/// Who sits at the book, and in which sitting: from opening the book to closing it.
struct Sitting: Hashable, Sendable {
  /// The operating system's user.
  var user: String
  /// Names the sitting: no other has the same.
  var name: String
  /// The host's day in Europe/London.
  var day: CivilDate

  /// Of a view that nobody sits at.
  static let nobody = Sitting(user: "", name: "", day: .first)

  /// Whether something recorded then belongs to this sitting. What the same officer recorded on the same day does: a desk
  /// that was closed by a slip, a line that was lost and a command typed in the shell take nothing away.
  /// What has no sitting was recorded by a program for the book's maker, and is nobody's to take back.
  func includes(_ sitting: String, on day: CivilDate) -> Bool {
    if sitting.isEmpty { return false }
    return sitting == name || day == self.day
  }
}
