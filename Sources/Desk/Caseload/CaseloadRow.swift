import Rents
import Terminal

/// One account of a caseload, with what sorting and searching need worked out once.
struct CaseloadRow: Hashable, Sendable {
  let entry: CaseloadEntry
  /// The name as the list shows it.
  let name: String
  /// Everything that the filter looks in.
  let searched: FoldedText
  private let nameKey: FoldedText
  private let addressKey: FoldedText

  init(_ entry: CaseloadEntry, today: CivilDate) {
    self.entry = entry
    name = PersonName.listed(entry.names)
    nameKey = FoldedText(name)
    addressKey = FoldedText(CaseloadRow.streetFirst(entry.address))
    var texts = [entry.reference, name]
    texts += entry.names
    texts += [entry.address, entry.postcode, entry.phone, entry.phone.filter { $0 != " " }]
    texts += [entry.balance.text(), (entry.weeksOwed?.shortText ?? "")]
    texts.append(DateText.short(entry.lastPayment?.date, today: today))
    texts.append(entry.lastPayment?.amount.text(.unsigned) ?? "")
    texts += [entry.paymentMethod.shortName, entry.paymentMethod.wording, entry.tenure.words]
    texts.append(entry.flags.letters)
    texts += entry.flags.each.map(\.meaning)
    texts.append(DateText.short(entry.nextDue, today: today))
    texts.append(DateText.short(entry.lastContact, today: today))
    // A line end parts the fields, so that a phrase does not run over from one into the next.
    searched = FoldedText(texts.joined(separator: " \u{1F}\n "))
  }

  /// The row of the table: a field for each of ``CaseloadColumn``'s cases, in their order.
  func tableRow(today: CivilDate, ascii: Bool) -> TableRow {
    TableRow(
      CaseloadColumn.allCases.map { field($0, today: today, ascii: ascii) },
      style: entry.isAbsentFromExtract ? .dim : .normal, mark: entry.isAbsentFromExtract ? "?" : nil)
  }

  private func field(_ column: CaseloadColumn, today: CivilDate, ascii: Bool) -> TableRow.Field {
    switch column {
    case .account: return .init(entry.reference)
    case .name: return .init(name)
    case .address: return .init(entry.address)
    case .balance:
      return .init(entry.balance.text(), entry.balance < .zero ? .good : nil)
    case .weeks: return .init((entry.weeksOwed?.shortText ?? ""))
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

  /// Whether this row comes before the other; rows that are equal are in order of their references.
  func precedes(_ other: CaseloadRow, by column: CaseloadColumn, ascending: Bool) -> Bool {
    let (own, others) = (key(column), other.key(column))
    if own != others { return ascending ? own < others : others < own }
    return entry.reference.utf8.lexicographicallyPrecedes(other.entry.reference.utf8)
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
    case .name: return Key(text: nameKey)
    case .address: return Key(number: entry.address.isEmpty ? 1 : 0, text: addressKey)
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
    // The flags in their order, each a letter: who has the first of them comes first.
    case .flags:
      return Key(
        number: entry.flags.isEmpty ? 1 : 0,
        text: FoldedText(
          String(
            AccountFlags.legend.enumerated().filter { entry.flags.contains($0.element.flag) }
              .map { Character(Unicode.Scalar(UInt8(truncatingIfNeeded: 0x61 + $0.offset))) })))
    case .next: return Key(number: entry.nextDue.map { Int64($0.dayNumber) } ?? .max)
    }
  }

  /// The address with the house number behind the street, so that neighbours stand together.
  private static func streetFirst(_ address: String) -> String {
    let number = address.prefix { $0.isASCII && $0.isNumber }
    guard !number.isEmpty, number.count < 7, let blank = address.firstIndex(of: " ") else { return address }
    let padded = String(repeating: "0", count: 7 - number.count) + address[..<blank]
    return address[address.index(after: blank)...] + " " + padded
  }
}
