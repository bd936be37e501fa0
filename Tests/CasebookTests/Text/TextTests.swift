import Rents
import Testing

@testable import Casebook

@Suite("Text, days and words") struct TextTests {
  @Test(
    "The day in London: summer time from the last Sunday of March to the last Sunday of October, 01:00 UTC",
    arguments: [
      // Seconds since 1970 as `date -u +%s` gives them.
      (1_774_745_999, "2026-03-29"), (1_774_825_199, "2026-03-29"), (1_774_825_200, "2026-03-30"),
      (1_782_860_399, "2026-06-30"), (1_782_860_400, "2026-07-01"), (1_792_886_399, "2026-10-25"),
      (1_792_972_799, "2026-10-25"), (1_792_972_800, "2026-10-26"), (1_795_219_199, "2026-11-20"),
      (1_795_219_200, "2026-11-21"), (-1, "1969-12-31"),
    ])
  func londonDay(_ seconds: Int64, _ expected: String) {
    #expect(LondonClock.day(ofNanoseconds: seconds * 1_000_000_000).iso == expected)
  }

  @Test("A stamp is UTC")
  func stamp() {
    #expect(LondonClock.stamp(ofNanoseconds: 1_782_860_399_999_999_999) == "2026-06-30T22:59:59Z")
  }

  @Test("Any text comes back from a field as it went in, on one line")
  func escaping() {
    for text in [
      "", "plain", "a|b", "a\\p", "line\nline\r\t", "\u{1B}[2J\u{7F}", "Máire 李 😀", "\\", "|", "=x",
    ] {
      var fields = FieldWriter()
      fields.text(text)
      fields.separate()
      fields.text("next")
      #expect(!fields.bytes.contains { $0 < 32 || $0 == 0x7F })
      fields.bytes.withUnsafeBufferPointer { bytes in
        var reader = FieldReader(bytes)
        #expect(reader.text() == text)
        #expect(reader.text() == "next")
      }
    }
  }

  @Test(
    "Numbers come back, the largest and the smallest too",
    arguments: [0, 7, -1, 10, -99, .max, .min] as [Int64])
  func numbers(_ number: Int64) {
    var fields = FieldWriter()
    fields.number(number)
    #expect(fields.bytes.withUnsafeBufferPointer(FieldReader.number) == number)
    #expect(String(decoding: fields.bytes, as: UTF8.self) == "\(number)")
  }

  @Test("What is no number is read as none", arguments: ["", "-", "1x", "9223372036854775808", "1 "])
  func noNumbers(_ text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer(FieldReader.number) == nil)
  }

  @Test("The nearest word")
  func spelling() {
    #expect(Spelling.nearest(to: "balnce", among: ["paid", "balance"]) == "balance")
    #expect(Spelling.nearest(to: "zzz", among: ["paid", "balance"]) == nil)
    #expect(Spelling.distance(Array("abc".utf8), Array("acb".utf8), atMost: 2) == 1)
  }
}
