import Rents
import Terminal

/// The columns of a caseload, from left to right (decision 20).
enum CaseloadColumn: String, CaseIterable, Hashable, Sendable {
  case account, patch, name, tenants, phone, address, balance, weeks, local, difference, charge, trend, paid
  case amount, method, tenure, flags, next, contact

  /// What is shown where nobody chose: all but what few ask for.
  static let usual: [CaseloadColumn] = [
    .account, .name, .phone, .address, .balance, .weeks, .trend, .paid, .amount, .method, .flags, .next,
    .contact,
  ]

  /// Those that stay when the others scroll, and cannot be put away: they say whose line it is.
  static let frozen: [CaseloadColumn] = [.account, .name]

  /// Chosen columns in the order in which they are shown: those that say whose line it is first, then the others as they
  /// were put.
  static func ordered(_ columns: [CaseloadColumn]) -> [CaseloadColumn] {
    frozen + columns.filter { !frozen.contains($0) }
  }

  /// The head of the column.
  var title: String {
    switch self {
    case .account: "Account"
    case .patch: "Patch"
    case .name: "Name"
    case .tenants: "With"
    case .phone: "Telephone"
    case .address: "Address"
    case .balance: "Balance"
    case .weeks: "Wks"
    case .local: "Local"
    case .difference: "Theirs off"
    case .charge: "Charge"
    case .trend: "8 weeks"
    case .paid: "Paid"
    case .amount: "Last paid"
    case .method: "How"
    case .tenure: "Tenure"
    case .flags: "Flags"
    case .next: "Next"
    case .contact: "Contact"
    }
  }

  /// What it shows, in a few words, for the menu and the help.
  var meaning: String {
    switch self {
    case .account: "account reference"
    case .patch: "patch"
    case .name: "name, surname first"
    case .tenants: "joint tenants, those after the first"
    case .phone: "telephone number"
    case .address: "address, by street"
    case .balance: "balance: DR owed, CR in credit"
    case .weeks: "weeks owed; h half-years, q quarters, y years"
    case .local: "posted here, in no extract yet"
    case .difference: "our postings less the landlord's balance"
    case .charge: "full charge and how often"
    case .trend: "balance at the end of each of the last 8 weeks"
    case .paid: "date of the last payment"
    case .amount: "amount of the last payment"
    case .method: "how they pay"
    case .tenure: "how the property is held"
    case .flags: "flags, what needs care first"
    case .next: "next date due, ! when it has passed"
    case .contact: "date of the last contact"
    }
  }

  /// The letter that sorts by it in the menu.
  var letter: Unicode.Scalar {
    switch self {
    case .account: "a"
    case .patch: "r"
    case .name: "n"
    case .tenants: "y"
    case .phone: "o"
    case .address: "d"
    case .balance: "b"
    case .weeks: "w"
    case .local: "v"
    case .difference: "i"
    case .charge: "g"
    case .trend: "t"
    case .paid: "p"
    case .amount: "u"
    case .method: "m"
    case .tenure: "e"
    case .flags: "f"
    case .next: "x"
    case .contact: "c"
    }
  }

  /// The direction in which it is first sorted: what an officer looks for comes first.
  var sortsUpFirst: Bool {
    switch self {
    case .balance, .weeks, .trend, .amount, .local, .difference, .charge: false
    default: true
    }
  }

  /// The column for a table. This is the one place that says how columns drop: those with the highest number first. The
  /// usual ones fill 80 columns without telephone, address, amount and contact, 120 without telephone and amount.
  func tableColumn(referenceWidth: Int) -> TableColumn {
    switch self {
    case .account:
      TableColumn(
        rawValue, title: title, width: 8, maximum: min(16, max(8, referenceWidth)), overflow: .ellipsisAtStart
      )
    case .patch: TableColumn(rawValue, title: title, width: 5, maximum: 8, dropOrder: 2)
    case .name: TableColumn(rawValue, title: title, width: 16, maximum: 30)
    case .tenants: TableColumn(rawValue, title: title, width: 14, maximum: 26, dropOrder: 11)
    case .phone: TableColumn(rawValue, title: title, width: 12, maximum: 13, overflow: .cut, dropOrder: 10)
    case .address: TableColumn(rawValue, title: title, width: 22, maximum: 44, dropOrder: 7)
    case .balance:
      TableColumn(rawValue, title: title, width: 12, maximum: 14, alignment: .right, overflow: .hashes)
    case .weeks: TableColumn(rawValue, title: title, width: 4, alignment: .right, overflow: .hashes)
    case .local:
      TableColumn(rawValue, title: title, width: 11, alignment: .right, overflow: .hashes, dropOrder: 6)
    case .difference:
      TableColumn(rawValue, title: title, width: 12, alignment: .right, overflow: .hashes, dropOrder: 6)
    case .charge:
      TableColumn(rawValue, title: title, width: 11, alignment: .right, overflow: .hashes, dropOrder: 6)
    case .trend: TableColumn(rawValue, title: title, width: 8, overflow: .cut, dropOrder: 5)
    case .paid: TableColumn(rawValue, title: title, width: 6, alignment: .right, overflow: .cut)
    case .amount:
      TableColumn(rawValue, title: title, width: 10, alignment: .right, overflow: .hashes, dropOrder: 9)
    case .method: TableColumn(rawValue, title: title, width: 3, overflow: .cut, dropOrder: 4)
    case .tenure: TableColumn(rawValue, title: title, width: 9, maximum: 12, dropOrder: 6)
    case .flags: TableColumn(rawValue, title: title, width: 6, maximum: 9)
    case .next: TableColumn(rawValue, title: title, width: 7, overflow: .cut, dropOrder: 3)
    case .contact: TableColumn(rawValue, title: title, width: 7, overflow: .cut, dropOrder: 8)
    }
  }
}
