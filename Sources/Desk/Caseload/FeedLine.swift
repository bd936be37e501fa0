import Rents
import Terminal

/// How fresh each feed is, in as much room as there is. What is old is said in every form.
enum FeedLine {
  /// The fullest way to say it that fits: each feed with its day, then without the words for what is old, then only the
  /// rent and the oldest.
  static func fitted(_ feeds: [Feed], today: CivilDate, width: Int) -> StyledText {
    let full = DeskFrame.freshness(feeds, today: today)
    if full.columns <= width { return full }
    let short = line(feeds, today: today)
    if short.columns <= width { return short }
    let dated = feeds.filter { $0.asAt != nil }
    let oldest = feeds.first { $0.asAt == nil } ?? dated.min { ($0.asAt ?? .last) < ($1.asAt ?? .last) }
    var least = feeds.first.map { [$0] } ?? []
    if let oldest, oldest != least.first { least.append(oldest) }
    let brief = line(least, today: today)
    let others = feeds.count - least.count
    let whole = others > 0 ? brief.adding("; \(others) between", .dim) : brief
    return whole.columns <= width ? whole : brief
  }

  private static func line(_ feeds: [Feed], today: CivilDate) -> StyledText {
    var line = StyledText("As at ", .dim)
    for (index, feed) in feeds.enumerated() {
      let isLast = index + 1 == feeds.count
      line.add(feed.name, .dim)
      if !isLast, feeds[index + 1].asAt == feed.asAt {
        line.add(", ", .dim)
        continue
      }
      if let day = feed.asAt {
        let isOld = today.days(since: day) > 7
        line.add(" " + DateText.recent(day, today: today) + (isOld ? "!" : ""), isOld ? .warning : .normal)
      } else {
        line.add(" never!", .warning)
      }
      if !isLast { line.add("; ", .dim) }
    }
    return line
  }
}
