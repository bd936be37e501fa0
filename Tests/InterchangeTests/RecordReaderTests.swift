import Testing

@testable import Interchange

@Suite("Cutting bytes into records")
struct RecordReaderTests {
  /// Each record as its line and fields; what is no record, as its line and a word.
  private func read(_ text: String, _ style: RecordStyle, expecting: Int = 0) throws -> [String] {
    try read(Array(text.utf8), style, expecting: expecting)
  }

  private func read(_ bytes: [UInt8], _ style: RecordStyle, expecting: Int = 0) throws -> [String] {
    let reader = try RecordReader(ByteSource(bytes: bytes), style: style)
    reader.expectedFields = expecting
    var records: [String] = []
    while true {
      switch try reader.next() {
      case .end: return records
      case .blank: records.append("\(reader.line) blank")
      case .brokenQuote: records.append("\(reader.line) broken")
      case .tooLong: records.append("\(reader.line) long")
      case .record:
        let fields = (0..<reader.fieldCount).map { String(decoding: reader.field($0), as: UTF8.self) }
        records.append("\(reader.line) " + fields.joined(separator: "¦"))
      }
    }
  }

  private let comma = RecordStyle(separator: UInt8(ascii: ","), quote: UInt8(ascii: "\""))
  private let tab = RecordStyle(separator: 0x09, quote: UInt8(ascii: "\""))
  private let pipe = RecordStyle(separator: UInt8(ascii: "|"), quote: nil)

  @Test("LF, CR LF and a lone LF among CR LF end a record")
  func lineEnds() throws {
    #expect(try read("a,b\nc,d\n", comma) == ["1 a¦b", "2 c¦d"])
    #expect(try read("a,b\r\nc,d\ne,f\r\n", comma) == ["1 a¦b", "2 c¦d", "3 e¦f"])
    #expect(try read("a,b\rc,d\r", comma) == ["1 a¦b", "2 c¦d"])
    #expect(try read("a,b", comma) == ["1 a¦b"])
    #expect(try read("", comma) == [])
  }

  @Test("Blank lines and lines of spaces keep the count of lines right")
  func blankLines() throws {
    #expect(try read("a,b\n\n   \r\nc,d\n", comma) == ["1 a¦b", "2 blank", "3 blank", "4 c¦d"])
  }

  @Test("A quoted field holds separators, doubled quotes and line breaks")
  func quoting() throws {
    #expect(try read("\"a,b\",\"say \"\"hi\"\"\",c\nd,e,f\n", comma) == ["1 a,b¦say \"hi\"¦c", "2 d¦e¦f"])
    #expect(try read("a,\"x\ny\nz\",b\r\nc,d,e\r\n", comma, expecting: 3) == ["1 a¦x\ny\nz¦b", "4 c¦d¦e"])
    #expect(try read("\"\",\"\"\n", comma) == ["1 ¦"])
  }

  @Test("A quote that never closes costs its own line only")
  func unclosedQuotes() throws {
    #expect(try read("a\t\"b\nc\td\ne\tf\n", tab, expecting: 2) == ["1 broken", "2 c¦d", "3 e¦f"])
    #expect(try read("a,\"b,\"c\",d\ne,f\n", comma, expecting: 2) == ["1 broken", "2 e¦f"])
    #expect(try read("a,\"b\nc,\"d\"\n", comma, expecting: 2) == ["1 broken", "2 c¦d"])
    #expect(try read("a,\"b", comma, expecting: 2) == ["1 broken"])
  }

  @Test("Where nothing is quoted, a field that opens a quote and does not close it is broken")
  func strayQuotes() throws {
    #expect(try read("a|\"b\nc|d \"e\" f\n\"g\"|h\n", pipe) == ["1 broken", "2 c¦d \"e\" f", "3 \"g\"¦h"])
  }

  @Test("A line of open quotes after another is read in linear time")
  func manyOpenQuotes() throws {
    let bytes = Array(String(repeating: "\"a,b\n", count: 20_000).utf8)
    let records = try read(bytes, comma, expecting: 2)
    #expect(records.count == 20_000)
  }

  @Test("A line longer than the bound is passed over, and the next is read")
  func longLines() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 3 * RecordReader.maximumRecord)
    #expect(
      try read(Array("a,b\n".utf8) + long + Array("\nc,d\n".utf8), comma) == ["1 a¦b", "2 long", "3 c¦d"])
    #expect(try read(long, comma) == ["1 long"])
  }

  @Test("A record may lie over the edge of the buffer")
  func bufferEdges() throws {
    var text = ""
    for row in 0..<30_000 { text += "\(row),\"narrative \(row)\",x\r\n" }
    let records = try read(text, comma, expecting: 3)
    #expect(records.count == 30_000)
    #expect(records[29_999] == "30000 29999¦narrative 29999¦x")
  }

  @Test("UTF-8's mark is no part of the first field; UTF-16 is told apart")
  func marks() throws {
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8), comma) == ["1 a¦b"])
    #expect(try RecordReader(ByteSource(bytes: [0xFF, 0xFE, 0x61, 0]), style: comma).isWide)
  }

  @Test("Any bytes at all are cut without harm", arguments: 0..<40)
  func anyBytes(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let alphabet: [UInt8] = [0, 0x09, 0x0A, 0x0D, 0x22, 0x2C, 0x7C, 0x41, 0x80, 0xC3, 0xFF]
    let bytes = (0..<5_000).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
    for style in [comma, tab, pipe] { _ = try read(bytes, style, expecting: 3) }
  }
}
