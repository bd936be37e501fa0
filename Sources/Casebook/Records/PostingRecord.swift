import Journal
import Rents

/// A posting as it stands in the book: cluster is the account, the order key is the stated order of a ledger.
///
/// Key: effective date, known date (eight digits each), the length of the id in two digits, the id.
/// Text: `pence|code|recorded|marks|batch|narrative`; marks are `L` local, `P` made here, `I` known date inferred.
enum PostingRecord {
  /// The fixed part of the key before the id.
  static let keyPrefix = 18

  static func writeKey(of posting: Posting, to key: inout FieldWriter) {
    key.date(posting.effective)
    key.date(posting.known)
    key.padded(min(posting.id.utf8.count, 99), 2)
    key.bytes.append(contentsOf: posting.id.utf8)
  }

  static func key(of posting: Posting) -> String {
    var key = FieldWriter()
    writeKey(of: posting, to: &key)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  static func write(_ posting: Posting, recorded: CivilDate, isMadeHere: Bool, to fields: inout FieldWriter) {
    fields.number(posting.amount.pence)
    fields.separate()
    fields.bytes.append(contentsOf: posting.type.code.utf8)
    fields.separate()
    fields.date(recorded)
    fields.separate()
    if posting.isLocal { fields.ascii("L") }
    if isMadeHere { fields.ascii("P") }
    if posting.isKnownInferred { fields.ascii("I") }
    fields.separate()
    fields.text(posting.batch)
    fields.separate()
    fields.text(posting.narrative)
  }

  /// What a fold needs of a posting, without a string.
  struct Glance {
    var effective: Int32
    var known: Int32
    var pence: Int64
    var type: PostingType
    var isLocal: Bool
  }

  @inline(__always)
  static func glance(key: FieldReader.Slice, text: FieldReader.Slice) -> Glance? {
    guard key.count >= keyPrefix, let effective = FieldReader.date(key),
      // The landlord's system mostly had it on the very day: then the digits need not be read twice.
      let known = isKnownAtOnce(key) ? effective : FieldReader.date(FieldReader.Slice(rebasing: key[8...]))
    else { return nil }
    var reader = FieldReader(text)
    guard let pence = reader.number(), let type = type(reader.slice()) else { return nil }
    _ = reader.slice()
    let marks = reader.slice()
    return Glance(
      effective: effective.dayNumber, known: known.dayNumber, pence: pence, type: type,
      isLocal: marks.contains(UInt8(ascii: "L")))
  }

  /// Whether the two dates at the beginning of a key, of which sixteen bytes must be there, are the same.
  @inline(__always)
  private static func isKnownAtOnce(_ key: FieldReader.Slice) -> Bool {
    let dates = UnsafeRawBufferPointer(key)
    return dates.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      == dates.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
  }

  /// One posting alone; those of a ledger are read by one ``PostingReader``.
  static func read(key: FieldReader.Slice, text: FieldReader.Slice, source: String) -> Posting? {
    var reader = PostingReader(source: source)
    return reader.read(key: key, text: text)
  }

  /// The type of three letters, without a string.
  @inline(__always)
  static func type(_ code: FieldReader.Slice) -> PostingType? {
    guard code.count == 3, let index = place(code[0], code[1], code[2]) else { return nil }
    return byCode[index]
  }

  private static func place(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
    let letters = (Int(first) - 65, Int(second) - 65, Int(third) - 65)
    guard letters.0 >= 0, letters.0 < 26, letters.1 >= 0, letters.1 < 26, letters.2 >= 0, letters.2 < 26
    else {
      return nil
    }
    return (letters.0 * 26 + letters.1) * 26 + letters.2
  }

  private static let byCode: [PostingType?] = {
    var types = [PostingType?](repeating: nil, count: 26 * 26 * 26)
    for type in PostingType.allCases {
      let code = Array(type.code.utf8)
      if code.count == 3, let index = place(code[0], code[1], code[2]) { types[index] = type }
    }
    return types
  }()
}
