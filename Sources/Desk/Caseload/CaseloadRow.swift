import Rents
import Terminal

/// One account of a caseload, as the list shows it, searches it and puts it in order.
struct CaseloadRow: Hashable, Sendable {
  let entry: CaseloadEntry

  init(_ entry: CaseloadEntry) { self.entry = entry }

  /// The name as the list shows it.
  var name: String { PersonName.listed(entry.names) }

  /// Everything that the filter looks in, folded. It is worked out when the first filter is typed: opening a patch does not
  /// wait for it.
  func searched(today: CivilDate) -> FoldedText {
    var text = FoldedText()
    // A line end parts the fields, so that a phrase does not run over from one into the next.
    func add(_ field: String) {
      text.append(field)
      text.endLine()
    }
    add(entry.reference)
    add(name)
    for name in entry.names { add(name) }
    add(entry.address)
    add(entry.postcode)
    add(entry.phone)
    add(entry.phone.filter { $0 != " " })
    add(entry.balance.text())
    add(ChargesOwed.short(entry))
    add(entry.charge.text(.unsigned))
    if entry.local != .zero { add(entry.local.text()) }
    if let difference = entry.difference { add(difference.text()) }
    add(DateText.short(entry.lastPayment?.date, today: today))
    add(entry.lastPayment?.amount.text(.unsigned) ?? "")
    add(entry.paymentMethod.shortName)
    add(entry.paymentMethod.wording)
    add(entry.tenure.words)
    add(entry.flags.letters)
    for flag in entry.flags.each { add(flag.meaning) }
    add(DateText.short(entry.nextDue, today: today))
    add(DateText.short(entry.lastContact, today: today))
    return text
  }

  /// What the words of a row depend on besides the account.
  struct Wording: Hashable, Sendable {
    var columns: [CaseloadColumn]
    var today: CivilDate
    var ascii: Bool
  }

  /// A field of the table for each of the columns.
  func fields(_ wording: Wording) -> [TableRow.Field] {
    wording.columns.map { field($0, today: wording.today, ascii: wording.ascii) }
  }

  /// The row of the table, of these fields.
  func tableRow(_ fields: [TableRow.Field], isMarked: Bool, isNew: Bool, hasDraft: Bool = false) -> TableRow {
    // The gutter has room for one sign: what the officer set stands before what the book says.
    let mark: Unicode.Scalar? =
      isMarked ? "*" : hasDraft ? "d" : isNew ? "+" : entry.isAbsentFromExtract ? "?" : nil
    return TableRow(
      fields, style: entry.isAbsentFromExtract ? .dim : .normal, mark: mark)
  }

  private func field(_ column: CaseloadColumn, today: CivilDate, ascii: Bool) -> TableRow.Field {
    switch column {
    case .account: return .init(entry.reference)
    case .name: return .init(name)
    case .patch: return .init(entry.patch.isEmpty ? "none" : entry.patch)
    case .tenants: return .init(entry.names.dropFirst().map { PersonName.listed($0) }.joined(separator: ", "))
    case .phone: return .init(entry.phone.isEmpty ? "none" : entry.phone)
    case .address: return .init(entry.address)
    case .local: return .init(entry.local == .zero ? "" : entry.local.text())
    case .difference: return .init(entry.difference.map { "!" + $0.text() } ?? "", .bad)
    case .charge: return .init(chargeText)
    case .tenure: return .init(entry.tenure.shortWords)
    case .balance:
      return .init(entry.balance.text(), entry.balance < .zero ? .good : nil)
    case .weeks: return .init(ChargesOwed.short(entry))
    case .trend: return .init(Trend.text(entry.trend, ascii: ascii), .information)
    case .paid:
      return .init(entry.lastPayment == nil ? "none" : DateText.short(entry.lastPayment?.date, today: today))
    case .amount: return .init(entry.lastPayment?.amount.text(.unsigned) ?? "")
    case .method: return .init(entry.paymentMethod.shortName)
    case .flags:
      return .init(entry.flags.letters, entry.flags.needsCare ? .warning : nil)
    case .next:
      guard let next = entry.nextDue else { return .init("-") }
      let isPast = next < today
      return .init(DateText.short(next, today: today) + (isPast ? "!" : ""), isPast ? .bad : nil)
    case .contact:
      return .init(entry.lastContact == nil ? "none" : DateText.short(entry.lastContact, today: today))
    }
  }

