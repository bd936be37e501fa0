import Glibc
import Terminal
import Testing

@testable import Desk

/// The files of `data`, as the checkout has them.
enum Data {
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/") + "/data"
  }()

  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(root + "/" + path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// Writes a file of `data` anew where the variable asks for it, as snapshots are.
  static func recordIfAsked(_ path: String, _ text: String) {
    guard let asked = getenv("PATCHBOOK_RECORD"), asked.pointee != 0 else { return }
    guard let file = fopen(root + "/" + path, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }
}

@Suite struct `A theme as a file` {
  @Test(arguments: ["standard", "dark", "light", "mono"])
  func `of ours is whole, and every pair of colours in it can be read`(name: String) {
    let file = ThemeFile(name: name, Data.bytes("themes/\(name).toml"))
    #expect(file.faults == [])
    #expect(file.theme.name == name)
    #expect(file.theme.faults == [])
  }

  @Test func `that is named standard is the theme that is built in`() {
    let text = ThemeFile.text(of: .standard, title: "The terminal's own ground")
    Data.recordIfAsked("themes/standard.toml", text)
    let isSame = Data.bytes("themes/standard.toml") == Array(text.utf8)
    #expect(isSame, "data/themes/standard.toml is another theme: PATCHBOOK_RECORD=1 writes it anew")
    #expect(ThemeFile(name: "standard", Array(text.utf8)).theme == .standard)
  }

  @Test func `paints the whole screen where ordinary text has a ground`() {
    let dark = ThemeFile(name: "dark", Data.bytes("themes/dark.toml")).theme
    #expect(dark.look(.normal, .full).ground == 234)
    #expect(dark.look(.bad, .full).ground == 234)
    #expect(dark.look(.bad, .sixteen).ground == dark.look(.normal, .sixteen).ground)
    #expect(dark.look(.bad, .none) == Look(nil, on: nil, .bold))
    let light = ThemeFile(name: "light", Data.bytes("themes/light.toml")).theme
    #expect(light.look(.normal, .sixteen).ground == 15)
    #expect(light.look(.normal, .eight).ground == 7)
  }

  @Test func `without colour has none on any terminal`() {
    let mono = ThemeFile(name: "mono", Data.bytes("themes/mono.toml")).theme
    for role in Style.Role.allCases {
      for tier in ColourTier.allCases {
        let look = mono.look(Style(role), tier)
        #expect(look.ink == nil && look.ground == nil, "\(role.name)")
      }
    }
  }

  @Test func `says of a wrong line what is wrong, and keeps the built-in look for that style alone`() {
    let file = ThemeFile(
      name: "mine",
      Array(
        """
        title = "Mine"
        [styles]
        normal = "252 on 234"
        tilte = "231"
        bad = "brigth-red"
        good = "300"
        warning = "1 2"
        key = "3 on"
        dim = 7
        [style]
        [styles.none]
        bad = "red"
        """.utf8))
    #expect(
      file.faults.map { "\($0.line): \($0.problem)" } == [
        "4: there is no style “tilte”; did you mean “title”?",
        "5: “brigth-red” is no colour (0 to 255, or a name) and no attribute; did you mean “bright-red”?",
        "6: “300” is no colour (0 to 255, or a name) and no attribute",
        "7: two inks stand in “1 2”; a ground follows the word on",
        "8: a colour is missing after on",
        "9: dim is text in quotes, such as \"231 on 24 bold\"",
        "10: there is no section “style”; did you mean “styles”?",
        "12: bad names a colour where there is none",
      ])
    #expect(file.theme.look(.normal, .full) == Look(252, on: 234))
    #expect(file.theme[.bad].full == Theme.standard[.bad].full)
    #expect(file.theme[.bad].plain == Theme.standard[.bad].plain)
  }

  @Test func `that is no file of settings is the built-in theme and one report with its line`() {
    let file = ThemeFile(name: "mine", Array("[styles]\nbad = red".utf8))
    #expect(file.theme.look(.bad, .full) == Theme.standard.look(.bad, .full))
    #expect(file.faults.count == 1)
    #expect(file.faults.first?.line == 2)
  }
}
