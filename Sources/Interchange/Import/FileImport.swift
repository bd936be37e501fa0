import Casebook
import Rents

/// Reads one recognised file from its header row to its end, and hands its rows on.
final class FileImport {
  /// What was read.
  struct Result: Equatable {
    /// Rows, without control rows, repeated headers and blank lines.
    var read = 0
    /// Rows rejected here.
    var rejected = 0
    /// The trailer disagreed with the rows, or the file is incomplete: a person should be asked before it is taken.
    var isDoubtful = false
  }

  private let file: RecognisedFile
  private let number: Int
  private let records: RecordReader
  private let fields: FieldReader
  private let mapping: any RowMapping
  private let sink: any RowSink
  private let report: (ImportLine) -> Void
  private var result = Result()
  /// Rows and their figures since the header, for the trailer to be checked against.
  private var rowsInPart = 0
  private var totalInPart = Int64(0)
  private var totalOverflowed = false
  private var sawTrailer = false
  private var saidIncomplete = false
  private var endsInCRLF = false
  private var brokenAbove = 0

  /// - Parameters:
  ///   - file: the file, recognised.
  ///   - number: the file's number in the intake.
  ///   - today: the day of the import; the extract's own day is used where its title row has one.
  /// - Throws: ``ImportError`` where the file cannot be read.
  init(
    _ file: RecognisedFile, number: Int, today: CivilDate, source: ByteSource, sink: any RowSink,
    report: @escaping (ImportLine) -> Void
  ) throws(ImportError) {
    self.file = file
    self.number = number
    self.sink = sink
    self.report = report
    records = try RecordReader(source, style: file.map.style)
    // An extract may be younger than the day on which the officer looks back at it.
    fields = FieldReader(records: records, map: file.map, extractDay: max(today, file.runDate ?? today))
    mapping = file.mapping
  }

  /// Bytes read so far.
  var bytesRead: Int { records.bytesRead }

  /// Reads the file to its end.
  /// - Throws: ``ImportError`` where the file cannot be read; the sink's own errors.
  func run() throws -> Result {
    var outcome = try records.next()
    while outcome != .end, records.line < file.headerLine { outcome = try records.next() }
    endsInCRLF = records.lineEnd == .carriageReturnLineFeed
    records.expectedFields = file.headers.count
    while true {
      outcome = try records.next()
      if outcome == .end { break }
      try take(outcome)
    }
    checkEnd()
    return result
  }

  // MARK: One record

  @inline(__always)
  private func take(_ outcome: RecordReader.Outcome) throws {
    switch outcome {
    case .end, .blank: return
    case .tooLong:
      countRow()
      reject(nil, "the line is longer than \(RecordReader.maximumRecord) bytes; it was passed over", nil)
    case .brokenQuote:
      countRow()
      if records.lineEnd == .endOfFile, isCutShort {
        rejectCutShort()
      } else {
        reject(
          nil, "a quote opens and does not close before the next field; reading goes on at the next line",
          shownLine)
      }
    case .record:
      if isControlRow() { return }
      countRow()
      if records.lineEnd == .endOfFile, isCutShort {
        rejectCutShort()
        return
      }
      guard records.fieldCount == file.headers.count else {
        rejectFieldCount()
        return
      }
      try takeRow()
    }
  }

  @inline(__always)
  private func takeRow() throws {
    fields.beginRow()
    if endsInCRLF, records.lineEnd == .lineFeed, file.map.style.quote == nil { try noteBreak() }
    do {
      if let figure = try mapping.take(fields, into: sink, file: number, line: records.line) {
        let (sum, overflow) = totalInPart.addingReportingOverflow(figure.pence)
        totalInPart = sum
        if overflow { totalOverflowed = true }
      }
    } catch let rejection as RowRejection {
      reject(rejection.column, rejection.problem, rejection.value)
      return
    }
    for note in fields.notes {
      report(line(note.column, note.problem, note.action, note.value))
    }
  }

  /// In a format without quoting, a line break inside a text ends the row early, and the rest of the text stands on
  /// a line of its own. That row has all its fields and is taken; both lines are reported.
  private func noteBreak() throws {
    guard let next = try records.nextLineFieldCount(), next != file.headers.count else { return }
    brokenAbove = records.line
    report(
      line(
        nil,
        "a line break stands inside this row's text: the row was taken, and what follows on line \(records.line + 1) is not a row",
        .warned, nil))
  }

