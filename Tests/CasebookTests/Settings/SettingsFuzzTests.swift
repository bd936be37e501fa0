import Glibc
import Testing

@testable import Casebook

/// Random texts and damaged maps; the same ones in every run.
@Suite("Settings of any bytes") struct SettingsFuzzTests {
  private static let pieces = [
    "a", "b", ".", "=", "[", "]", "[[", "]]", "{", "}", "\"", "'", "\"\"\"", "''", "\\", "\n", "\r", "\r\n",
    "#", ",",
    " ", "\t", "1", "1.5", "true", "0x", "+", "-", "inf", ":", "_", "T", "\u{0}", "\u{7F}", "\u{2028}",
    "a = ", "0",
    "\\u00e9", "\\U0010FFFF", "\u{FEFF}", "é", "a = 1\n", "[a]\n", "[[b]]\n", "[a.b]\n", "a.b = 'x'\n",
    "c = ['x',\n",
    "2026-11-21", "1-1T:", "[.a]", "[}",
  ].map { Array($0.utf8) }

  @Test("Random text is read or refused, without harm", arguments: 0..<20)
  func randomText(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var taken = 0
    for _ in 0..<400 {
      let count = Int.random(in: 1...24, using: &generator)
      var text: [UInt8] = []
      for _ in 0..<count { text += Self.pieces.randomElement(using: &generator) ?? [] }
      if try hold(text) { taken += 1 }
    }
    #expect(taken > 0)
  }

  @Test("A damaged map is read or refused, without harm", arguments: ["plain", "nec", "ql"])
  func damagedMap(name: String) throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let file = try #require(fopen("\(root)/data/maps/\(name).toml", "r"))
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let length = fread(&buffer, 1, buffer.count, file)
    let map = Array(buffer.prefix(length))
    #expect(try hold(map), "the map as it stands is read")
    var generator = SeededGenerator(seed: UInt64(length))
    for _ in 0..<150 {
      var damaged = map
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<damaged.count, using: &generator)
        let end = min(at + Int.random(in: 1...4, using: &generator), damaged.count)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: damaged[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.replaceSubrange(at..<end, with: Self.pieces.randomElement(using: &generator) ?? [])
        case 2: damaged.insert(contentsOf: Array(damaged[at..<min(at + 60, damaged.count)]), at: at)
        default: damaged.removeSubrange(at..<end)
        }
      }
      _ = try hold(damaged)
    }
  }

  /// Holds what must be true of any text, and says whether it was read: lines lie in the text and in order; what was
  /// read is read again from its own writing; two lines before it move everything by two.
  private func hold(_ text: [UInt8]) throws -> Bool {
    let lines = text.count { $0 == 0x0A } + 1
    let file: SettingsFile
    do {
      file = try SettingsFile(text)
    } catch {
      #expect(
        (1...lines).contains(error.line) && !error.problem.isEmpty && error.column ?? 1 >= 1, "\(error)")
      return false
    }
    for section in file.sections {
      let places = section.entries.map(\.line)
      #expect(places == places.sorted() && places.allSatisfy((section.line...lines).contains))
      #expect(Set(section.entries.map(\.key)).count == places.count)
    }
    let again = try SettingsFile(Array(written(file).utf8))
    #expect(again.sections.map(\.name) == file.sections.map(\.name))
    #expect(again.sections.map(\.isListed) == file.sections.map(\.isListed))
    #expect(again.sections.map { $0.entries.map(\.key) } == file.sections.map { $0.entries.map(\.key) })
    #expect(again.sections.map { $0.entries.map(\.value) } == file.sections.map { $0.entries.map(\.value) })
    if !text.starts(with: [0xEF, 0xBB, 0xBF]) {
      let moved = try SettingsFile([0x0A, 0x0D, 0x0A] + text).sections.flatMap { $0.entries.map(\.line) }
      #expect(moved == file.sections.flatMap { $0.entries.map { $0.line + 2 } })
    }
    return true
  }

  private func written(_ file: SettingsFile) -> String {
    var text = ""
    for section in file.sections {
      if !section.name.isEmpty { text += section.isListed ? "[[\(section.name)]]\n" : "[\(section.name)]\n" }
      for entry in section.entries {
        let value =
          switch entry.value {
          case .text(let text): SettingsFile.quoted(text)
          case .number(let number): "\(number)"
          case .truth(let truth): "\(truth)"
          case .texts(let texts): "[" + texts.map(SettingsFile.quoted).joined(separator: ", ") + "]"
          }
        text += "\(SettingsFile.quoted(entry.key)) = \(value)\n"
      }
    }
    return text
  }
}
