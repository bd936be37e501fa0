import Rents

/// Whether a promise to pay was kept, by the postings.
///
/// The household's own payments count (direct debit, standing order, cash, card), local ones included, not benefits: from
/// the day on which the promise was made to the day asked. One that came back is none.
public enum PromiseJudgement: Hashable, Sendable {
  /// What was promised came by the day: how much in all, and the day on which it was reached.
  case kept(Money, on: CivilDate)
  /// It came after the day.
  case late(Money, on: CivilDate)
  /// Less came than was promised: how much, and the day of the last of it.
  case part(Money, of: Money, on: CivilDate)
  /// Nothing came.
  case nothing
  /// The day has not passed, and not enough came yet: how much came so far.
  case open(Money)

  /// Judges a promise.
  /// - Parameters:
  ///   - plan: the promise. Without an amount anything keeps it.
  ///   - made: the day on which it was made.
  ///   - ledger: the account's ledger in the view that is asked.
  ///   - day: the day on which it is asked.
  public init(_ plan: DiaryPlan, made: CivilDate, ledger: Ledger, on day: CivilDate) {
    var standing = ledger.postings.filter {
      $0.amount.isCredit && $0.type.group == .payment && $0.effective >= made && $0.effective <= day
    }.sorted { $0.precedes($1) }
    for back in ledger.postings where StandingReceipts<Void>.isReturn(back.type, back.amount) {
      if let place = standing.lastIndex(where: {
        $0.type == .directDebit && $0.effective <= back.effective && $0.amount.pence == 0 &- back.amount.pence
      }) {
        standing.remove(at: place)
      }
    }
    let wanted = max(plan.amount?.pence ?? 1, 1)
    var sum: Int64 = 0
    for posting in standing {
      // Sums that do not fit are more than any promise.
      let (next, overflow) = sum.subtractingReportingOverflow(posting.amount.pence)
      sum = overflow ? .max : next
      if sum >= wanted {
        let came = Money(pence: sum)
        self =
          posting.effective <= plan.due
          ? .kept(came, on: posting.effective) : .late(came, on: posting.effective)
        return
      }
    }
    let came = Money(pence: sum)
    if day <= plan.due {
      self = .open(came)
    } else if let last = standing.last {
      self = .part(came, of: plan.amount ?? came, on: last.effective)
    } else {
      self = .nothing
    }
  }

  /// Whether it was kept, the day late included; nil while it is open.
  public var isKept: Bool? {
    switch self {
    case .kept, .late: true
    case .part, .nothing: false
    case .open: nil
    }
  }

  /// In words: `kept: 40.00 on 12 Nov`, `kept late: 40.00 on 14 Nov`, `part kept: 25.00 of 40.00 on 12 Nov`, `nothing came`.
  public var wording: String {
    switch self {
    case .kept(let sum, let day): "kept: \(sum.text(.unsigned)) on \(day.text(.dayMonth))"
    case .late(let sum, let day): "kept late: \(sum.text(.unsigned)) on \(day.text(.dayMonth))"
    case .part(let sum, let whole, let day):
      "part kept: \(sum.text(.unsigned)) of \(whole.text(.unsigned)) on \(day.text(.dayMonth))"
    case .nothing: "nothing came"
    case .open(let sum): sum == .zero ? "nothing yet" : "\(sum.text(.unsigned)) so far"
    }
  }
}
