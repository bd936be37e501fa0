import Casebook
import Desk
import Rents

extension DeskDraft {
  /// The name under which the book keeps what a draft is about.
  private static let subject = "subject"

  /// What the book keeps of it: its fields, and what it is about.
  var keptFields: [String: String] {
    key.subject.isEmpty ? fields : fields.merging([DeskDraft.subject: key.subject]) { _, subject in subject }
  }

  /// A draft that waits in the book; nil where it is none of the desk's lines and boxes.
  init?(_ draft: Draft) {
    guard let kind = Kind(rawValue: draft.kind), kind != .note || !draft.account.isEmpty else { return nil }
    var since = ""
    if let begun = LondonClock.nanoseconds(ofStamp: draft.since) {
      let day = LondonClock.day(ofNanoseconds: begun)
      let isToday = day == LondonClock.day(ofNanoseconds: Writer.now)
      since =
        (isToday ? "" : day.text(.weekdayDayMonth) + " ") + LondonClock.time(ofNanoseconds: begun).prefix(5)
    }
    var fields = draft.fields
    let subject = fields.removeValue(forKey: DeskDraft.subject) ?? ""
    self.init(Key(kind, account: draft.account, subject: subject), fields: fields, since: since)
    if isEmpty { return nil }
  }

  /// What waits in a book of this officer's, the oldest first, and how the book names each.
  static func waiting(in drafts: Drafts) -> (drafts: [DeskDraft], names: [Key: String]) {
    var names: [Key: String] = [:]
    var waiting: [DeskDraft] = []
    for draft in drafts.all() {
      guard let own = DeskDraft(draft) else { continue }
      // Of two that two desks left the later goes on; the other comes back when it is dealt with.
      waiting.removeAll { $0.key == own.key }
      waiting.append(own)
      names[own.key] = draft.id
    }
    return (waiting, names)
  }
}
