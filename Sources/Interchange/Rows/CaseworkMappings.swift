import Rents

/// Rows of a file of officers' actions.
struct ActionMapping: RowMapping {
  private let columns: FileColumns<ActionColumn>

  init(_ columns: FileColumns<ActionColumn>) { self.columns = columns }

  func take(_ fields: FieldReader, into sink: any RowSink, file: Int, line: Int) throws -> Money? {
    let account = try fields.reference(columns[.reference])
    let code = fields.text(columns[.code], limit: FieldReader.Limit.reference)
    if code.isEmpty { throw fields.rejection(columns[.code], "the action's code is missing") }
    var action = CaseAction(
      id: try fields.reference(columns[.id]), date: try fields.pastDate(columns[.date], "date"), code: code)
    action.time = fields.text(columns[.time], limit: FieldReader.Limit.reference)
    action.description = fields.text(columns[.description])
    action.officer = fields.text(columns[.officer], limit: FieldReader.Limit.reference)
    action.note = fields.text(columns[.note], limit: FieldReader.Limit.note)
    try sink.add(action, account: account, file: file, line: line)
    return nil
  }
}

/// Rows of a file of repayment arrangements.
struct ArrangementMapping: RowMapping {
  private let columns: FileColumns<ArrangementColumn>

  init(_ columns: FileColumns<ArrangementColumn>) { self.columns = columns }

  func take(_ fields: FieldReader, into sink: any RowSink, file: Int, line: Int) throws -> Money? {
    let codes = fields.map.codes
    let account = try fields.reference(columns[.reference])
    var arrangement = Arrangement(
      id: try fields.reference(columns[.id]),
      kind: try fields.code(columns[.kind], codes.arrangementKind, "kind of arrangement"),
      start: try fields.date(columns[.start], "start date"),
      arrearsAtStart: fields.optionalAmount(columns[.arrearsAtStart], signed: false) ?? .zero,
      instalment: try fields.amount(columns[.instalment], signed: false),
      frequency: try fields.code(columns[.frequency], codes.arrangementFrequency, "frequency"),
      status: try fields.code(columns[.status], codes.arrangementStatus, "status"))
    arrangement.instalmentsDue = fields.optionalCount(columns[.due], in: 0...99_999) ?? 0
    arrangement.instalmentsPaid = fields.optionalCount(columns[.paid], in: 0...99_999) ?? 0
    arrangement.instalmentsMissed = fields.optionalCount(columns[.missed], in: 0...99_999) ?? 0
    arrangement.lastPaid = fields.optionalDate(columns[.lastPaid], "date")
    arrangement.nextDue = fields.optionalDate(columns[.nextDue], "date")
    arrangement.officer = fields.text(columns[.officer], limit: FieldReader.Limit.reference)
    try sink.add(arrangement, account: account, file: file, line: line)
    return nil
  }
}

/// Rows of a file of instalments.
struct InstalmentMapping: RowMapping {
  private let columns: FileColumns<InstalmentColumn>

  init(_ columns: FileColumns<InstalmentColumn>) { self.columns = columns }

  func take(_ fields: FieldReader, into sink: any RowSink, file: Int, line: Int) throws -> Money? {
    let account = try fields.reference(columns[.reference])
    guard let number = FieldReader.number(fields.bytes(columns[.number])), number > 0 else {
      throw fields.rejection(columns[.number], "an instalment's number is 1 or more")
    }
    let instalment = Instalment(
      arrangement: try fields.reference(columns[.arrangement]), number: number,
      due: try fields.date(columns[.due], "due date"),
      amount: try fields.amount(columns[.amount], signed: false),
      paid: fields.optionalAmount(columns[.paid], signed: false) ?? .zero,
      status: try fields.code(columns[.status], fields.map.codes.instalmentStatus, "status"))
    try sink.add(instalment, account: account, file: file, line: line)
    return nil
  }
}
