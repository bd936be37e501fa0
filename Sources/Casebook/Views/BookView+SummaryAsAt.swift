import Rents

extension BookView {
  /// One account's summary as a view of the past has it; nil where the book has no such account.
  ///
  /// Facts, arrangements, actions and postings are those of ``account(_:asAt:)`` and ``ledger(_:asAt:)``; flags asked of it
  /// for that day are those of that day. By effective date, and where no facts were known yet, there is no landlord's
  /// balance to hold beside the postings.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func summary(of reference: String, asAt: AsAt) throws(CasebookError) -> AccountSummary? {
    if asAt == .now { return try summary(of: reference) }
    guard let record = try account(reference, asAt: asAt) else { return nil }
    return AccountSummary(record, try ledger(reference, asAt: asAt))
  }
}

extension AccountSummary {
  /// The summary of an account as it was known, from its record and its ledger in the same view.
  init(_ record: AccountRecord, _ ledger: Ledger) {
    self.init(reference: record.facts.reference)
    take(record.facts, known: record.factsKnown)
    take(plans: record.plans.map(\.arrangement))
    absentSince = record.absentSince
    balance = ledger.balance.together
    local = ledger.balance.local
    localPostings = ledger.localLines.count
    postings = ledger.count
    for posting in ledger.postings { movements.add(posting.amount.pence, on: posting.effective.dayNumber) }
    lastPayment = ledger.lastReceipt.map {
      LastPayment(date: $0.effective, amount: $0.amount, type: $0.type)
    }
    lastContact =
      record.actions.last { action in
        Array(action.code.utf8).withUnsafeBufferPointer {
          ActionRecord.isContact(FieldReader.Slice(rebasing: $0[...]))
        }
      }?.date
    let heard = record.contacts.lazy.filter { !$0.isWithdrawn && $0.attempt.isContact }.map(\.date).max()
    lastContact = [lastContact, heard].compactMap { $0 }.max()
    take(diary: record.diary)
    guard case .known = ledger.asAt, !record.factsAreLater, let day = landlordBalanceAsAt,
      let upToThen = try? ledger.balance(on: day, by: .known).landlord,
      let after = try? ledger.balance.landlord.subtracting(upToThen)
    else {
      landlordBalance = nil
      return
    }
    postedAfterLandlordBalance = after
  }
}
