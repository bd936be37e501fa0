import Rents

/// Reads the postings of one ledger one after the other: what neighbours have in common is made once. A posting's dates
/// are mostly one day, all of an import were recorded on one, and a landlord has few narratives.
struct PostingReader {
  private let source: String
  private var day = Day()
  private var recordedDay = Day()
  /// Long texts that were read, by their length and last letters: the same again is the same string.
  private var texts: [String] = []

  /// The day read last, as its eight digits.
  private struct Day {
    private var digits: UInt64 = 0
    private var date: CivilDate?

    /// The day of the first eight digits of a field; nil where there is none.
    @inline(__always)
    mutating func read(_ field: FieldReader.Slice) -> CivilDate? {
      guard field.count >= 8 else { return nil }
      let now = UnsafeRawBufferPointer(field).loadUnaligned(as: UInt64.self)
      if now != digits {
        digits = now
        date = FieldReader.date(field)
      }
      return date
    }
  }

  init(source: String) { self.source = source }

  /// The posting of a row; nil where it is none.
  mutating func read(key: FieldReader.Slice, text: FieldReader.Slice) -> Posting? {
    guard key.count >= PostingRecord.keyPrefix, let effective = day.read(key),
      let known = day.read(FieldReader.Slice(rebasing: key[8...]))
    else { return nil }
    var reader = FieldReader(text)
    guard let pence = reader.number(), let type = PostingRecord.type(reader.slice()),
      let recorded = recordedDay.read(reader.slice())
    else { return nil }
    let marks = reader.slice()
    let isMadeHere = marks.contains(UInt8(ascii: "P"))
    var posting = Posting(
      id: String(decoding: FieldReader.Slice(rebasing: key[PostingRecord.keyPrefix...]), as: UTF8.self),
      type: type, amount: Money(pence: pence), effective: effective, known: known, recorded: recorded,
      source: isMadeHere ? PostingReader.here : source)
    posting.isLocal = marks.contains(UInt8(ascii: "L"))
    posting.isKnownInferred = marks.contains(UInt8(ascii: "I"))
    posting.batch = string(reader.slice())
    posting.narrative = string(reader.slice())
    return posting
  }

  private static let here = "patchbook"

  /// Whether two texts of at least eight bytes are the same: eight bytes at a time, the last eight perhaps twice.
  @inline(__always)
  private static func areSame(_ left: FieldReader.Slice, _ right: FieldReader.Slice) -> Bool {
    guard left.count == right.count, left.count >= 8 else { return false }
    let (left, right) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    let last = left.count - 8
    var place = 0
    while place < last {
      if left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      {
        return false
      }
      place += 8
    }
    return left.loadUnaligned(fromByteOffset: last, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: last, as: UInt64.self)
  }

  @inline(__always)
  private mutating func string(_ field: FieldReader.Slice) -> String {
    // Fifteen bytes need no memory of their own.
    guard field.count > 15 else { return FieldReader.text(field) }
    if texts.isEmpty { texts = [String](repeating: "", count: 32) }
    let last = Int(field[field.count - 1]) &+ Int(field[field.count - 2]) &* 7 &+ Int(field[0]) &* 3
    let place = (field.count &+ last) & 31
    let isSame = texts[place].utf8.withContiguousStorageIfAvailable { PostingReader.areSame($0, field) }
    if isSame == true { return texts[place] }
    let text = FieldReader.text(field)
    // One with escapes in it never equals its field.
    texts[place] = text
    return text
  }
}
