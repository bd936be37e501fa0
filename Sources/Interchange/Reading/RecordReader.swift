import Glibc

/// How the bytes of a file are cut into records and fields.
struct RecordStyle: Hashable, Sendable {
  /// The byte between fields.
  var separator: UInt8
  /// The byte that opens and closes a field that may hold separators and line breaks; doubled inside. Nil where the
  /// format has no quoting.
  var quote: UInt8?

  init(separator: UInt8, quote: UInt8?) {
    self.separator = separator
    self.quote = quote
  }
}

/// Cuts a file of any size and any bytes into records, with memory bounded by the longest record allowed.
///
/// - A record ends with LF, CR LF, or (in a file whose first bytes know no LF) CR; a lone LF among CR LF ends one too.
/// - A quote that never closes costs its own line only: the reader goes back and reads on at the next line.
/// - A line longer than ``maximumRecord`` is skipped, and said to be.
///
/// Fields are views into the reader's buffer; they hold until the next call of ``next()``.
final class RecordReader {
  /// What the next bytes were.
  enum Outcome: Equatable {
    /// A record with `fieldCount` fields.
    case record
    /// A line without text.
    case blank
    /// A quote that does not close, or text after a closing quote: the line is not cut into fields.
    case brokenQuote
    /// A line longer than the reader holds.
    case tooLong
    /// No more.
    case end
  }

  /// How a record ended.
  enum LineEnd { case lineFeed, carriageReturnLineFeed, carriageReturn, endOfFile }

  /// The longest record that is read, in bytes.
  static let maximumRecord = 1 << 20
  /// A quoted field may run over so many lines and bytes before its quote is taken to be unclosed. The bounds keep
  /// a file of nothing but open quotes linear to read.
  static let maximumLinesInRecord = 64
  static let maximumQuotedBytes = 1 << 16
  private static let maximumFields = 1024
  private static let chunk = 1 << 18

  /// A field of the current record, counted from the record's first byte.
  private struct FieldRange {
    var start: Int
    var end: Int
    /// Holds doubled quotes, each to be read as one.
    var hasDoubledQuotes = false
  }

  private let source: ByteSource
  private let style: RecordStyle
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The unread bytes are `start..<end` of the buffer; the current record lies at their beginning.
  private var start = 0
  private var end = 0
  private var sawEnd = false
  private var consumed = 0
  private let fields: UnsafeMutablePointer<FieldRange>
  private var terminator: UInt8 = 0x0A
  private var nextLine = 1

  /// Fields of the current record.
  private(set) var fieldCount = 0
  /// The physical line on which the current record begins.
  private(set) var line = 1
  /// The physical line on which the current record ends.
  private(set) var lastLine = 1
  /// How the current record ended.
  private(set) var lineEnd = LineEnd.lineFeed
  /// Bytes taken from the source so far.
  private(set) var bytesRead = 0
  /// Records of several lines must have so many fields, or count as an unclosed quote; 0 where it is not known yet.
  var expectedFields = 0
  /// The file began with UTF-8's mark.
  private(set) var hasByteOrderMark = false
  /// The file is UTF-16, which is not read.
  private(set) var isWide = false

