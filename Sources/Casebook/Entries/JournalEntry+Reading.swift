import Journal
import Rents

extension JournalEntry {
  /// The entry of a transaction.
  init(_ transaction: JournalTransaction, source: String) {
    let header = EntryHeader(transaction.header)
    self.init(
      sequence: transaction.sequence, at: header.at, user: header.user,
      who: header.officer.isEmpty ? header.user : header.officer, command: header.command,
      today: header.today,
      events: transaction.rows.map { JournalEvent($0, source: source, sequence: transaction.sequence) }
        + transaction.adopted.map(JournalEvent.init))
  }
}

extension JournalEvent {
  /// A bulk file that was adopted: its rows are not listed one by one.
  init(_ bulk: AdoptedBulk) {
    self.init(
      type: "adopted",
      fields: [
        Field(key: "file", value: .text(bulk.name)), Field(key: "rows", value: .number(bulk.rows)),
        Field(key: "sha256", value: .text(bulk.sha256)),
      ])
  }

  /// A row.
  init(_ row: Row, source: String, sequence: UInt64) {
    var fields: [Field] = []
    func text(_ key: String, _ value: String) {
      if !value.isEmpty { fields.append(Field(key: key, value: .text(value))) }
    }
    func date(_ key: String, _ value: CivilDate?) {
      if let value { fields.append(Field(key: key, value: .date(value))) }
    }
    func pence(_ key: String, _ value: Money?) {
      if let value { fields.append(Field(key: key + "_pence", value: .pence(value.pence))) }
    }
    func number(_ key: String, _ value: Int) { fields.append(Field(key: key, value: .number(value))) }
    let key = Array(row.order.utf8)
    let type: String = row.bytes.withUnsafeBufferPointer { bytes in
      key.withUnsafeBufferPointer { key in
        switch row.table {
        case .note:
          let note = NoteRecord.read(bytes)
          text("account", row.cluster)
          text("id", note.id)
          text("text", note.text)
          return "note"
        case .contact:
          text("account", row.cluster)
          guard let contact = ContactRecord.read(bytes, sequence: sequence) else { return "contact" }
          text("id", contact.id)
          date("date", contact.date)
          text("channel", contact.attempt.channel.rawValue)
          text("direction", contact.attempt.direction.rawValue)
          text("outcome", contact.attempt.outcome.rawValue)
          text("person", contact.attempt.person)
          if contact.attempt.isConfirmed { text("warning", "seen") }
          text("text", contact.attempt.text)
          return "contact"
        case .diary:
          text("account", row.cluster)
          guard let entry = DiaryRecord.read(bytes, sequence: sequence) else { return "diary" }
          text("id", entry.id)
          date("due", entry.plan.due)
          text("kind", entry.plan.kind.rawValue)
          pence("amount", entry.plan.amount)
          text("text", entry.plan.text)
          return "diary"
        case .diaryFinish:
          let record = DiaryFinishRecord(bytes, sequence: sequence)
          text("account", row.cluster)
          text("entry", record.entry)
          text("result", record.finish.outcome.result.rawValue)
          text("judged", record.finish.judged)
          text("text", record.finish.outcome.text)
          return "diary-done"
        case .amendment:
          text("account", row.cluster)
          guard let amendment = AmendmentRecord.read(bytes, sequence: sequence) else { return "amended" }
          text("id", amendment.id)
          number("person", amendment.slot)
          text("field", amendment.field.rawValue)
          text("from", amendment.from)
          text("to", amendment.to)
          return "amended"
        case .statement:
          text("account", row.cluster)
          guard let version = StatementRecord.read(bytes, sequence: sequence) else { return "statement" }
          text("id", version.id)
          number("number", version.number)
          text("replaces", version.replaces)
          text("format_sha256", version.format)
          text("thresholds_sha256", version.thresholds)
          text("guidelines_sha256", version.guidelines)
          for (name, answer) in version.fields.sorted(by: { $0.key < $1.key }) { text(name, answer) }
          return "statement"
        case .kept:
          text("sha256", row.cluster)
          number("bytes", row.bytes.count)
          return "program-data"
        case .withdrawal:
          text("account", row.cluster)
          guard let entry = WithdrawalRecord.read(key: key, text: bytes) else { return "withdrawn" }
          number("undoes", Int(clamping: entry.target))
          return entry.isBroughtBack ? "brought-back" : "withdrawn"
        case .act:
          text("user", row.cluster)
          guard let act = ActRecord(bytes) else { return "act" }
          text("command", act.kind.rawValue)
          number("accounts", act.accounts.count)
          if let undoes = act.undoes { number("undoes", Int(clamping: undoes)) }
          return "act"
        case .posting:
          text("account", row.cluster)
          if let posting = PostingRecord.read(key: key, text: bytes, source: source) {
            text("id", posting.id)
            text("posting_type", posting.type.rawValue)
            pence("amount", posting.amount)
            date("date", posting.effective)
            date("known", posting.known)
            text("narrative", posting.narrative)
            text("source", posting.source)
            if posting.isLocal { text("local", "until an extract confirms it") }
          }
          return "posting"
        case .tie:
          let tie = TieRecord(key: key, text: bytes)
          text("account", row.cluster)
          text("local", tie.local)
          text("confirmed_by", tie.byID)
          pence("amount", tie.amount)
          return "confirmed"
        case .suspense:
          let item = SuspenseRecord.readRow(account: row.cluster, bytes, source: source).item
          text("reference", row.cluster)
          text("kind", item.kind.rawValue)
          text("id", item.id)
          pence("amount", item.amount)
          text("account", item.placed ?? "")
          text("how", item.placement?.rawValue ?? "")
          return item.placed == nil ? "suspended" : "placed"
        case .account:
          text("account", row.cluster)
          date("known", FieldReader.date(key))
          return bytes.elementsEqual(FactsRecord.absent) ? "absent" : "facts"
        case .intake:
          let file = TakenRecord.read(bytes, sequence: sequence)
          text("file", file.name)
          text("kind", file.kind.rawValue)
          text("sha256", file.sha256)
          date("batch", file.batchDate)
          number("read", file.read)
          number("taken", file.taken)
          number("duplicates", file.duplicates)
          number("suspended", file.suspended)
          number("waiting", file.waiting)
          number("rejected", file.rejected)
          pence("control_total", file.controlTotal)
          return "intake"
        case .chargeRun:
          guard let run = ChargeRunRecord.read(key: key, text: bytes) else { return "charge-run" }
          date("week", run.week)
          number("number", run.number)
          number("accounts", run.accounts)
          number("postings", run.postings)
          pence("total", run.total)
          if run.takenBack != nil { number("undoes", Int(clamping: run.sequence)) }
          return run.takenBack == nil ? "charged" : "charges-taken-back"
        default:
          text("cluster", row.cluster)
          text("key", row.order)
          text("text", String(decoding: bytes, as: UTF8.self))
          return row.table.name
        }
      }
    }
    self.init(type: type, fields: fields)
  }
}
