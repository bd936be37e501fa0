import Rents
import Terminal

/// How often each value of a column occurs among the accounts that are shown: a list, out of which Enter narrows to one.
struct ColumnCounts: Sendable {
  /// What can be counted.
  enum Subject: String, CaseIterable, Hashable, Sendable {
    case method, flags, tenure, weeks, balance, paid, contact, next, street, tenants, charge, patch

    /// The words over the list.
    var title: String {
      switch self {
      case .method: "how they pay"
      case .flags: "flags (an account counts under each)"
      case .tenure: "tenure"
      case .weeks: "weeks owed"
      case .balance: "balance"
      case .paid: "last payment"
      case .contact: "last contact"
      case .next: "next date due"
      case .street: "street"
      case .tenants: "sole or joint"
      case .charge: "how often charged"
      case .patch: "patch"
      }
    }

    /// What it counts of a list that is in order of a column: the same column where that can be counted.
    static func nearest(to column: CaseloadColumn) -> Subject {
      switch column {
      case .weeks, .trend: .weeks
      case .paid, .amount: .paid
      case .contact: .contact
      case .next: .next
      case .address: .street
      case .flags: .flags
      case .tenure: .tenure
      case .tenants: .tenants
      case .charge: .charge
      case .patch: .patch
      case .account, .name, .phone, .balance, .method, .local, .difference: .method
      }
    }
  }

  /// One value.
  struct Value: Hashable, Sendable {
    /// The value as it is read.
    var label: String
    /// The query that leaves only accounts with this value.
    var query: String
    /// How many there are.
    var count: Int
    /// What they owe, and have in credit; a failure where a sum does not fit.
    var totals: Result<BalanceTotals, MoneyError>
  }

  private(set) var subject: Subject
  private(set) var values: [Value] = []
  private(set) var chosen = 0
  private var total = 0

  /// Counts a column of what a list shows.
  init(_ subject: Subject, of list: inout CaseloadList, asking: CaseloadList.Asking) {
    self.subject = subject
    count(&list, asking)
  }

  /// The marked value; nil where nothing was counted.
  var value: Value? { values.indices.contains(chosen) ? values[chosen] : nil }

  mutating func move(by count: Int) { chosen = min(max(0, chosen + count), max(0, values.count - 1)) }

  /// Counts the next column, or the one before.
  mutating func turn(by step: Int, of list: inout CaseloadList, asking: CaseloadList.Asking) {
    let all = Subject.allCases
    let place = (all.firstIndex(of: subject) ?? 0) + step
    subject = all[(place % all.count + all.count) % all.count]
    chosen = 0
    count(&list, asking)
  }

  private mutating func count(_ list: inout CaseloadList, _ asking: CaseloadList.Asking) {
    total = list.shown.count
    let entries = list.shown.map { list.rows[$0].entry }
    if let bands = ColumnCounts.bands(subject) {
      values = bands.compactMap { label, query in
        let found = list.counting(query, asking: asking) ?? []
        return found.isEmpty ? nil : ColumnCounts.value(label, query, found)
      }
      return
    }
    var groups: [String: (query: String, entries: [CaseloadEntry])] = [:]
    for entry in entries {
      for (label, query) in ColumnCounts.labels(subject, entry) {
        groups[label, default: (query, [])].entries.append(entry)
      }
    }
    values = groups.map { ColumnCounts.value($0.key, $0.value.query, $0.value.entries) }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
  }

  private static func value(_ label: String, _ query: String, _ entries: [CaseloadEntry]) -> Value {
    Value(
      label: label, query: query, count: entries.count,
      totals: CaseloadList.totals(of: entries.lazy.map(\.balance)))
  }

