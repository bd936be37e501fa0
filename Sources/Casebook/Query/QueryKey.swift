/// The keys of a query: the names of the columns.
enum QueryKey: String, CaseIterable, Hashable, Sendable {
  case account
  case name
  case address
  case postcode
  case patch
  case officer
  case phone
  case tenure
  case status
  case method
  case frequency
  case flag
  case balance
  case local
  case landlord
  case difference
  case charge
  case weeks
  case trend
  case postings
  case paid
  case contact
  case due
  case known

  /// What its values are.
  enum Kind: Hashable {
    case text
    case word
    case flags
    case pounds
    case decimal
    case date
  }

  var kind: Kind {
    switch self {
    case .account, .name, .address, .postcode, .patch, .officer, .phone: .text
    case .tenure, .status, .method, .frequency: .word
    case .flag: .flags
    case .balance, .local, .landlord, .difference, .charge, .trend: .pounds
    case .weeks, .postings: .decimal
    case .paid, .contact, .due, .known: .date
    }
  }

  /// Other words for it.
  private static let others: [String: QueryKey] = [
    "ref": .account, "reference": .account, "tenant": .name, "tenants": .name, "how": .method, "flags": .flag,
    "owed": .balance, "change": .trend, "wks": .weeks, "next": .due, "freq": .frequency, "tel": .phone,
  ]

  init?(word: String) {
    guard let key = QueryKey(rawValue: word) ?? QueryKey.others[word] else { return nil }
    self = key
  }
}

/// How a value is held against a column's.
enum QueryComparison: String, Hashable, Sendable {
  case equal = ":"
  case below = "<"
  case atMost = "<="
  case above = ">"
  case atLeast = ">="

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .below: left < right
    case .atMost: left <= right
    case .above: left > right
    case .atLeast: left >= right
    }
  }
}
