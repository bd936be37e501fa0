import Rents
import Terminal

/// A print for visits: accounts by street and house, with what an officer has to know at the door and room for the
/// outcome. It is plain text of at most 80 columns.
struct VisitSheet: Sendable {
  /// One account, with what only its facts tell.
  private struct Door {
    var entry: CaseloadEntry
    var street: Street?
    var needs: [String]
  }

  /// The width that the text keeps to.
  static let width = 80

  /// The lines of the sheet.
  let lines: [String]
  /// How many accounts are on it.
  let count: Int
  /// A name for the file that it may be written to.
  let fileName: String

  /// - Parameters:
  ///   - accounts: whom to visit, in any order.
  ///   - what: which accounts these are, in words.
  ///   - patches: the patches that they are of.
  ///   - feeds: how fresh what is printed is.
  init(
    _ accounts: [CaseloadEntry], what: String, of patches: [PatchEntry], feeds: [Feed],
    in context: DeskContext
  ) {
    let today = context.book.today
    let doors = accounts.map { entry in
      // What cannot be read is not left out in silence: the sheet then says to look before knocking.
      let codes = (try? context.book.account(entry.reference, asAt: .now))??.facts.vulnerabilities
      return Door(
        entry: entry, street: Street(entry.address),
        needs: codes?.map(SupportNeed.words) ?? ["support needs could not be read: look before you knock"])
    }
    let names = patches.map { $0.name.isEmpty ? "no patch" : $0.name }.joined(separator: ", ")
    let officer = patches.count == 1 ? patches[0].officerName : ""
    let title = "VISITS  \(names)  \(officer)"
    let day = today.text(.weekdayDayMonthYear)
    var lines = [title.padding(to: max(title.count + 2, VisitSheet.width - day.count)) + day]
    lines += WrappedText.lines(
      "\(what), by street and house. Balances \(FeedLine.fitted(feeds, today: today, width: 60).text.lowercasedFirst).",
      width: VisitSheet.width)
    lines.append("Personal data: keep it with you, shred it afterwards.")
    let streets = Dictionary(grouping: doors) { $0.street?.name ?? "" }
    let order = streets.keys.sorted { left, right in
      // Those without an address stand last.
      left.isEmpty != right.isEmpty ? right.isEmpty : FoldedText(left) < FoldedText(right)
    }
    for street in order {
      let there = (streets[street] ?? []).sorted(by: VisitSheet.standsBefore)
      lines += ["", (street.isEmpty ? "NO ADDRESS" : street.uppercased()) + " (\(there.count))"]
      for door in there { lines += VisitSheet.lines(of: door, today: today) }
    }
    if doors.isEmpty { lines += ["", "There is no account to visit: none is marked, and none is shown."] }
    self.lines = lines
    count = doors.count
    let safe = names.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    fileName = "visits-\(safe.isEmpty ? "patch" : safe)-\(today.iso).txt"
  }

  /// The whole text.
  var text: String { lines.joined(separator: "\n") + "\n" }

  private static func standsBefore(_ left: Door, _ right: Door) -> Bool {
    let (own, others) = (left.street, right.street)
    if own?.number != others?.number { return (own?.number ?? .max) < (others?.number ?? .max) }
    if own?.house != others?.house { return (own?.house ?? "") < (others?.house ?? "") }
    return left.entry.reference < right.entry.reference
  }

  private static func lines(of door: Door, today: CivilDate) -> [String] {
    let entry = door.entry
    let house = door.street.map { $0.house.isEmpty ? "-" : $0.house } ?? "-"
    let weeks = ChargesOwed.spelled(entry)
    let owed = entry.balance.text() + (weeks.isEmpty ? "" : "  \(weeks)")
    let phone = entry.phone.isEmpty ? "no telephone" : entry.phone
    // A house that is a sentence has a line of its own.
    let head = house.count > 6 ? ["  \(house)"] : []
    let first = (house.count > 6 ? "" : house).padding(to: 6)
    let name = PersonName.listed(entry.names)
    let shown = name.count > 28 ? String(name.prefix(27)) + "…" : name.padding(to: 28)
    var lines = head + ["  \(first) \(shown)  \(owed)"]
    lines.append("         \(entry.reference.padding(to: 12))\(phone.padding(to: 18))\(entry.postcode)")
    var care: [String] = []
    if entry.flags.contains(.safeContact) { care.append("SAFE CONTACT ONLY: look before you call or knock") }
    if entry.flags.contains(.breathingSpace) { care.append("BREATHING SPACE: do not ask for the debt") }
    care += door.needs.filter { $0 != "safe contact only" }.map {
      $0 == "visit in pairs" ? "VISIT IN PAIRS" : $0
    }
    let said: AccountFlags = [.safeContact, .breathingSpace, .vulnerable]
    care += entry.flags.subtracting(said).intersection(.needingCare).each.map(\.meaning)
    if !care.isEmpty {
      lines += WrappedText.lines("! " + care.joined(separator: "; "), width: width - 9).map {
        "         " + $0
      }
    }
    let others = entry.flags.subtracting(said).subtracting(.needingCare).each.map(\.meaning)
    let paid = entry.lastPayment.map {
      "Paid \($0.amount.text(.unsigned)) \(DateText.when($0.date, today: today))"
    }
    let contact = entry.lastContact.map { "last contact \(DateText.inWords($0, today: today))" }
    let next = entry.nextDue.map { "next due \(DateText.inWords($0, today: today))" }
    let rest =
      [paid ?? "Nothing paid yet", contact ?? "no contact on record", next].compactMap { $0 } + others
    lines += WrappedText.lines(rest.joined(separator: ", "), width: width - 9).map { "         " + $0 }
    lines.append("         [ ] spoke  [ ] card left  [ ] no access   " + String(repeating: "_", count: 26))
    return lines
  }
}
