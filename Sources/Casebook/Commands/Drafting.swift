import Journal
import Rents

/// A transaction on its way: the rows that a command records, and the receipt of it.
struct Drafting {
  let check: CommandCheck
  let sequence: UInt64
  let header: EntryHeader
  private(set) var rows: [Row] = []
  var receipt: Receipt
  private var undoes: UInt64?

  init(check: CommandCheck, sequence: UInt64, header: EntryHeader) {
    self.check = check
    self.sequence = sequence
    self.header = header
    receipt = Receipt(sequence: sequence, minted: [])
  }

  /// The next id: unique among books and the same in every copy of one (decision 3).
  private mutating func mint() -> String {
    let id = "pb\(check.identity.prefix(10))-\(sequence)-\(receipt.minted.count + 1)"
    receipt.minted.append(id)
    return id
  }

  private mutating func add(_ table: Table, _ account: String, _ order: String, _ fields: FieldWriter) {
    rows.append(Row(table: table, cluster: account, order: order, bytes: fields.bytes))
    if receipt.accounts.last != account { receipt.accounts.append(account) }
  }

  /// Adds a row behind those of the transaction before it.
  private mutating func add(_ table: Table, _ account: String, _ fields: FieldWriter) {
    add(table, account, OwnKey.key(sequence, receipt.minted.count), fields)
  }

  mutating func note(_ account: String, _ text: String) {
    var fields = FieldWriter()
    NoteRecord.write(
      Note(
        id: mint(), recorded: check.recorded, at: header.at, user: header.user, officer: header.officer,
        text: text),
      to: &fields)
    add(.note, account, fields)
  }

  mutating func contact(_ account: String, _ attempt: ContactAttempt) {
    var fields = FieldWriter()
    ContactRecord.write(
      Contact(
        id: mint(), sequence: sequence, date: attempt.date ?? check.today, recorded: check.recorded,
        at: header.at,
        user: header.user, officer: header.officer, attempt: attempt), to: &fields)
    add(.contact, account, fields)
  }

  mutating func diary(_ account: String, _ plan: DiaryPlan) {
    var fields = FieldWriter()
    DiaryRecord.write(
      DiaryEntry(
        id: mint(), sequence: sequence, made: check.today, recorded: check.recorded, at: header.at,
        user: header.user,
        officer: header.officer, plan: plan), to: &fields)
    add(.diary, account, fields)
  }

  mutating func finish(_ account: String, _ entry: String, _ outcome: DiaryOutcome, _ judged: String) {
    var fields = FieldWriter()
    _ = mint()
    DiaryFinishRecord(
      entry: entry,
      finish: DiaryFinish(
        sequence: sequence, recorded: check.recorded, at: header.at, user: header.user,
        officer: header.officer,
        outcome: outcome, judged: judged)
    ).write(to: &fields)
    add(.diaryFinish, account, fields)
    receipt.judged = judged
  }

  mutating func amend(_ account: String, _ slot: Int, _ field: PersonField, _ from: String, _ to: String) {
    var fields = FieldWriter()
    AmendmentRecord.write(
      Amendment(
        id: mint(), sequence: sequence, recorded: check.recorded, at: header.at, user: header.user,
        officer: header.officer, slot: slot, field: field, from: from, to: to), to: &fields)
    add(.amendment, account, fields)
  }

  mutating func post(
    _ account: String, _ type: PostingType, _ amount: Money, _ effective: CivilDate, _ narrative: String
  ) {
    var posting = Posting(
      id: mint(), type: type, amount: amount, effective: effective, known: check.recorded,
      recorded: check.recorded, source: "patchbook")
    posting.narrative = narrative
    posting.isLocal = check.configuration.ledgerOfRecord == .landlord
    var fields = FieldWriter()
    PostingRecord.write(posting, recorded: check.recorded, isMadeHere: true, to: &fields)
    add(.posting, account, PostingRecord.key(of: posting), fields)
  }

  mutating func place(_ placing: SuspensePlacing, _ account: String) {
    rows = placing.rows
    receipt.placed = placing.placed
    receipt.duplicates = placing.duplicates
    receipt.accounts = [account]
  }

  mutating func statement(
    _ account: String, _ finish: StatementFinish, number: Int, _ hashes: [StatementSources.Kind: String]
  ) {
    var version = StatementVersion(
      id: mint(), sequence: sequence, number: number, replaces: finish.replaces, day: check.today,
      recorded: check.recorded, at: header.at, user: header.user, officer: header.officer,
      fields: finish.fields, format: hashes[.format] ?? "")
    version.thresholds = hashes[.thresholds] ?? ""
    version.guidelines = hashes[.guidelines] ?? ""
    version.draft = finish.draft
    var fields = FieldWriter()
    StatementRecord.write(version, to: &fields)
    add(.statement, account, fields)
  }

  /// Keeps a file of program data as it was used.
  mutating func keep(_ bytes: [UInt8], as hash: String) {
    var file = FieldWriter()
    bytes.withUnsafeBufferPointer { file.text(utf8: $0) }
    rows.append(Row(table: .kept, cluster: hash, order: KeptFileRecord.key, bytes: file.bytes))
  }

  mutating func undo(_ target: UInt64, _ plan: UndoPlan) {
    let entry = Withdrawals.Entry(
      target: plan.root, isBroughtBack: plan.bringsBack,
      withdrawal: Withdrawal(
        sequence: sequence, recorded: check.recorded, at: header.at, user: header.user,
        officer: header.officer))
    for account in plan.accounts {
      var fields = FieldWriter()
      WithdrawalRecord.write(entry, to: &fields)
      add(.withdrawal, account, WithdrawalRecord.key(of: plan.root, by: sequence), fields)
    }
    undoes = target
    receipt.undone = target
  }

  /// Says whose act it was.
  mutating func signAct(_ kind: Act.Kind) {
    var act = ActRecord(kind)
    act.accounts = receipt.accounts
    act.recorded = check.recorded
    act.at = header.at
    act.officer = header.officer
    act.sitting = check.sitting
    act.undoes = undoes
    act.draft = check.draft
    var fields = FieldWriter()
    act.write(to: &fields)
    rows.append(Row(table: .act, cluster: header.user, order: ActRecord.key(sequence), bytes: fields.bytes))
  }
}
