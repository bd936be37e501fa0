/// A file of the journal.
struct Segment: Sendable {
  /// Its number, from 1.
  let number: Int
  let file: File
  /// What its first line says: the place in the book at which it begins (with the offset behind that line).
  let start: Position
  /// Where the segment before it ends for good; what lies behind that there is void.
  let previousEnd: Int
  /// The file's identity on its disk: a copy has another.
  let identity: UInt64

  init(number: Int, file: File, start: Position, previousEnd: Int) throws(JournalError) {
    self.number = number
    self.file = file
    self.start = start
    self.previousEnd = previousEnd
    identity = try worded { () throws(FileError) in try file.status().identity }
  }

  /// Its name inside the book.
  static func name(_ number: Int) -> String { "journal/\(padded(number, 8)).log" }
  var name: String { Segment.name(number) }

  /// The first line of a segment.
  static func opening(number: Int, after position: Position) -> [UInt8] {
    var bytes: [UInt8] = []
    Frame.append(
      Frame.segment,
      text: "journal 1\t\(number)\t\(position.sequence &+ 1)\t\(position.chain.text)\t\(position.offset)",
      to: &bytes)
    return bytes
  }

  /// Opens a segment, or gives nil if there is none of the number.
  ///
  /// - Throws: `.damaged` where its first line is not whole, `.failed`.
  static func open(_ number: Int, in book: String, _ files: any FileSystem, forWriting: Bool)
    throws(JournalError)
    -> Segment?
  {
    let file: File
    do throws(FileError) {
      file = try File(files, "\(book)/\(name(number))", forWriting ? .write : .read)
    } catch {
      // A segment that has a successor is read-only for everybody, and may have been archived.
      if forWriting, error.reason == .missing || error.reason == .denied,
        (try? File(files, "\(book)/\(name(number + 1))", .read)) != nil
      {
        return try open(number, in: book, files, forWriting: false)
      }
      if error.reason == .missing { return nil }
      throw JournalError(error)
    }
    let bytes = try worded { () throws(FileError) in try file.read(256, at: 0) }
    let parsed = bytes.lend { bytes -> (Position, Int)? in
      guard case .line(let line) = Frame.read(bytes, at: 0), line.sigil == Frame.segment else { return nil }
      let fields = bytes.slice(line.content.lowerBound, line.content.upperBound).fields(5)
      guard fields.count == 5, fields[0].text == "journal 1", fields[1].decimal == number,
        let first = fields[2].decimal, first > 0, let chain = Digest(hexadecimal: fields[3]),
        let end = fields[4].decimal
      else { return nil }
      return (Position(segment: number, offset: line.end, sequence: UInt64(first - 1), chain: chain), end)
    }
    guard let parsed else {
      throw .damaged(file: name(number), offset: 0, reason: "the first line does not match its checksum")
    }
    return try Segment(number: number, file: file, start: parsed.0, previousEnd: parsed.1)
  }
}
