import Testing

@testable import Interchange

@Suite("A JSON line")
struct JSONLineTests {
  @Test("Keys stand in the order in which they were added, and what is absent is left out")
  func keepsOrder() {
    var line = JSONLine()
    line.add("account", "10000013")
    line.add("balance_pence", Int64(-45210))
    line.add("patch", nil as String?)
    line.add("ok", true)
    line.add("tenants", ["Mr A", "Ms B"])
    line.add("weeks_owed", 40, places: 1)
    #expect(
      line.text
        == #"{"account":"10000013","balance_pence":-45210,"ok":true,"tenants":["Mr A","Ms B"],"weeks_owed":4.0}"#
    )
  }

  @Test("A decimal keeps its places", arguments: [(5, "0.5"), (-5, "-0.5"), (0, "0.0"), (-123, "-12.3")])
  func writesDecimals(tenths: Int64, text: String) {
    var line = JSONLine()
    line.add("n", tenths, places: 1)
    #expect(line.text == "{\"n\":\(text)}")
  }

  @Test("No control character, override or line separator is written raw, and a reader gets all of them back")
  func escapes() {
    let nasty = "\u{0}\u{7}\u{1B}[31m\u{7F}\u{9B}2J\u{202E}\u{2066}\u{2028}\"\\\n\t\r é 陳 👩‍👧"
    var line = JSONLine()
    line.add("value", nasty)
    #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    #expect(!line.text.unicodeScalars.contains { (0x2028...0x202E).contains($0.value) })
    #expect((try? JSONValue(line.text))?["value"]?.string == nasty)
  }

  @Test("Objects stand within objects")
  func nests() {
    var inner = JSONLine()
    inner.add("seq", 1)
    var line = JSONLine()
    line.add("events", [inner, inner])
    line.add("one", inner)
    #expect(line.text == #"{"events":[{"seq":1},{"seq":1}],"one":{"seq":1}}"#)
  }
}
