import Rents

/// Rows of a transactions file as postings.
struct TransactionMapping: RowMapping {
  private let reference: Field
  private let date: Field
  private let type: Field
  private let amount: Field
  private let narrative: Field
  private let batch: Field
  private let id: Field

  init(_ columns: FileColumns<TransactionColumn>) {
    reference = columns[.reference]
    date = columns[.date]
    type = columns[.type]
    amount = columns[.amount]
    narrative = columns[.narrative]
    batch = columns[.batch]
    id = columns[.id]
  }

  func take(_ fields: FieldReader, into sink: any RowSink, file: Int, line: Int) throws -> Money? {
    let account = try fields.reference(reference)
    let effective = try fields.pastDate(date, "date")
    let kind = try fields.code(type, fields.map.codes.postingType, "transaction type")
    let money = try fields.amount(amount, signed: true)
    let identity = try fields.reference(id)
    let made = fields.map.batch?.date(in: fields.bytes(batch))
    // A batch dated beyond the horizon is a slip of the pen: then the day is inferred too.
    let known = made.flatMap { $0 <= fields.horizon ? $0 : nil }
    var posting = Posting(
      id: identity, type: kind, amount: money, effective: effective, known: known ?? effective,
      recorded: fields.extractDay, source: "")
    posting.isKnownInferred = known == nil
    posting.narrative = fields.text(narrative)
    posting.batch = fields.text(batch, limit: FieldReader.Limit.reference)
    try sink.add(posting, account: account, file: file, line: line)
    return money
  }
}