  init(_ source: ByteSource, style: RecordStyle) throws(ImportError) {
    self.source = source
    self.style = style
    capacity = RecordReader.chunk
    base = .allocate(capacity: capacity)
    fields = .allocate(capacity: RecordReader.maximumFields)
    try fill()
    if end >= 2, (base[0] == 0xFF && base[1] == 0xFE) || (base[0] == 0xFE && base[1] == 0xFF) {
      isWide = true
    }
    if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
      hasByteOrderMark = true
      start = 3
    }
    if memchr(base + start, 0x0A, end - start) == nil, memchr(base + start, 0x0D, end - start) != nil {
      terminator = 0x0D
    }
  }

  deinit {
    base.deallocate()
    fields.deallocate()
  }

  /// The bytes of a field of the current record, without spaces and tabs round it, doubled quotes made single.
  @inline(__always)
  func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard index >= 0, index < fieldCount, index < RecordReader.maximumFields else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let range = fields[index]
    var from = start + range.start
    var to = start + range.end
    while from < to, base[from] == 0x20 || base[from] == 0x09 { from += 1 }
    while to > from, base[to - 1] == 0x20 || base[to - 1] == 0x09 { to -= 1 }
    return UnsafeBufferPointer(start: base + from, count: to - from)
  }

  /// The length of a field before spaces were taken off.
  func paddedLength(_ index: Int) -> Int {
    guard index >= 0, index < fieldCount, index < RecordReader.maximumFields else { return 0 }
    return fields[index].end - fields[index].start
  }

  /// The first bytes of the current line, as they stand.
  var rawStart: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: min(consumed, end - start, 200))
  }

  /// Reads the next record.
  func next() throws(ImportError) -> Outcome {
    start += consumed
    consumed = 0
    fieldCount = 0
    line = nextLine
    lastLine = nextLine
    guard let firstEnd = try lineEndOffset(from: 0) else {
      if end - start == 0 { return .end }
      // No line end within the bound: pass over the rest of the line, keeping nothing of it but its beginning.
      return try skipLongLine()
    }
    if let quote = style.quote, memchr(base + start, Int32(quote), firstEnd) != nil {
      return try splitQuoted(quote: quote, firstEnd: firstEnd)
    }
    finishLine(at: firstEnd)
    let content = contentEnd(of: firstEnd)
    split(contentEnd: content)
    if fieldCount == 1, isBlank(from: 0, to: content) { return .blank }
    // Where nothing is quoted, a field that opens with a quote and does not close was broken by another program.
    if style.quote == nil, memchr(base + start, 0x22, content) != nil, opensStrayQuote { return .brokenQuote }
    return .record
  }

  /// Whether the next line, if there is one, is cut into as many fields as a record has; nil at the end or where
  /// it is not in the buffer. Only for formats without quoting.
  func nextLineFieldCount() throws(ImportError) -> Int? {
    guard let nextEnd = try lineEndOffset(from: consumed), nextEnd > consumed else { return nil }
    var count = 1
    var at = consumed
    while at < nextEnd {
      if base[start + at] == style.separator { count += 1 }
      at += 1
    }
    return isBlank(from: consumed, to: nextEnd) ? nil : count
  }

  // MARK: Cutting

  private func split(contentEnd: Int) {
    let separator = style.separator
    let bytes = base + start
    var from = 0
    var at = 0
    var count = 0
    while at < contentEnd {
      if bytes[at] == separator {
        if count < RecordReader.maximumFields { fields[count] = FieldRange(start: from, end: at) }
        count += 1
        from = at + 1
      }
      at += 1
    }
    if count < RecordReader.maximumFields { fields[count] = FieldRange(start: from, end: contentEnd) }
    fieldCount = count + 1
  }

  /// Cuts a line that holds a quote, and the lines that its quoted fields run over.
  private func splitQuoted(quote: UInt8, firstEnd: Int) throws(ImportError) -> Outcome {
    var lineEnd = firstEnd
    var lines = 1
    var at = 0
    var count = 0
    var isBroken = false
    record: while true {
      if at < lineEnd, base[start + at] == quote {
        let from = at + 1
        var search = from
        var hasDoubled = false
        while true {
          if search < lineEnd, let found = memchr(base + start + search, Int32(quote), lineEnd - search) {
            let place = UnsafeRawPointer(base + start).distance(to: UnsafeRawPointer(found))
            if place + 1 < lineEnd, base[start + place + 1] == quote {
              hasDoubled = true
              search = place + 2
              continue
            }
            keep(FieldRange(start: from, end: place, hasDoubledQuotes: hasDoubled), &count)
            at = place + 1
            break
          }
          // The field runs on over the line's end.
          lines += 1
          search = max(search, lineEnd + 1)
          guard lines <= RecordReader.maximumLinesInRecord, lineEnd < RecordReader.maximumQuotedBytes,
            start + lineEnd < end, let nextEnd = try lineEndOffset(from: lineEnd + 1)
          else {
            isBroken = true
            break record
          }
          lineEnd = nextEnd
        }
        let content = contentEnd(of: lineEnd)
        while at < content, base[start + at] == 0x20 { at += 1 }
        if at >= content { break record }
        if base[start + at] != style.separator {
          isBroken = true
          break record
        }
        at += 1
      } else {
        let content = contentEnd(of: lineEnd)
        let from = at
        while at < content, base[start + at] != style.separator { at += 1 }
        keep(FieldRange(start: from, end: min(at, content)), &count)
        if at >= content { break record }
        at += 1
      }
    }
    if isBroken || (lines > 1 && expectedFields > 0 && count != expectedFields) {
      finishLine(at: firstEnd)
      return .brokenQuote
    }
    fieldCount = count
    for index in 0..<min(count, RecordReader.maximumFields) where fields[index].hasDoubledQuotes {
      fields[index].end = halveQuotes(from: fields[index].start, to: fields[index].end, quote: quote)
    }
    finishLine(at: lineEnd)
    nextLine += lines - 1
    lastLine = line + lines - 1
    return .record
  }

  private var opensStrayQuote: Bool {
    for index in 0..<min(fieldCount, RecordReader.maximumFields) {
      let field = field(index)
      if field.first == 0x22, field.count == 1 || field.last != 0x22 { return true }
    }
    return false
  }

  private func keep(_ range: FieldRange, _ count: inout Int) {
    if count < RecordReader.maximumFields { fields[count] = range }
    count += 1
  }

  /// Writes each doubled quote as one, in place.
  /// - Returns: the field's new end.
  private func halveQuotes(from: Int, to: Int, quote: UInt8) -> Int {
    var reading = from
    var writing = from
    while reading < to {
      let byte = base[start + reading]
      base[start + writing] = byte
      reading += byte == quote && reading + 1 < to && base[start + reading + 1] == quote ? 2 : 1
      writing += 1
    }
    return writing
  }

  // MARK: Lines

  /// The end of a line's text: before the CR of CR LF.
  private func contentEnd(of lineEnd: Int) -> Int {
    terminator == 0x0A && lineEnd > 0 && base[start + lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
  }

  private func isBlank(from: Int, to: Int) -> Bool {
    var at = from
    while at < to {
      let byte = base[start + at]
      if byte != 0x20, byte != 0x0D, byte != 0x09 || style.separator == 0x09 { return false }
      at += 1
    }
    return true
  }

  /// Takes the current record to end at that offset.
  private func finishLine(at offset: Int) {
    nextLine += 1
    guard start + offset < end else {
      consumed = offset
      lineEnd = .endOfFile
      return
    }
    consumed = offset + 1
    if terminator == 0x0D {
      lineEnd = .carriageReturn
    } else {
      lineEnd = offset > 0 && base[start + offset - 1] == 0x0D ? .carriageReturnLineFeed : .lineFeed
    }
  }

  /// Where the line that goes on at `from` ends: the offset of its terminator, or of the file's end. Nil where there
  /// is no more, or where the record would be longer than is allowed.
  @inline(__always)
  private func lineEndOffset(from: Int) throws(ImportError) -> Int? {
    let available = end - start
    if from < available, let found = memchr(base + start + from, Int32(terminator), available - from) {
      return UnsafeRawPointer(base + start).distance(to: UnsafeRawPointer(found))
    }
    return try readToLineEnd(from: from)
  }

  private func readToLineEnd(from: Int) throws(ImportError) -> Int? {
    var searched = max(from, end - start)
    while true {
      let available = end - start
      if searched < available,
        let found = memchr(base + start + searched, Int32(terminator), available - searched)
      {
        return UnsafeRawPointer(base + start).distance(to: UnsafeRawPointer(found))
      }
      searched = max(searched, available)
      if sawEnd { return available > from ? available : nil }
      if available >= RecordReader.maximumRecord { return nil }
      try fill()
    }
  }

  private func skipLongLine() throws(ImportError) -> Outcome {
    nextLine += 1
    lineEnd = .endOfFile
    while true {
      start = end
      try fill()
      if start == end { return .tooLong }
      if let found = memchr(base + start, Int32(terminator), end - start) {
        start += UnsafeRawPointer(base + start).distance(to: UnsafeRawPointer(found)) + 1
        lineEnd = .lineFeed
        return .tooLong
      }
    }
  }

  /// Reads more, after moving what is unread to the buffer's beginning.
  private func fill() throws(ImportError) {
    guard !sawEnd else { return }
    if start > 0 {
      memmove(base, base + start, end - start)
      end -= start
      start = 0
    }
    if capacity - end < RecordReader.chunk / 4 {
      let larger = capacity * 2
      let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
      memcpy(moved, base, end)
      base.deallocate()
      base = moved
      capacity = larger
    }
    let count = try source.read(into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
    if count == 0 { sawEnd = true }
    end += count
    bytesRead += count
  }
}
