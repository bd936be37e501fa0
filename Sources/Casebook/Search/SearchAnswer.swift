/// What a search found, the best first.
///
/// Every word of the search stands somewhere in the account: in its reference, a name, the address, the postcode or
/// the telephone number. A whole reference comes first, then what begins a surname, then what begins another word, then
/// what stands inside one; of equals the lower reference.
///
/// ```swift
/// let answer = try book.view.search("obrien 14 hazel", limit: 50)
/// for hit in answer.hits { show(hit.account, underlined: hit.matches) }
/// say("\(answer.count) in all")
/// ```
public struct SearchAnswer: Hashable, Sendable {
  /// The best, as many as were asked for.
  public var hits: [SearchHit]
  /// How many accounts were found in all.
  public var count: Int

  /// These hits, of so many in all.
  public init(hits: [SearchHit] = [], count: Int = 0) {
    self.hits = hits
    self.count = count
  }

  /// Searches accounts that are at hand, by the same rules as the book is searched.
  ///
  /// - Parameters:
  ///   - text: words, in any case, with or without accents and punctuation; none finds nothing.
  ///   - accounts: where to look.
  ///   - limit: how many hits are wanted.
  public init(searching text: String, among accounts: [SearchedAccount], limit: Int) {
    var index = SearchIndex()
    for account in accounts {
      index.append(
        Array(SearchText(account).bytes), reference: Array(account.reference.utf8),
        patch: Array(account.patch.utf8))
    }
    let query = SearchQuery(text)
    let found = index.find(query, limit: limit)
    self.init(
      hits: found.best.map { SearchHit(accounts[$0], found: query) }, count: found.all.count)
  }
}
