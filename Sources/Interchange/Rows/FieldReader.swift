import Casebook
import Rents

/// Why a row is not taken.
struct RowRejection: Error {
  /// Patchbook's name of the column, where one column is meant.
  var column: String?
  var problem: String
  var value: String?
}

/// Something to report of a row that is taken.
struct RowNote {
  var column: String?
  var problem: String
  var action: ImportLine.Action
  var value: String?
}

/// A column of the file at hand: its place in a row, and its names.
struct Field: Sendable {
  /// The place in a row, 0 for the first; -1 where the file has no such column.
  var place: Int
  /// Patchbook's name.
  var name: String
  /// The file's own name.
  var header: String

  /// How a message names the column: the file's own name, where it differs.
  var label: String { header == name || header.isEmpty ? "" : "\(header): " }
}

/// The fields of one row after another, as typed values. Notes of the current row gather until they are taken.
final class FieldReader {
  /// The most characters kept of a text, by what it is.
  enum Limit {
    static let reference = 64
    static let name = 200
    static let text = 500
    static let note = 16_384
  }

  let records: RecordReader
  let map: ImportMap
  /// The last day that may stand in a ledger or diary: a year after the extract.
  let horizon: CivilDate
  /// The day by which two-digit years of the past are told.
  let extractDay: CivilDate
  private(set) var notes: [RowNote] = []

  init(records: RecordReader, map: ImportMap, extractDay: CivilDate) {
    self.records = records
    self.map = map
    self.extractDay = extractDay
    horizon = extractDay.adding(days: 366)
  }

  /// Forgets the notes of the row before.
  @inline(__always)
  func beginRow() {
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
  }

  func note(_ field: Field, _ problem: String, _ action: ImportLine.Action, value: String? = nil) {
    notes.append(RowNote(column: field.name, problem: field.label + problem, action: action, value: value))
  }

  func rejection(_ field: Field, _ problem: String) -> RowRejection {
    RowRejection(column: field.name, problem: field.label + problem, value: shown(field))
  }

  /// The field's bytes, without spaces round them; empty where the file has no such column.
  @inline(__always)
  func bytes(_ field: Field) -> UnsafeBufferPointer<UInt8> { records.field(field.place) }

  /// The field as a report shows it.
  func shown(_ field: Field) -> String {
    HarmlessText.read(bytes(field), encoding: map.encoding, limit: 80).text
  }

  // MARK: Text

  /// A text, made harmless; what was done is noted.
  @inline(__always)
  func text(_ field: Field, limit: Int = Limit.text) -> String {
    let (text, repairs) = HarmlessText.read(bytes(field), encoding: map.encoding, limit: limit)
    if !repairs.isEmpty {
      note(field, repairs.words, .repaired, value: HarmlessText.printable(text))
    }
    return text
  }