  private func rejectFieldCount() {
    let expected = file.headers.count
    if records.line > 1, brokenAbove == records.line - 1 {
      reject(nil, "not a row: the rest of line \(brokenAbove), which a line break split", shownLine)
      brokenAbove = records.line
    } else if records.fieldCount > expected {
      reject(
        nil, "\(records.fieldCount) fields where \(expected) are expected: columns would shift", shownLine)
    } else {
      reject(nil, "\(records.fieldCount) fields where \(expected) are expected", shownLine)
    }
  }

  private func rejectCutShort() {
    reject(nil, "the last line has no end: it was cut short", shownLine)
    warnIncomplete(at: records.line)
  }

  /// Whether a last row without a line end tells that the file was cut: the source always ends its lines, or ends
  /// its files with a trailer.
  private var isCutShort: Bool { file.map.everyLineEnds || file.map.trailer != nil }

  // MARK: Control rows

  @inline(__always)
  private func isControlRow() -> Bool {
    if let trailer = file.map.trailer, ControlRows.begins(records, with: trailer) {
      check(trailer)
      return true
    }
    if let title = file.map.titleRow, ControlRows.begins(records, with: title) {
      report(line(nil, "a title row among the rows: files were joined", .ignored, nil))
      return true
    }
    if isHeaderAgain() {
      report(line(nil, "the header row again: files were joined", .ignored, nil))
      startPart()
      return true
    }
    return false
  }

  @inline(__always)
  private func isHeaderAgain() -> Bool {
    guard let header = file.headers.first, let byte = header.utf8.first, records.field(0).first == byte,
      records.fieldCount == file.headers.count
    else { return false }
    for (place, header) in file.headers.enumerated() where !header.utf8.elementsEqual(records.field(place)) {
      return false
    }
    return true
  }

  private func startPart() {
    if sawTrailer {
      rowsInPart = 0
      totalInPart = 0
    }
    sawTrailer = false
  }

  private func check(_ trailer: ImportMap.ControlRow) {
    if let place = trailer.countColumn {
      let field = records.field(place - 1)
      let count = ControlRows.count(field)
      if count != rowsInPart {
        let said = count.map { "\($0) rows" } ?? "a count that cannot be read"
        report(
          line(
            nil, "the trailer says \(said); \(rowsInPart) were read: the file may be incomplete", .warned,
            shown(place)))
        result.isDoubtful = true
      }
    }
    if let place = trailer.totalColumn, place <= records.fieldCount, !records.field(place - 1).isEmpty {
      let total = ControlRows.total(records.field(place - 1), file.map.amounts)
      if totalOverflowed || total?.pence != totalInPart {
        let figure = totalOverflowed ? "a sum too large to hold" : Money(pence: totalInPart).text()
        report(
          line(nil, "the trailer's total is not the sum of the rows taken, \(figure)", .warned, shown(place)))
      }
    }
    sawTrailer = true
    rowsInPart = 0
    totalInPart = 0
  }

  private func checkEnd() {
    // At the end the reader stands after the last line.
    if file.map.trailer != nil, !sawTrailer { warnIncomplete(at: max(records.line - 1, 1)) }
  }

  private func warnIncomplete(at place: Int) {
    guard !saidIncomplete else { return }
    saidIncomplete = true
    result.isDoubtful = true
    let missing = file.map.trailer == nil ? "" : ", and its trailer is missing"
    report(
      ImportLine(
        file: file.name, line: place,
        problem:
          "the file is incomplete: it ends too early\(missing). The rows read are good; ask for the rest",
        action: .warned))
  }

  // MARK: Reporting

  private func countRow() {
    result.read += 1
    rowsInPart += 1
  }

  private func reject(_ column: String?, _ problem: String, _ value: String?) {
    result.rejected += 1
    sink.rejected(file: number, line: records.line)
    report(line(column, problem, .rejected, value))
  }

  private func line(
    _ column: String?, _ problem: String, _ action: ImportLine.Action, _ value: String?
  ) -> ImportLine {
    ImportLine(
      file: file.name, line: records.line, column: column, problem: problem, action: action,
      value: value)
  }

  private func shown(_ place: Int) -> String {
    HarmlessText.read(records.field(place - 1), encoding: file.map.encoding, limit: 80).text
  }

  private var shownLine: String {
    var bytes = records.rawStart
    while let last = bytes.last, last == 0x0A || last == 0x0D {
      bytes = UnsafeBufferPointer(rebasing: bytes.dropLast())
    }
    return HarmlessText.read(bytes, encoding: file.map.encoding, limit: 80).text
  }
}
