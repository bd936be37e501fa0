import Journal
import Rents

extension BookView {
  /// Local postings that no extract has confirmed in so many days (decision 6), by patch, account and date.
  ///
  /// - Parameter days: days since the posting was recorded here.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func unconfirmed(after days: Int = 21) throws(CasebookError) -> [UnconfirmedPosting] {
    try CasebookError.wrapping {
      let latest = today.adding(days: -days)
      var found: [UnconfirmedPosting] = []
      try forEachSummary { summary in
        if summary.localPostings > 0 {
          for line in try ledger(summary.reference).localLines where line.posting.recorded <= latest {
            found.append(UnconfirmedPosting(account: summary.reference, posting: line.posting))
          }
        }
        return true
      }
      return found
    }
  }

  /// Whether every account's summary agrees with the sum of its postings, those that were confirmed left out.
  func checkBalances() throws -> (postings: Int, faults: [String]) {
    var count = 0
    var faults: [String] = []
    try forEachSummary { summary in
      let ties = try ties(of: summary.reference)
      let withdrawals = try Withdrawals(of: summary.reference, in: snapshot)
      var (sum, local, postings) = (Int64(0), Int64(0), 0)
      try snapshot.read(.posting, cluster: summary.reference) { order, bytes, sequence in
        let glance = order.withUnsafeBufferPointer { key in
          bytes.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
        }
        count += 1
        guard let glance else {
          faults.append("account \(summary.reference): the posting \(order.decoded) cannot be read")
          return
        }
        if withdrawals.has(sequence) { return }
        if glance.isLocal {
          if ties[order.extracting(PostingRecord.keyPrefix..<order.count).decoded] != nil { return }
          local &+= glance.pence
        }
        sum &+= glance.pence
        postings += 1
      }
      if sum != summary.balance.pence || local != summary.local.pence || postings != summary.postings {
        faults.append(
          "account \(summary.reference): \(postings) postings sum to \(Money(pence: sum)) (local "
            + "\(Money(pence: local))), the summary says \(summary.postings) and \(summary.balance) (local "
            + "\(summary.local))")
      }
      return true
    }
    return (count, faults)
  }
}