  /// A landlord's reference or id: text, never a number, never changed.
  /// - Throws: ``RowRejection`` where it is empty, too long, holds what no reference has, or was written as a number
  ///   by a spreadsheet.
  @inline(__always)
  func reference(_ field: Field) throws(RowRejection) -> String {
    var bytes = bytes(field)
    // Spreadsheets are told with an apostrophe to leave a reference alone; it is not part of it.
    if bytes.count > 1, bytes[0] == UInt8(ascii: "'") { bytes = UnsafeBufferPointer(rebasing: bytes[1...]) }
    if bytes.isEmpty { throw rejection(field, "the reference is missing") }
    if bytes.count > Limit.reference { throw rejection(field, "too long for a reference") }
    var hasExponent = false
    for byte in bytes {
      if byte < 0x20 || byte > 0x7E { return try unusualReference(field, bytes) }
      if byte == UInt8(ascii: "E") || byte == UInt8(ascii: "e") { hasExponent = true }
    }
    if hasExponent, FieldReader.isScientific(bytes) {
      throw rejection(
        field,
        "a spreadsheet changed this reference into a number; its digits are lost. Send the file without opening it in a spreadsheet"
      )
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func unusualReference(_ field: Field, _ bytes: UnsafeBufferPointer<UInt8>) throws(RowRejection)
    -> String
  {
    let (text, repairs) = HarmlessText.read(bytes, encoding: map.encoding, limit: Limit.reference)
    guard repairs.isEmpty else { throw rejection(field, "it holds characters that no reference has") }
    return text
  }

  /// `1.00E+07`: digits, a point, an exponent with its sign.
  private static func isScientific(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    func digits() -> Int {
      let from = at
      while at < bytes.count, bytes[at] &- 48 < 10 { at += 1 }
      return at - from
    }
    guard digits() > 0 else { return false }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      _ = digits()
    }
    guard at + 1 < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") else { return false }
    at += 1
    guard bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") else { return false }
    at += 1
    return digits() > 0 && at == bytes.count
  }

  // MARK: Codes

  /// What the source's word means.
  /// - Throws: ``RowRejection`` for a word that the map does not know: nothing is guessed.
  @inline(__always)
  func code<Meaning>(_ field: Field, _ table: CodeTable<Meaning>, _ what: String) throws(RowRejection)
    -> Meaning
  {
    if let meaning = table.meaning(of: bytes(field)) { return meaning }
    throw rejection(
      field, bytes(field).isEmpty ? "the \(what) is missing" : "the map does not know this \(what)")
  }

  /// What the source's word means, where the row can do without it: an unknown word is noted.
  func optionalCode<Meaning>(
    _ field: Field, _ table: CodeTable<Meaning>, _ what: String, otherwise: Meaning
  ) -> Meaning {
    if field.place < 0 { return otherwise }
    if let meaning = table.meaning(of: bytes(field)) { return meaning }
    note(field, "the map does not know this \(what); taken without it", .warned, value: shown(field))
    return otherwise
  }

  // MARK: Dates

  /// A date that the row needs.
  /// - Throws: ``RowRejection``.
  @inline(__always)
  func date(_ field: Field, _ what: String) throws(RowRejection) -> CivilDate {
    let bytes = bytes(field)
    let date: CivilDate
    do throws(DateStyle.Failure) {
      date = try map.dates.read(bytes)
    } catch {
      if bytes.isEmpty { throw rejection(field, "the \(what) is missing") }
      throw rejection(field, words(error))
    }
    if date.dayNumber < FieldReader.earliest { throw rejection(field, "a date before 1900") }
    return date
  }

  /// A date of something that has happened: not beyond the extract by more than a year.
  /// - Throws: ``RowRejection``.
  @inline(__always)
  func pastDate(_ field: Field, _ what: String) throws(RowRejection) -> CivilDate {
    let date = try date(field, what)
    if date > horizon { throw rejection(field, "this day lies more than a year after the extract") }
    return date
  }

  /// A date that the row can do without: what is wrong is noted, and the date left out.
  func optionalDate(_ field: Field, _ what: String, century: DateStyle.Century = .nearby) -> CivilDate? {
    let bytes = bytes(field)
    if bytes.isEmpty { return nil }
    do throws(DateStyle.Failure) {
      let date = try map.dates.read(bytes, century: century)
      if date.dayNumber >= FieldReader.earliest { return date }
      note(field, "a \(what) before 1900; taken without it", .warned, value: shown(field))
    } catch {
      note(field, "\(words(error)); taken without the \(what)", .warned, value: shown(field))
    }
    return nil
  }

  /// 1 January 1900.
  private static let earliest: Int32 = -25_567

  private func words(_ failure: DateStyle.Failure) -> String {
    switch failure {
    case .notInStyle: "not a date written \(map.dates.pattern)"
    case .noSuchDay: "the calendar has no such day"
    }
  }

  // MARK: Amounts and counts

  /// An amount that the row needs.
  /// - Throws: ``RowRejection``.
  @inline(__always)
  func amount(_ field: Field, signed: Bool) throws(RowRejection) -> Money {
    do throws(AmountStyle.Failure) {
      return try map.amounts.read(bytes(field), signed: signed)
    } catch {
      throw rejection(field, error.words)
    }
  }

  /// An amount that the row can do without: what is wrong is noted, and the amount left out.
  func optionalAmount(_ field: Field, signed: Bool = false) -> Money? {
    let bytes = bytes(field)
    if bytes.isEmpty { return nil }
    do throws(AmountStyle.Failure) {
      return try map.amounts.read(bytes, signed: signed)
    } catch {
      note(field, "\(error.words); taken without it", .warned, value: shown(field))
      return nil
    }
  }

  /// A small whole number that the row can do without.
  func optionalCount(_ field: Field, in range: ClosedRange<Int>) -> Int? {
    let bytes = bytes(field)
    if bytes.isEmpty { return nil }
    if let number = FieldReader.number(bytes), range.contains(number) { return number }
    note(
      field, "not a number from \(range.lowerBound) to \(range.upperBound); taken without it", .warned,
      value: shown(field))
    return nil
  }

  /// A whole number of at most nine digits.
  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
      let digit = byte &- 48
      if digit > 9 { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