  /// The values of one account, each with the query that finds it.
  private static func labels(_ subject: Subject, _ entry: CaseloadEntry) -> [(String, String)] {
    switch subject {
    case .method: [(entry.paymentMethod.wording, "method:\(entry.paymentMethod.shortName.lowercased())")]
    case .flags:
      entry.flags.isEmpty
        ? [("no flags", "flag:none")]
        : entry.flags.each.map { ("\($0.letter)  \($0.meaning)", "flag:\($0.letter)") }
    case .tenure: [(entry.tenure.words, "tenure:\(entry.tenure.rawValue)")]
    case .street:
      if let street = Street(entry.address) {
        [(street.name, "address:\"\(street.name)\"")]
      } else {
        [("no address", "address:none")]
      }
    case .tenants:
      entry.flags.contains(.joint) ? [("joint tenants", "flag:J")] : [("sole tenant", "-flag:J")]
    case .charge: [(entry.frequency.rawValue, "frequency:\(entry.frequency.rawValue)")]
    case .patch:
      entry.patch.isEmpty ? [("no patch", "patch:none")] : [(entry.patch, "patch:\"\(entry.patch)\"")]
    case .weeks, .balance, .paid, .contact, .next: []
    }
  }

  /// The bands of a column whose values are measured, each with its query; nil for other columns.
  private static func bands(_ subject: Subject) -> [(String, String)]? {
    switch subject {
    case .weeks:
      [
        ("clear or in credit", "balance<=0"), ("under 1 week", "balance>0 weeks<1"),
        ("1 to 4 weeks", "weeks>=1 weeks<4"), ("4 to 8 weeks", "weeks>=4 weeks<8"),
        ("8 to 12 weeks", "weeks>=8 weeks<12"), ("12 weeks and more", "weeks>=12"),
        ("owed, charged by invoice", "balance>0 weeks:none"),
      ]
    case .balance:
      [
        ("in credit", "balance<0"), ("clear", "balance:0"), ("under 100", "balance>0 balance<100"),
        ("100 to 500", "balance>=100 balance<500"), ("500 to 1,000", "balance>=500 balance<1000"),
        ("1,000 to 2,000", "balance>=1000 balance<2000"), ("2,000 and more", "balance>=2000"),
      ]
    case .paid: past("paid", never: "nothing ever paid")
    case .contact: past("contact", never: "never in contact")
    case .next:
      [
        ("date has passed", "due<today"), ("within a week", "due>=today due<7d"), ("later", "due>=7d"),
        ("nothing due", "due:none"),
      ]
    case .method, .flags, .tenure, .street, .tenants, .charge, .patch: nil
    }
  }

  private static func past(_ key: String, never: String) -> [(String, String)] {
    [
      ("within 7 days", "\(key)<=7d"), ("8 to 28 days ago", "\(key)>7d \(key)<=28d"),
      ("29 days to 3 months ago", "\(key)>28d \(key)<=3m"),
      ("longer than 3 months ago", "\(key)>3m -\(key):none"), (never, "\(key):none"),
    ]
  }

  private static let width = 68

  func draw(on canvas: inout Canvas) {
    let overlay = Overlay(
      title: "Count by \(subject.title): \(total) accounts",
      footer: "Enter shows only these, Left and Right other columns",
      inside: Size(columns: ColumnCounts.width, rows: max(values.count, 8)))
    let highest = max(1, values.map(\.count).max() ?? 1)
    overlay.draw(on: &canvas) { canvas in
      if values.isEmpty {
        canvas.draw("No account is shown that could be counted.", column: 0, row: 0, style: .dim)
      }
      // On a narrow screen the words give way, not the figures.
      let missing = max(0, ColumnCounts.width - canvas.columns)
      let first = max(0, min(chosen - canvas.rows + 1, values.count - canvas.rows))
      for (row, value) in values.dropFirst(first).prefix(canvas.rows).enumerated() {
        let isChosen = row + first == chosen
        let ground: Style = isChosen ? .selected : .normal
        canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
        canvas.draw(isChosen ? ">" : " ", column: 0, row: row, style: ground)
        canvas.draw(value.label, column: 2, row: row, style: ground, width: max(0, 26 - missing))
        canvas.draw(
          String(value.count), column: 29 - missing, row: row, style: isChosen ? ground : .bold, width: 5,
          alignment: .right)
        let bar = String(repeating: "=", count: max(1, value.count * 10 / highest))
        canvas.draw(bar, column: 35 - missing, row: row, style: isChosen ? ground : .information, width: 10)
        if case .success(let totals) = value.totals {
          canvas.draw(
            "\(totals.debit.text(.unsigned)) DR", column: 46 - missing, row: row,
            style: isChosen ? ground : .dim,
            width: 22, alignment: .right, overflow: .hashes)
        }
        if isChosen { canvas.placeCursor(column: 0, row: row) }
      }
    }
  }
}
