import Testing

@testable import Terminal

/// A screen of the tests: opens, closes and asks by its keys, and shows how often it came to the top.
private struct Page: Screen {
  var title: String
  var seen = 0

  mutating func handle(_ event: Event, in context: Int, size: Size) -> Outcome<String, Int> {
    switch event {
    case .resumed:
      seen += 1
      return .stay
    case .key("o"): return .push(Page(title: title + "+"))
    case .key("r"): return .replace(Page(title: "other"))
    case .key("h"): return .home
    case .key("s"): return .perform("save \(title) at \(context)")
    case .key("d"): return .popAndPerform("done \(title)")
    case .key(.escape): return .pop
    default: return .ignored
    }
  }

  func draw(on canvas: inout Canvas, in context: Int) {
    canvas.draw("\(title) \(seen) \(context)", column: 0, row: 0)
  }
}

@Suite struct `A stack of screens` {
  private var stack = ScreenStack<String, Int>(Page(title: "home"))
  private let size = Size(columns: 20, rows: 1)

  private mutating func press(_ key: Key) -> String {
    switch stack.handle(.key(key), in: 3, size: size) {
    case .handled: "handled"
    case .ignored: "ignored"
    case .perform(let command): command
    case .leftHome: "left home"
    }
  }

  private func shown() -> String {
    var canvas = Canvas(size: size)
    stack.draw(on: &canvas, in: 3)
    return canvas.line(0)
  }

  @Test mutating func `opens, goes back to what was there, and tells screens that they are seen`() {
    #expect(shown() == "home 0 3")
    #expect(press("o") == "handled")
    #expect(shown() == "home+ 1 3")
    #expect(press("o") == "handled")
    #expect(stack.titles == ["home", "home+", "home++"])
    #expect(press(.escape) == "handled")
    #expect(shown() == "home+ 2 3")
    #expect(press("o") == "handled")
    #expect(press("h") == "handled")
    #expect(stack.depth == 1)
    #expect(shown() == "home 1 3")
    #expect(press(.escape) == "left home")
    #expect(stack.depth == 1)
  }

  @Test mutating func `hands commands on and leaves unknown keys to the program`() {
    #expect(press("s") == "save home at 3")
    #expect(press("x") == "ignored")
    #expect(press("o") == "handled")
    #expect(press("d") == "done home+")
    #expect(stack.titles == ["home"])
    #expect(press("r") == "handled")
    #expect(stack.titles == ["other"])
  }

  @Test mutating func `tells all screens what concerns all`() {
    #expect(press("o") == "handled")
    stack.tellAll(.resumed, in: 3, size: size)
    #expect(shown() == "home+ 2 3")
    #expect(press(.escape) == "handled")
    #expect(shown() == "home 2 3")
  }

  @Test mutating func `leads home from anywhere by Esc`() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<500 {
      _ = press((["o", "r", "s", "x", "d", "o"] as [Key]).randomElement(using: &random) ?? "o")
      var presses = 0
      var copy = self
      while copy.press(.escape) == "handled" { presses += 1 }
      #expect(presses == stack.depth - 1)
    }
  }
}
