import Rents

extension BookView {
  /// Searches the whole book, former tenants included, by any part of reference, name, address, postcode or telephone
  /// number: ``SearchAnswer`` says how.
  ///
  /// The first search of a process reads the searched texts of all accounts (about a hundred bytes each) and keeps
  /// them (``prepareSearch()`` does so ahead); each later one takes in what changed and looks through memory, and only
  /// where the search before found something if it adds to that one's text.
  ///
  /// - Parameters:
  ///   - text: words; none finds nothing.
  ///   - limit: how many hits are wanted; each costs a short read where it was not shown just before.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func search(_ text: String, limit: Int) throws(CasebookError) -> SearchAnswer {
    let query = SearchQuery(text)
    if query.words.isEmpty { return SearchAnswer() }
    return try CasebookError.wrapping {
      let found = try texts.find(query, limit: limit, in: snapshot)
      var answer = SearchAnswer(count: found.count)
      for (reference, patch) in found.best {
        let hit = try texts.hit(reference, found: query, sequence: snapshot.sequence) {
          try summary(of: reference, inPatch: patch).map(SearchedAccount.init)
        }
        if let hit { answer.hits.append(hit) }
      }
      return answer
    }
  }

  /// Does ahead what the first search of a process, and the first after a change, has to do: reads the searched texts.
  ///
  /// Any thread may call it; a search that comes meanwhile waits for it and then does not read again.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func prepareSearch() throws(CasebookError) {
    try CasebookError.wrapping { try texts.prepare(in: snapshot) }
  }

  /// A summary whose patch is known, or was it a moment ago.
  private func summary(of reference: String, inPatch patch: String) throws -> AccountSummary? {
    if let bytes = try snapshot.row(.summary, cluster: patch, order: reference) {
      return bytes.withUnsafeBufferPointer { SummaryState(reference: reference, patch: patch, $0).summary }
    }
    return try summary(of: reference)
  }
}
