import Casebook
import Testing

@testable import Interchange

@Suite("Text from a file is harmless")
struct HarmlessTextTests {
  private func read(
    _ bytes: [UInt8], _ encoding: TextEncoding = .utf8, limit: Int = 200
  ) -> (text: String, repairs: TextRepairs) {
    bytes.withUnsafeBufferPointer { HarmlessText.read($0, encoding: encoding, limit: limit) }
  }
  private func read(_ text: String) -> (text: String, repairs: TextRepairs) { read(Array(text.utf8)) }

  @Test(
    "Plain names of any script stay as they are",
    arguments: ["Mr O'Connor", "Nguyễn", "陳大文 👩‍👧‍👦 Chan", "محمد", "שָׁלוֹם"])
  func keepsNames(name: String) {
    #expect(read(name).text == name)
    #expect(read(name).repairs.isEmpty)
  }

  @Test("Escape sequences and controls are made visible, never kept")
  func controls() {
    #expect(read("\u{1B}[31mPAID\u{1B}[0m").text == "␛[31mPAID␛[0m")
    #expect(read("CA\u{0}SH").text == "CA␀SH")
    #expect(read("Mr \u{1B}]0;pwned\u{7} Hill").text == "Mr ␛]0;pwned␇ Hill")
    #expect(read("Ms \u{9B}2J Parker\u{7F}").text == "Ms \u{FFFD}2J Parker␡")
    #expect(read("a\u{9B}b").repairs == .controls)
  }

  @Test("A line break or tab within a text is a space, without a word about it")
  func breaks() {
    #expect(read("WATER CHARGE\r\nSEE LETTER\tOF 3RD").text == "WATER CHARGE SEE LETTER OF 3RD")
    #expect(read("a\nb").repairs.isEmpty)
  }

  @Test("What turns text round or hides in it is removed, so that a search finds the name")
  func hidden() {
    #expect(read("Mr \u{202E}32.1 RC\u{202C} Lowe").text == "Mr 32.1 RC Lowe")
    #expect(read("Mr \u{202E}32.1 RC\u{202C} Lowe").repairs == .directions)
    #expect(read("Ms Sm\u{200B}i\u{200D}th\u{FEFF}").text == "Ms Smith")
    #expect(read("Ms Sm\u{200B}i\u{200D}th\u{FEFF}").repairs == .zeroWidth)
  }

  @Test("Bytes that are no letters are shown as such, in either encoding")
  func undecodable() {
    #expect(read([0x4A, 0x6F, 0x73, 0xE9]).text == "Jos\u{FFFD}")
    #expect(read([0x4A, 0x6F, 0x73, 0xE9]).repairs == .undecodable)
    #expect(read([0x4A, 0x6F, 0x73, 0xE9], .windows1252).text == "José")
    #expect(read([0x4A, 0x6F, 0x73, 0x81], .windows1252).text == "Jos\u{FFFD}")
    #expect(read([0xA3, 0x35, 0x80], .windows1252).text == "£5€")
  }

  @Test("UTF-8 in a Windows-1252 file is read as what it is")
  func mixedEncodings() {
    #expect(read(Array("Mr \u{202E}x\u{202C}".utf8), .windows1252).text == "Mr x")
    #expect(read(Array("陳大文".utf8), .windows1252).text == "陳大文")
  }

  @Test("A long text ends in a mark at its bound")
  func long() {
    let (text, repairs) = read([UInt8](repeating: UInt8(ascii: "x"), count: 70_000), limit: 500)
    #expect(text.count == 500 && text.hasSuffix("…"))
    #expect(repairs == .shortened)
    #expect(read(Array(repeating: "é", count: 300).joined().utf8.map { $0 }, limit: 300).repairs.isEmpty)
  }
}
