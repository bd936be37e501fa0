import Journal
import Rents

/// A run in the making: accounts come in the order of their references.
struct Charging {
  private(set) var outcome: ChargeOutcome
  private var rule: ChargeRule
  /// How many runs of this week were taken back before: their postings have ids of their own.
  private let round: Int
  private let recorded: CivilDate
  private let writer: BulkWriter?

  init(run: ChargeRun, rule: ChargeRule, round: Int, recorded: CivilDate, writer: BulkWriter?) {
    outcome = ChargeOutcome(run: run)
    self.rule = rule
    self.round = round
    self.recorded = recorded
    self.writer = writer
  }

  /// - Returns: Why nothing is charged; nil where something is.
  mutating func charge(_ account: String, _ facts: ChargeFacts) throws -> UnchargedAccount.Reason? {
    switch rule.charges(facts) {
    case .none(let reason):
      outcome.uncharged[reason, default: 0] += 1
      return reason
    case .charges(let charges):
      var rows: [(key: [UInt8], text: [UInt8])] = []
      for charge in charges {
        let posting = posting(charge)
        var (key, text) = (FieldWriter(), FieldWriter())
        PostingRecord.writeKey(of: posting, to: &key)
        PostingRecord.write(posting, recorded: recorded, isMadeHere: true, to: &text)
        rows.append((key.bytes, text.bytes))
        outcome.byType[charge.type] = try (outcome.byType[charge.type] ?? .zero).adding(charge.amount)
        outcome.run.total = try outcome.run.total.adding(charge.amount)
      }
      rows.sort { $0.key.lexicographicallyPrecedes($1.key) }
      let cluster = Array(account.utf8)
      for row in rows {
        try writer?.add(table: .posting, cluster: cluster.span, order: row.key.span, bytes: row.text.span)
      }
      outcome.run.accounts += 1
      outcome.run.postings += rows.count
      return nil
    }
  }

  private func posting(_ charge: ChargeRule.Due) -> Posting {
    var id = FieldWriter()
    id.ascii("ch")
    id.date(charge.day)
    id.ascii("-")
    id.bytes.append(contentsOf: charge.type.code.utf8)
    if round > 0 {
      id.ascii("-")
      id.number(round + 1)
    }
    var posting = Posting(
      id: String(decoding: id.bytes, as: UTF8.self), type: charge.type, amount: charge.amount,
      effective: charge.day, known: recorded, recorded: recorded, source: "patchbook")
    posting.narrative = charge.narrative
    return posting
  }
}

extension BookView {
  /// Every account with what it is charged by, in the order of references: the newest facts of each, and whether the newest
  /// accounts file lacked it.
  func forEachChargeFacts(_ body: (String, ChargeFacts) throws -> Void) throws {
    var account: [UInt8] = []
    var facts: ChargeFacts?
    func end() throws {
      if let facts { try body(String(decoding: account, as: UTF8.self), facts) }
      facts = nil
    }
    try snapshot.scan(.account) { cluster, _, bytes, _ in
      let isSame = cluster.withUnsafeBufferPointer { $0.elementsEqual(account) }
      if !isSame {
        try end()
        account = cluster.withUnsafeBufferPointer { Array($0) }
      }
      bytes.withUnsafeBufferPointer { bytes in
        if bytes.elementsEqual(FactsRecord.absent) {
          facts?.isAbsent = true
        } else {
          facts = ChargeFacts(bytes)
        }
      }
      return true
    }
    try end()
  }
}
