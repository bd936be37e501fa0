import Testing

/// What no file of the house does.
@Suite("What must always hold") struct MannersTests {
  @Test("Nothing in Sources can stop the program in front of an officer")
  func noTraps() {
    let forbidden = ["fatalError(", "preconditionFailure(", "try!", "as!"]
    for file in House.sources {
      for (number, line) in file.code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for word in forbidden where holds(line, word) {
          Issue.record("\(file.path):\(number + 1) \(word)")
        }
      }
    }
  }

  @Test("Journal and Terminal name no rent, tenant or pound")
  func roomsForAnyoneStaySo() {
    let words: Set<String> = [
      "rent", "rents", "tenant", "tenants", "tenancy", "arrears", "landlord", "pence", "pounds", "Money",
      "officer",
    ]
    for file in House.sources where file.room == "Journal" || file.room == "Terminal" {
      let named = file.words.intersection(words).sorted()
      #expect(named.isEmpty, "\(file.path) names \(named.joined(separator: ", "))")
    }
  }

  @Test("The tree names no path of one machine")
  func noMachinePaths() {
    let files = House.tracked() ?? House.paths(under: "")
    // Written in halves, so that this file does not find itself.
    let forbidden = [
      "/wo" + "rk/", "/fa" + "rm/", "swift-pack" + "ages", "/tm" + "p/w/", "/ro" + "ot/", "/ho" + "me/",
    ]
    for path in files {
      let bytes = House.bytes(of: path)
      if bytes.prefix(4_096).contains(0) { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      for word in forbidden where text.utf8.count < 4_000_000 && contains(Array(text.utf8), Array(word.utf8))
      {
        Issue.record("\(path) names \(word)")
      }
    }
  }

  @Test(
    "What the build makes is not tracked",
    .enabled(if: House.tracked() != nil, "no git here, or no checkout: nothing to ask"))
  func buildIsNotTracked() throws {
    for path in try #require(House.tracked()) {
      let parts = path.split(separator: "/")
      let made =
        parts.contains(".build") || parts.last == "Package.resolved"
        || [".o", ".swiftmodule", ".whl", ".pyc"].contains { path.hasSuffix($0) }
      #expect(!made, "\(path) is tracked")
    }
  }

  /// Whether a line holds the word, and not as the tail of a longer one.
  private func holds(_ line: Substring, _ word: String) -> Bool {
    let text = Array(line.utf8)
    let sought = Array(word.utf8)
    guard text.count >= sought.count else { return false }
    for start in 0...(text.count - sought.count) where Array(text[start..<start + sought.count]) == sought {
      if start == 0 { return true }
      let before = text[start - 1]
      let isWord =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(before)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(before) || before == UInt8(ascii: "_")
      if !isWord { return true }
    }
    return false
  }

  /// Whether the bytes hold the others somewhere.
  private func contains(_ bytes: [UInt8], _ sought: [UInt8]) -> Bool {
    guard let first = sought.first, bytes.count >= sought.count else { return false }
    return bytes.withUnsafeBufferPointer { text in
      for start in 0...(text.count - sought.count) where text[start] == first {
        var index = 1
        while index < sought.count, text[start + index] == sought[index] { index += 1 }
        if index == sought.count { return true }
      }
      return false
    }
  }
}
