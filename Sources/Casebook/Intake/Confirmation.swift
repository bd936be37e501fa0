import Rents

/// Which postings of an extract confirm which local ones (decision 6): the same type group and pence, effective dates
/// not more than five working days apart; the nearest first, then the oldest; one to one.
enum Confirmation {
  /// A local posting, or one of an extract.
  struct Candidate: Hashable {
    /// Its ledger key.
    var key: String
    /// What kind of money it is.
    var group: PostingGroup
    /// Its pence.
    var pence: Int64
    /// Its effective date.
    var effective: CivilDate
  }

  /// The farthest that effective dates may lie apart, in working days.
  static let reach = 5

  /// The pairs, as places in the two lists.
  static func pairs(
    local: [Candidate], incoming: [Candidate], holidays: BankHolidays
  ) -> [(local: Int, incoming: Int)] {
    struct Pair {
      var distance: Int
      var local: Int
      var incoming: Int
    }
    var pairs: [Pair] = []
    for (place, own) in local.enumerated() {
      for (index, other) in incoming.enumerated() where own.group == other.group && own.pence == other.pence {
        let (early, late) = (min(own.effective, other.effective), max(own.effective, other.effective))
        let distance = holidays.workingDays(from: early, to: late)
        if distance <= reach { pairs.append(Pair(distance: distance, local: place, incoming: index)) }
      }
    }
    pairs.sort { left, right in
      if left.distance != right.distance { return left.distance < right.distance }
      let (first, second) = (local[left.local], local[right.local])
      if first != second { return (first.effective, first.key) < (second.effective, second.key) }
      let (mine, others) = (incoming[left.incoming], incoming[right.incoming])
      return (mine.effective, mine.key) < (others.effective, others.key)
    }
    var (usedLocal, usedIncoming) = (Set<Int>(), Set<Int>())
    var chosen: [(local: Int, incoming: Int)] = []
    for pair in pairs where !usedLocal.contains(pair.local) && !usedIncoming.contains(pair.incoming) {
      usedLocal.insert(pair.local)
      usedIncoming.insert(pair.incoming)
      chosen.append((pair.local, pair.incoming))
    }
    return chosen
  }
}