  /// `118.64 w`: the full charge with the letter of its frequency (decision 18).
  private var chargeText: String {
    let letter =
      switch entry.frequency {
      case .weekly: "w"
      case .fortnightly: "f"
      case .fourWeekly: "4w"
      case .monthly: "m"
      case .quarterly: "q"
      case .halfYearly: "h"
      case .annual: "y"
      case .invoice: ""
      }
    return letter.isEmpty ? "" : "\(entry.charge.text(.unsigned)) \(letter)"
  }

  /// The indices of `rows` in order of a column; rows that are equal in it are in order of their references.
  static func order(of rows: [CaseloadRow], by column: CaseloadColumn, ascending: Bool) -> [Int] {
    let keys = rows.map { $0.key(column) }
    return rows.indices.sorted { left, right in
      let (own, others) = (keys[left], keys[right])
      if own != others { return ascending ? own < others : others < own }
      return rows[left].entry.reference.utf8.lexicographicallyPrecedes(rows[right].entry.reference.utf8)
    }
  }

  /// What a row is put in order by: a number, then a text.
  private struct Key: Comparable {
    var number: Int64 = 0
    var text: FoldedText?

    static func < (left: Key, right: Key) -> Bool {
      if left.number != right.number { return left.number < right.number }
      guard let own = left.text, let others = right.text else { return false }
      return own < others
    }
  }

  private func key(_ column: CaseloadColumn) -> Key {
    switch column {
    case .account: return Key(text: FoldedText(entry.reference))
    case .name: return Key(text: FoldedText(name))
    case .address:
      return Key(
        number: entry.address.isEmpty ? 1 : 0, text: FoldedText(CaseloadRow.streetFirst(entry.address)))
    case .patch: return Key(text: FoldedText(entry.patch))
    case .tenants:
      let others = entry.names.dropFirst().map { PersonName.listed($0) }.joined(separator: ", ")
      return Key(number: others.isEmpty ? 1 : 0, text: FoldedText(others))
    case .phone: return Key(number: entry.phone.isEmpty ? 0 : 1, text: FoldedText(entry.phone))
    case .local: return Key(number: Int64(clamping: entry.local.pence.magnitude))
    case .difference: return Key(number: entry.difference.map { Int64(clamping: $0.pence.magnitude) } ?? -1)
    // Charges of different frequencies are compared by the week; those by invoice come last.
    case .charge: return Key(number: weeklyCharge)
    case .tenure: return Key(text: FoldedText(entry.tenure.shortWords))
    case .balance: return Key(number: entry.balance.pence)
    case .weeks: return Key(number: entry.weeksOwed?.tenths ?? .min)
    case .trend:
      let known = entry.trend.compactMap { $0 }
      guard let first = known.first, let last = known.last, let change = try? last.subtracting(first) else {
        return Key(number: .min)
      }
      return Key(number: change.pence)
    // Who never paid, and who was never spoken to, comes before all others.
    case .paid: return Key(number: entry.lastPayment.map { Int64($0.date.dayNumber) } ?? .min)
    case .contact: return Key(number: entry.lastContact.map { Int64($0.dayNumber) } ?? .min)
    case .amount: return Key(number: entry.lastPayment?.amount.pence ?? .min)
    case .method: return Key(text: FoldedText(entry.paymentMethod.shortName))
    // The flags in their order, the first of them weighing the most.
    case .flags:
      var weight: Int64 = 0
      for (place, known) in AccountFlags.legend.enumerated() where entry.flags.contains(known.flag) {
        weight |= 1 << Int64(40 - min(place, 40))
      }
      return Key(number: -weight)
    case .next: return Key(number: entry.nextDue.map { Int64($0.dayNumber) } ?? .max)
    }
  }

  /// The charge of a week in pence; below zero where nothing is charged by the week.
  private var weeklyCharge: Int64 {
    entry.frequency.weeklyEquivalent(of: entry.charge).map { Money($0).pence } ?? -1
  }

  /// The address with the house number behind the street, so that neighbours stand together.
  static func streetFirst(_ address: String) -> String {
    let number = address.prefix { $0.isASCII && $0.isNumber }
    guard !number.isEmpty, number.count < 7, let blank = address.firstIndex(of: " ") else { return address }
    let padded = String(repeating: "0", count: 7 - number.count) + address[..<blank]
    return address[address.index(after: blank)...] + " " + padded
  }
}
