import Rents
import Terminal

/// The columns of a caseload, from left to right (decision 20).
enum CaseloadColumn: String, CaseIterable, Hashable, Sendable {
  case account, name, address, balance, weeks, trend, paid, amount, method, flags, next, contact

  /// The head of the column.
  var title: String {
    switch self {
    case .account: "Account"
    case .name: "Name"
    case .address: "Address"
    case .balance: "Balance"
    case .weeks: "Wks"
    case .trend: "8 weeks"
    case .paid: "Paid"
    case .amount: "Last paid"
    case .method: "How"
    case .flags: "Flags"
    case .next: "Next"
    case .contact: "Contact"
    }
  }

  /// What it shows, in a few words, for the menu and the help.
  var meaning: String {
    switch self {
    case .account: "account reference"
    case .name: "name, surname first"
    case .address: "address, by street"
    case .balance: "balance: DR owed, CR in credit"
    case .weeks: "weeks of the full charge owed"
    case .trend: "balance at the end of each of the last 8 weeks"
    case .paid: "date of the last payment"
    case .amount: "amount of the last payment"
    case .method: "how they pay"
    case .flags: "flags, what needs care first"
    case .next: "next date due, ! when it has passed"
    case .contact: "date of the last contact"
    }
  }

  /// The letter that sorts by it in the menu.
  var letter: Unicode.Scalar {
    switch self {
    case .account: "a"
    case .name: "n"
    case .address: "d"
    case .balance: "b"
    case .weeks: "w"
    case .trend: "t"
    case .paid: "p"
    case .amount: "u"
    case .method: "m"
    case .flags: "f"
    case .next: "x"
    case .contact: "c"
    }
  }

  /// The direction in which it is first sorted: what an officer looks for comes first.
  var sortsUpFirst: Bool {
    switch self {
    case .balance, .weeks, .trend, .amount: false
    default: true
    }
  }

  /// The column for a table. The widths fill 80 columns without address, amount and contact, and 120 without the amount.
  func tableColumn(referenceWidth: Int) -> TableColumn {
    switch self {
    case .account:
      TableColumn(
        rawValue, title: title, width: 8, maximum: min(16, max(8, referenceWidth)), overflow: .ellipsisAtStart
      )
    case .name: TableColumn(rawValue, title: title, width: 16, maximum: 30)
    case .address: TableColumn(rawValue, title: title, width: 22, maximum: 44, dropOrder: 7)
    case .balance:
      TableColumn(rawValue, title: title, width: 12, maximum: 14, alignment: .right, overflow: .hashes)
    case .weeks: TableColumn(rawValue, title: title, width: 4, alignment: .right, overflow: .hashes)
    case .trend: TableColumn(rawValue, title: title, width: 8, overflow: .cut, dropOrder: 5)
    case .paid: TableColumn(rawValue, title: title, width: 6, alignment: .right, overflow: .cut)
    case .amount:
      TableColumn(rawValue, title: title, width: 10, alignment: .right, overflow: .hashes, dropOrder: 9)
    case .method: TableColumn(rawValue, title: title, width: 3, overflow: .cut, dropOrder: 4)
    case .flags: TableColumn(rawValue, title: title, width: 6, maximum: 9)
    case .next: TableColumn(rawValue, title: title, width: 7, overflow: .cut, dropOrder: 3)
    case .contact: TableColumn(rawValue, title: title, width: 7, overflow: .cut, dropOrder: 8)
    }
  }
}
