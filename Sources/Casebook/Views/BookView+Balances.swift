import Journal
import Rents

extension BookView {
  /// Whether every account's summary agrees with the sum of its postings, those that were confirmed left out.
  func checkBalances() throws -> (postings: Int, faults: [String]) {
    var count = 0
    var faults: [String] = []
    try forEachSummary { summary in
      let ties = try ties(of: summary.reference)
      var (sum, local, postings) = (Int64(0), Int64(0), 0)
      try snapshot.read(.posting, cluster: summary.reference) { order, bytes, _ in
        let glance = order.withUnsafeBufferPointer { key in
          bytes.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
        }
        count += 1
        guard let glance else {
          faults.append("account \(summary.reference): the posting \(order.decoded) cannot be read")
          return
        }
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
