import Casebook
import Rents

extension Importer {
  /// So many rows of each file are shown.
  private static let rowsShown = 20

  /// Looks at files without taking anything: which map reads each, how, and what its first rows say.
  ///
  /// - Parameter paths: files, or folders whose files are looked at.
  /// - Throws: ``ImportError`` where a file or folder cannot be read; `CasebookError` where the book cannot.
  public func preview(_ paths: [String]) throws -> ImportPreview {
    let recogniser = try recogniser()
    var preview = ImportPreview()
    var files: [RecognisedFile] = []
    for path in paths {
      for file in try Importer.files(at: path) {
        if let recognised = try recogniser.recognise(path: file) {
          files.append(recognised)
        } else {
          preview.unrecognised.append(
            ImportPreview.Unrecognised(
              name: HarmlessText.printable(Recogniser.name(of: file), limit: 200),
              problem: try recogniser.failure(path: file).description))
        }
      }
    }
    let view = casebook.view
    preview.files = try files.enumerated().sorted {
      ($0.element.kind.readingPlace, $0.offset) < ($1.element.kind.readingPlace, $1.offset)
    }.map { try Importer.look(at: $0.element, in: view, today: casebook.today) }
    return preview
  }

  /// The path itself, or the plain files of the folder that it names.
  private static func files(at path: String) throws(ImportError) -> [String] {
    guard Folder.isFolder(path) else { return [path] }
    let base = path.hasSuffix("/") ? path : path + "/"
    return try Folder.entries(of: path).map { base + $0 }.filter { !Folder.isFolder($0) }
  }

  private static func look(
    at file: RecognisedFile, in view: BookView, today: CivilDate
  ) throws -> ImportPreview.File {
    let meanings = Dictionary(
      file.places.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    let taken = try view.alreadyTaken(sha256: ByteSource(path: file.path).digest())
    return ImportPreview.File(
      name: file.name, bytes: try ByteSource(path: file.path).length, kind: file.kind, map: file.map.name,
      mapTitle: file.map.title, manner: file.manner, runDate: file.runDate,
      columns: file.headers.enumerated().map {
        ImportPreview.Column(header: $0.element, meaning: meanings[$0.offset])
      },
      rows: try rows(of: file, today: today), takenOn: taken?.recorded)
  }

  /// The first rows, read as the import itself reads them.
  private static func rows(of file: RecognisedFile, today: CivilDate) throws -> [ImportPreview.Row] {
    let head = try ByteSource(path: file.path).head(Recogniser.lookedAt)
    let records = try RecordReader(ByteSource(bytes: head), style: file.map.style)
    let fields = FieldReader(
      records: records, map: file.map, extractDay: max(today, file.runDate ?? today))
    let mapping = file.mapping
    let readings = RowReadings()
    var rows: [ImportPreview.Row] = []
    var outcome = try records.next()
    while outcome != .end, records.line < file.headerLine { outcome = try records.next() }
    records.expectedFields = file.headers.count
    while rows.count < rowsShown {
      outcome = try records.next()
      // The last record of the part that was looked at may be cut.
      if outcome == .end || records.lineEnd == .endOfFile { break }
      guard outcome == .record else { continue }
      let controls = [file.map.trailer, file.map.titleRow].compactMap { $0 }
      if controls.contains(where: { ControlRows.begins(records, with: $0) }) { continue }
      var row = ImportPreview.Row(
        line: records.line,
        fields: (0..<min(records.fieldCount, file.headers.count)).map {
          HarmlessText.read(records.field($0), encoding: file.map.encoding, limit: 200).text
        }, readings: [:], problem: nil)
      if records.fieldCount != file.headers.count {
        row.problem = "\(records.fieldCount) fields where \(file.headers.count) are expected"
      } else {
        fields.beginRow()
        do {
          _ = try mapping.take(fields, into: readings, file: 0, line: records.line)
          row.readings = readings.last
        } catch let rejection as RowRejection {
          row.problem = rejection.problem
        }
      }
      rows.append(row)
    }
    return rows
  }
}

extension RecognisedFile {
  /// How it is read, in words.
  var manner: [String] {
    let separator =
      switch map.style.separator {
      case 0x09: "tabs between fields"
      case UInt8(ascii: ","): "commas between fields"
      case UInt8(ascii: "|"): "upright bars between fields"
      case UInt8(ascii: ";"): "semicolons between fields"
      case let byte: "\(Character(Unicode.Scalar(byte))) between fields"
      }
    let quote = map.style.quote.map { "\(Character(Unicode.Scalar($0))) round texts" } ?? "no quotes"
    let letters = map.encoding == .utf8 ? "letters in UTF-8" : "letters in Windows-1252"
    let unit = map.amounts.unit == .pence ? "whole pence" : "pounds"
    let sign =
      switch map.amounts.sign {
      case .minus: "a minus is a credit"
      case .brackets: "brackets are a credit"
      case .drCr: "DR or CR after each"
      }
    var manner = [separator, quote, letters, "dates \(map.dates.pattern)", "amounts in \(unit), \(sign)"]
    manner.append("columns named in line \(headerLine)")
    if map.trailer != nil { manner.append("a trailer to check against") }
    return manner
  }
}
