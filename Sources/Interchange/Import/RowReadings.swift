import Rents

/// Puts a row that was read into words, column by column, where what it means is not just its text.
final class RowReadings: RowSink {
  /// The last row, by Patchbook's names of the columns.
  private(set) var last: [String: String] = [:]

  func add(_ facts: AccountFacts, file: Int, line: Int) {
    begin()
    say(AccountColumn.tenure, facts.tenure.rawValue)
    say(AccountColumn.status, facts.status.rawValue)
    say(AccountColumn.start, facts.start)
    say(AccountColumn.end, facts.end)
    say(AccountColumn.tenantName, facts.people.first?.name)
    say(AccountColumn.dateOfBirth, facts.people.first?.dateOfBirth)
    say(AccountColumn.paymentMethod, facts.paymentMethod.wording)
    say(AccountColumn.chargeFrequency, facts.charge.frequency.wording)
    say(AccountColumn.chargeTotal, facts.charge.total.text(.unsigned))
    say(AccountColumn.chargeFrom, facts.charge.effectiveFrom)
    say(AccountColumn.universalCreditClaim, facts.universalCredit.claimDate)
    say(AccountColumn.noticeServed, facts.notice?.served)
    say(AccountColumn.courtOrderDate, facts.courtOrder?.date)
    say(AccountColumn.balance, facts.landlordBalance?.text(.debitOrCredit))
    say(AccountColumn.balanceAsAt, facts.landlordBalanceAsAt)
  }

  func add(_ posting: Posting, account: String, file: Int, line: Int) {
    begin()
    say(TransactionColumn.date, posting.effective)
    say(TransactionColumn.type, posting.type.wording)
    say(TransactionColumn.amount, posting.amount.text(.debitOrCredit))
    let known = posting.known.text(.dayMonthYear)
    say(TransactionColumn.batch, posting.isKnownInferred ? "known \(known), inferred" : "known \(known)")
  }

  func add(_ action: CaseAction, account: String, file: Int, line: Int) {
    begin()
    say(ActionColumn.date, action.date)
  }

  func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) {
    begin()
    say(ArrangementColumn.kind, arrangement.kind.rawValue)
    say(ArrangementColumn.start, arrangement.start)
    say(ArrangementColumn.arrearsAtStart, arrangement.arrearsAtStart.text(.debitOrCredit))
    say(ArrangementColumn.instalment, arrangement.instalment.text(.unsigned))
    say(ArrangementColumn.frequency, arrangement.frequency.rawValue)
    say(ArrangementColumn.status, arrangement.status.rawValue)
    say(ArrangementColumn.lastPaid, arrangement.lastPaid)
    say(ArrangementColumn.nextDue, arrangement.nextDue)
  }

  func add(_ instalment: Instalment, account: String, file: Int, line: Int) {
    begin()
    say(InstalmentColumn.due, instalment.due)
    say(InstalmentColumn.amount, instalment.amount.text(.unsigned))
    say(InstalmentColumn.paid, instalment.paid.text(.unsigned))
    say(InstalmentColumn.status, instalment.status.rawValue)
  }

  func rejected(file: Int, line: Int) { begin() }

  private func begin() { last.removeAll(keepingCapacity: true) }

  private func say(_ column: some ColumnName, _ words: String?) {
    if let words { last[column.rawValue] = words }
  }

  private func say(_ column: some ColumnName, _ date: CivilDate?) {
    say(column, date?.text(.weekdayDayMonthYear))
  }
}
