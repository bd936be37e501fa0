/// The searches of somebody who types: a text that only adds to one before it is looked for where that one was found,
/// and one that is typed again, or is left when letters are deleted, is not looked for at all.
///
/// They hold for one state of one index.
struct SearchSteps {
  private struct Step {
    var query: SearchQuery
    var limit: Int
    var found: SearchIndex.Found
  }
  /// Each narrows the one before.
  private var steps: [Step] = []
  /// How many places they hold, and how many they may.
  private var places = 0
  private static let longest = 32
  private static let mostPlaces = 500_000

  /// The accounts in which every word stands.
  mutating func find(_ query: SearchQuery, limit: Int, in index: SearchIndex) -> SearchIndex.Found {
    while let last = steps.last, !query.narrows(last.query) {
      places -= last.found.all.count
      steps.removeLast()
    }
    if let last = steps.last, last.query == query, last.limit == limit { return last.found }
    let found = index.find(query, limit: limit, among: steps.last?.found.all)
    steps.append(Step(query: query, limit: limit, found: found))
    places += found.all.count
    while steps.count > SearchSteps.longest || places > SearchSteps.mostPlaces, let oldest = steps.first {
      places -= oldest.found.all.count
      steps.removeFirst()
    }
    return found
  }
}
