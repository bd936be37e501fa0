/// How a caseload is looked at: what is shown, in which order, with which columns. A view may have a name.
struct CaseloadView: Hashable, Sendable {
  /// The name under which it can be opened; empty for a view that nobody named.
  var name = ""
  /// What was typed after `/`; empty shows every account.
  var query = ""
  /// The column that the list is in order of.
  var sort = CaseloadColumn.balance
  /// True from small to large.
  var sortsUp = false
  /// The columns, where somebody chose them; nil for the usual ones.
  var columns: [CaseloadColumn]?

  /// Every account, the highest balance first.
  static let everyone = CaseloadView(name: "Everyone")

  /// The views that are there before anybody saved one.
  /// What is due today comes first: it is what the day begins with. The places never move, whatever is due.
  static func builtIn(_ thresholds: ViewThresholds) -> [CaseloadView] {
    [
      CaseloadView(name: "Due today", query: "due<=today", sort: .next, sortsUp: true),
      .everyone,
      CaseloadView(name: "High arrears", query: "balance>\(thresholds.pounds) weeks>=\(thresholds.weeks)"),
      CaseloadView(
        name: "No contact \(thresholds.days) days",
        query: "balance>0 contact>\(thresholds.days)d -flag:B -flag:H", sort: .contact,
        sortsUp: true),
      CaseloadView(name: "Broken arrangements", query: "flag:r"),
      CaseloadView(name: "Due this week", query: "due<7d", sort: .next, sortsUp: true),
      CaseloadView(name: "Credits", query: "balance:cr", sort: .balance, sortsUp: true),
      CaseloadView(name: "Former tenants", query: "status:former"),
      CaseloadView(name: "Data faults", query: "flag:!"),
    ]
  }

  /// Every view that there is: the officer's own, and the built-in ones that none of them stands for.
  static func all(saved own: [CaseloadView], _ thresholds: ViewThresholds) -> [CaseloadView] {
    own + builtIn(thresholds).filter { view in !own.contains { $0.name == view.name } }
  }

  /// Whether it shows the same as another, whatever they are called.
  func shows(sameAs other: CaseloadView) -> Bool {
    query == other.query && sort == other.sort && sortsUp == other.sortsUp && columns == other.columns
  }
}
