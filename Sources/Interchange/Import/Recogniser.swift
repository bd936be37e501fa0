import Casebook
import Rents

/// A file whose map and kind are known.
struct RecognisedFile: Sendable {
  var path: String
  /// The name without its folder, harmless to print.
  var name: String
  var map: ImportMap
  var kind: IntakeKind
  /// Where each of Patchbook's columns stands, 0 for the first.
  var places: [String: Int]
  /// The file's own names of its columns, in order.
  var headers: [String]
  /// The physical line of the header row.
  var headerLine: Int
  /// The day of the run, from the title row.
  var runDate: CivilDate?

  /// What makes typed values of its rows.
  var mapping: any RowMapping {
    switch kind {
    case .accounts: AccountMapping(FileColumns(places: places, headers: headers))
    case .transactions: TransactionMapping(FileColumns(places: places, headers: headers))
    case .actions: ActionMapping(FileColumns(places: places, headers: headers))
    case .arrangements: ArrangementMapping(FileColumns(places: places, headers: headers))
    case .instalments: InstalmentMapping(FileColumns(places: places, headers: headers))
    }
  }
}

/// Finds out from a file's first lines which map reads it and what it holds.
struct Recogniser {
  /// So much of a file is looked at.
  static let lookedAt = 1 << 16
  /// The header row stands among so many records.
  static let headerWithin = 10

  let maps: [ImportMap]
  /// The kind that the officer named; nil to find it out.
  var kind: IntakeKind?

  /// - Returns: the best match; nil where no map has its required columns in one row.
  /// - Throws: ``ImportError`` where the file cannot be read.
  func recognise(path: String) throws(ImportError) -> RecognisedFile? {
    let head = try Recogniser.head(of: path)
    var best: (file: RecognisedFile, found: Int)?
    for map in maps {
      guard let match = try match(map, head: head, path: path) else { continue }
      if match.found > best?.found ?? 0 { best = match }
    }
    return best?.file
  }

  /// The error that says why a file was not recognised.
  func failure(path: String) throws(ImportError) -> ImportError {
    let head = try Recogniser.head(of: path)
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    let first = line.withUnsafeBufferPointer { HarmlessText.read($0, encoding: .utf8, limit: 100).text }
    var hint = kind.map { " as a file of \($0.rawValue)" } ?? ""
    if head.isEmpty {
      hint = ": it is empty"
    } else if head.count > 1, head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF {
      hint = ": it is UTF-16 (“Unicode text”); save it as UTF-8"
    }
    return .unrecognised(
      file: HarmlessText.printable(Recogniser.name(of: path)), firstLine: first, maps: maps.map(\.name),
      hint: hint)
  }

  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func head(of path: String) throws(ImportError) -> [UInt8] {
    try ByteSource(path: path).head(lookedAt)
  }

  private func match(
    _ map: ImportMap, head: [UInt8], path: String
  ) throws(ImportError) -> (file: RecognisedFile, found: Int)? {
    let reader = try RecordReader(ByteSource(bytes: head), style: map.style)
    if reader.isWide { return nil }
    var runDate: CivilDate?
    for _ in 0..<Recogniser.headerWithin {
      let outcome = try reader.next()
      if outcome == .end { return nil }
      guard outcome == .record else { continue }
      if let title = map.titleRow, ControlRows.begins(reader, with: title) {
        runDate = runDate ?? ControlRows.date(in: reader, at: title.dateColumn, map.dates)
        continue
      }
      let headers = (0..<min(reader.fieldCount, 1024)).map {
        HarmlessText.read(reader.field($0), encoding: map.encoding, limit: 100).text
      }
      var best: (file: RecognisedFile, found: Int)?
      for candidate in kind.map({ [$0] }) ?? IntakeKind.allCases {
        guard let columns = map.columns[candidate] else { continue }
        var places: [String: Int] = [:]
        for (column, header) in columns {
          if let place = headers.firstIndex(of: header) { places[column] = place }
        }
        let hasRequired = candidate.columns.allSatisfy { !$0.isRequired || places[$0.name] != nil }
        guard hasRequired, places.count > best?.found ?? 0 else { continue }
        best = (
          RecognisedFile(
            path: path, name: HarmlessText.printable(Recogniser.name(of: path), limit: 200), map: map,
            kind: candidate, places: places, headers: headers, headerLine: reader.line, runDate: runDate),
          places.count
        )
      }
      if let best { return best }
    }
    return nil
  }
}

/// Titles and trailers.
enum ControlRows {
  /// Whether the current record is that control row.
  @inline(__always)
  static func begins(_ reader: RecordReader, with row: ImportMap.ControlRow) -> Bool {
    let first = reader.field(0)
    guard first.count >= row.begins.utf8.count, first.first == row.begins.utf8.first else { return false }
    return row.begins.utf8.elementsEqual(first[..<row.begins.utf8.count])
  }

  /// The first date in a field that may hold words too: `Run date 21/11/2026 06:00`.
  static func date(in reader: RecordReader, at place: Int?, _ style: DateStyle) -> CivilDate? {
    guard let place else { return nil }
    for word in reader.field(place - 1).split(separator: 0x20) {
      if let date = try? style.read(UnsafeBufferPointer(rebasing: word)) { return date }
    }
    return nil
  }

  /// The count in a field that may hold words too: `6,877 records`, `000000040`.
  static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let digits = bytes.prefix { $0 &- 48 < 10 || $0 == UInt8(ascii: ",") }.filter { $0 != UInt8(ascii: ",") }
    return digits.withUnsafeBufferPointer { FieldReader.number($0) }
  }

  /// The amount in a field that may hold words before it: `Total (563.24)`, `9403.11DR`.
  static func total(_ bytes: UnsafeBufferPointer<UInt8>, _ style: AmountStyle) -> Money? {
    guard
      let from = bytes.firstIndex(where: {
        $0 &- 48 < 10 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "-")
      })
    else { return nil }
    return try? style.read(UnsafeBufferPointer(rebasing: bytes[from...]), signed: true)
  }
}
