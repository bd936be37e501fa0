import Testing

@testable import Casebook

@Suite("A file of settings") struct SettingsFileTests {
  private func read(_ text: String) throws -> SettingsFile { try SettingsFile(Array(text.utf8)) }

  private func fault(_ bytes: [UInt8]) throws -> SettingsFault {
    try #require(throws: SettingsFault.self) { try SettingsFile(bytes) }
  }

  @Test("Every key has its line, however its heading and its neighbours are written")
  func lines() throws {
    let text = """
      \u{FEFF}# a note with key = 1 and [heading]
      title = "a # b [c]" # note

      [codes.tenure]\r
      "A \\"B\\" = 1" = 'x'\r
        'it''' = 1
      """.replacing("'it'''", with: "'it # [s]'")
    let rest = """

      list = [ # note ]
        "a", 'b = 1',
      ]
      dotted . "k.e.y" = true
      [ "codes" . 'flag' ]
      yes = 1_000
      ["codes.tenure"]
      [codes]
      last = +16
      """
    let file = try read(text + rest)
    #expect(
      file.sections.map(\.name)
        == ["", "codes.tenure", "codes.tenure.dotted", "codes.flag", "\"codes.tenure\"", "codes"])
    #expect(file.sections.map(\.line) == [1, 4, 10, 11, 13, 14])
    #expect(file.root["title"] == .init(key: "title", value: .text("a # b [c]"), line: 2))
    let tenure = try #require(file["codes.tenure"])
    #expect(tenure.entries.map(\.key) == ["A \"B\" = 1", "it # [s]", "list"])
    #expect(tenure.entries.map(\.line) == [5, 6, 7])
    #expect(try tenure.texts("list") == ["a", "b = 1"])
    #expect(try file["codes.tenure.dotted"]?.truth("k.e.y") == true)
    #expect(try file["codes.flag"]?.number("yes") == 1_000)
    #expect(try file["codes"]?.number("last") == 16)
  }

  @Test("Entries of a list have lines of their own, and what is under them belongs to the last")
  func lists() throws {
    let file = try read(
      """
      [[officer]]
      user = "a"
      [officer.limits]
      pence = 1
      [[officer]]

      user = "b"
      [officer.limits]
      pence = 2
      """)
    #expect(file.sections.map(\.name) == ["", "officer", "officer.limits", "officer", "officer.limits"])
    #expect(file.sections.map(\.isListed) == [false, true, false, true, false])
    #expect(file.sections.map(\.line) == [1, 1, 3, 5, 8])
    #expect(file.sections.compactMap { $0.entries.first?.line } == [2, 4, 7, 9])
  }

  @Test(
    "What is TOML and no setting needs is refused, and the sentence says what",
    arguments: [
      ("{ user = 'a' }", "a table in braces"), ("\"\"\"x\"\"\"", "text in three quotes"),
      ("'''x'''", "text in three quotes"), ("1.5", "fractions"), ("2026-11-21", "dates"), ("07:30", "dates"),
      ("0x1F", "decimal"), ("inf", "other values"), ("[1]", "a list holds texts"),
      ("[['a']]", "a list holds texts"),
    ])
  func notTaken(_ value: String, _ words: String) throws {
    let fault = try fault(Array("[a]\nkey = \(value)".utf8))
    #expect(fault.line == 2 && fault.column ?? 0 >= 7, "\(fault)")
    #expect(fault.problem.contains(words), "\(fault)")
  }

  @Test(
    "What is given twice is refused with the line of the first",
    arguments: [
      "a = 1\n\na = 2", "'a' = 1\n\n\"\\u0061\" = 2", "[a]\n\n[a]", "a.b = 1\n\na.b = 2", "a = 1\n\na.b = 2",
      "a = 1\n\n[a]", "a = 1\n\n[a.b]", "a.b = 1\n\n[a]", "[[a]]\n\n[a]", "[a]\n\n[[a]]", "[a.b]\n\n[[a]]",
    ])
  func twice(_ text: String) throws {
    let fault = try fault(Array(text.utf8))
    #expect(fault.line == 3 && fault.problem.contains("is given on line 1 already"), "\(fault)")
  }

  @Test(
    "What is no TOML is refused with its line, its column and what is wrong",
    arguments: [
      ("a = 1\nb = x", 2), ("a = 1\nb = \"x", 2), ("a = 1\n\na = 2", 3), ("[a]\n[b]\n[a]", 3), ("\n[a", 2),
      ("a = 1 b = 2", 1), ("a = 'x\ny'", 1), ("a = \"\\q\"", 1), ("a = 99999999999999999999", 1), ("= 1", 1),
      ("a = [1, 2", 1), ("a\u{7}b = 1", 1),
    ])
  func faults(_ text: String, _ line: Int) throws {
    let fault = try fault(Array(text.utf8))
    #expect(fault.line == line, "\(fault)")
    #expect(fault.column != nil, "\(fault)")
    #expect(!fault.problem.isEmpty && !fault.sentence.unicodeScalars.contains { $0.value < 32 })
  }

  @Test(
    "A value of another kind, a word that is none of the list, and an unknown key name the line and the right word"
  )
  func kinds() throws {
    let section = try read("a = 1\nb = 'x'\nc = []\nd = 'y'\ne = true\nrole = 'oficer'\nptaches = []")
      .root
    let attempts: [(line: Int, attempt: () throws -> Void)] = [
      (1, { _ = try section.text("a") }), (2, { _ = try section.number("b") }),
      (2, { _ = try section.truth("b") }), (3, { _ = try section.number("c") }),
      (4, { _ = try section.texts("d") }),
    ]
    for (line, attempt) in attempts {
      let fault = try #require(throws: SettingsFault.self) { try attempt() }
      #expect(fault.line == line)
    }
    #expect(try section.text("absent") == nil)
    let word = try #require(throws: SettingsFault.self) { try section.word("role", as: Officer.Role.self) }
    #expect(word.line == 6 && word.problem.contains("did you mean \u{201C}officer\u{201D}?"), "\(word)")
    let key = try #require(throws: SettingsFault.self) {
      try section.refuseUnknown(keys: ["a", "b", "c", "d", "e", "role", "patches"])
    }
    #expect(key.line == 7 && key.problem.contains("did you mean \u{201C}patches\u{201D}?"), "\(key)")
    let heading = try #require(throws: SettingsFault.self) {
      try read("[codes.flags]").refuseUnknown(sections: ["codes.flag"])
    }
    #expect(heading.problem.contains("did you mean \u{201C}codes.flag\u{201D}?"), "\(heading)")
  }

  @Test("Whatever is written in quotes is read as it was, but for U+0000")
  func quotes() throws {
    for text in ["", "plain", "\"\\\n\t\r\u{1B}[31m\u{7F}\u{85}", "Máire \u{1F3E0}", "'''", "# [a] = "] {
      let line = "a = \(SettingsFile.quoted(text))\n\(SettingsFile.quoted("k" + text)) = 1"
      let root = try read(line).root
      #expect(try root.text("a") == text)
      #expect(root["k" + text]?.line == 2)
    }
    #expect(SettingsFile.quoted("a\0b") == "\"ab\"")
  }

  @Test(
    "Nesting and names beyond any settings are refused",
    arguments: [
      "a = " + String(repeating: "[", count: 500_000), "a = " + String(repeating: "{a=", count: 300_000),
      String(repeating: "a.", count: 400_000) + "a = 1", "[" + String(repeating: "a.", count: 400_000) + "a]",
      "[[" + String(repeating: "'a' .", count: 150_000) + "a]]",
      "a = {" + String(repeating: "a.", count: 400_000) + "a = 1}", String(repeating: "[", count: 1_000_000),
      String(repeating: "\"", count: 1_000_000), "a = \"\"\"" + String(repeating: "\\", count: 1_000_000),
      "[" + String(repeating: "a", count: 257) + "]",
    ])
  func deepNesting(_ text: String) throws {
    _ = try fault(Array(text.utf8))
  }

  @Test(
    "Headings without names, brackets that cross, strange spaces and values that are nearly right are refused",
    arguments: [
      "[.a]", "[=", "[[#", "[\r]", "[ \n", "a = [}", "a = [ #\t}", "a = [{}}", "a = {]", "a = [\u{2028}]",
      "a = \u{A0}1", "\u{FEFF}a = 1", "a = [1,\u{3000}2]", "a = [\u{B}]", "é = 1", "a = 1-1T:",
      "a = +", "a = _1", "a = 1__0", "a = 1_", "a = 007", "a =", "a", "a = [,]", "a = ['x' 'y']", "a = 'x'\r",
      "# \u{1B}", "a = \"\\ud800\"", "a = \"\\U00110000\"", "a = \"\\u12\"", "a = \"\\", "a = true false",
    ])
  func nearlyRight(_ text: String) throws {
    #expect(try fault(Array(("\n" + text).utf8)).line == 2)
  }

  @Test("What is allowed to be nested is read to its end")
  func allowedNesting() throws {
    let names = String(repeating: "a.", count: 15) + "a"
    let file = try read("[\(names)]\n\(names) = 1")
    #expect(file.sections.last?.entries.first?.line == 2)
  }

  @Test(
    "Bytes that are zero or not UTF-8, escaped zeros, and files too long for settings are refused with the line"
  )
  func hostileBytes() throws {
    #expect(try fault(Array("a = 1\nb = \"\0\"".utf8)).line == 2)
    #expect(try fault(Array("a = 1\nb = \"".utf8) + [0xFF, 0x22]).line == 2)
    #expect(try fault([0xC3]).line == 1)
    #expect(try fault(Array("a = 1\nb = \"x\\u0000y\"".utf8)).line == 2)
    #expect(try fault(Array("a = 1\n\"b\\U00000000\" = 1".utf8)).line == 2)
    #expect(try fault([UInt8](repeating: 0x0A, count: SettingsFile.longest + 1)).line == 1)
    #expect(try read("a = '\\u0000'").root.text("a") == "\\u0000")
    #expect(try SettingsFile([UInt8](repeating: 0x0A, count: SettingsFile.longest)).sections.count == 1)
  }
}
