import Desk
import Terminal
import Testing

@Suite("The first start, without a book")
struct FirstStartTests {
  private func first(_ situation: FirstStart.Situation = .nothing, _ keys: String = "") throws -> FirstStart {
    var first = FirstStart(
      book: "/srv/kelly/patchbook/book", demo: "/srv/kelly/patchbook/demo",
      situation)
    for step in try KeyScript(keys).steps {
      if let event = step.event { _ = first.handle(event) }
    }
    return first
  }

  private func canvas(_ first: FirstStart, _ size: Size = sizes[0]) -> Canvas {
    var canvas = Canvas(size: size)
    first.draw(on: &canvas)
    return canvas
  }

  @Test("it says what a book is, where one was looked for, and three ways on", arguments: sizes)
  func pictures(size: Size) throws {
    Snapshot.check(canvas(try first(), size), "first-start")
    Snapshot.check(canvas(try first(.empty, "Down"), size), "first-start-empty")
    Snapshot.check(
      canvas(
        try first(.fault("/srv/books/e3 cannot be read by kelly: whose book it is gives the rights.")), size),
      "first-start-fault")
    Snapshot.check(canvas(try first(.nothing, "2"), size), "first-start-path")
    Snapshot.check(canvas(try first(.nothing, "?"), size), "first-start-help")
  }

  @Test("each way asks for a directory, and offers one where there is a usual one")
  func ways() throws {
    var start = try first(.nothing, "1")
    #expect(start.handle(.key(.enter)) == .importInto(path: "/srv/kelly/patchbook/book"))
    start = try first(.nothing, "2 \"/tmp/d\"")
    #expect(start.handle(.key(.enter)) == .demo(path: "/tmp/d"))
    start = try first(.nothing, "2*Down Enter \"/srv/e3\"")
    #expect(start.handle(.key(.enter)) == .open(path: "/srv/e3"))
    start = try first(.nothing, "3")
    #expect(start.handle(.key(.enter)) == nil)
    #expect(canvas(start).text().contains("Type the path of a directory."))
  }

  @Test("what fails is said, and another way can be chosen; Esc takes the error away, q leaves")
  func failure() throws {
    var start = try first(.nothing, "3 \"/nowhere\"")
    _ = start.handle(.key(.enter))
    start.take(failure: "There is no book at /nowhere. Nothing was changed.")
    #expect(canvas(start).text().contains("Error: There is no book at /nowhere."))
    #expect(start.handle(.key(.escape)) == nil)
    #expect(!canvas(start).text().contains("Error"))
    #expect(start.handle(.key("2")) == nil && start.handle(.key(.enter)) != nil)
    #expect(canvas(start).text().contains("Making the demo book"))
    #expect(start.handle(.key("1")) == nil)
    #expect(canvas(start).text().contains("One moment"))
    #expect(start.handle(.key("q")) == .leave)
  }
}
