import Terminal

/// What the import screen shows, one at a time.
enum ImportTab: Int, CaseIterable, Hashable, Sendable {
  case files, rows, report, suspense, balances

  /// The word on the tab.
  var title: String {
    switch self {
    case .files: "Files"
    case .rows: "First rows"
    case .report: "Report"
    case .suspense: "Suspense"
    case .balances: "Balances"
    }
  }

  /// The row of tabs in which `open` is open, with what there is in each.
  static func strip(open: ImportTab, of work: ImportWork) -> TabStrip<ImportTab> {
    var strip = TabStrip(
      allCases.map { TabStrip<ImportTab>.Tab($0, $0.title, count: $0.count(in: work)) })
    strip.open(open)
    return strip
  }

  /// The tab after or before, round and round.
  func moved(by count: Int) -> ImportTab {
    let all = ImportTab.allCases
    let place = (rawValue + count) % all.count
    return all[place < 0 ? place + all.count : place]
  }

  /// How many there are to look at, for the tab; nil where a number says nothing.
  func count(in work: ImportWork) -> Int? {
    switch self {
    case .files: work.files.count + work.unrecognised.count
    case .rows: nil
    case .report: work.lines.count + work.unlisted
    case .suspense: work.standing?.waiting.count
    case .balances: work.standing?.differences.count
    }
  }
}
