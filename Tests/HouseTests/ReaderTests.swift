import Testing

/// The checks above read text; these hold the reader to its word, so that a check cannot pass by reading nothing.
@Suite("Reading the house as text") struct ReaderTests {
  @Test("Imports, declarations and words are found, comments and strings are not")
  func readsCode() {
    let file = SourceFile(
      path: "Sources/Room/Subject/Thing.swift",
      text: """
        import Journal // import Desk
        @testable import struct Rents.Money
        /* enum Hidden {} /* nested */ class Hidden2 {} */
        public struct Thing<T> { struct Inner {} ; let a = "enum Quoted \\(f("x")) try!" }
        private enum Mine {}
        func free() { other.member(); Helper.call() }
        let raw = #"as! " still"#; let b = Beyond()
        """)
    #expect(file.imports == ["Journal", "Rents"])
    #expect(file.declared == ["Thing", "free"])
    #expect(file.words.contains("Helper") && file.words.contains("Beyond"))
    #expect(file.words.isDisjoint(with: ["Hidden", "Hidden2", "Quoted", "member", "Desk"]))
    #expect(!file.code.contains("try!") && !file.code.contains("as!"))
    #expect(file.room == "Room" && file.subject == "Subject")
  }

  @Test("A circle is found, a chain is not")
  func findsCircles() {
    #expect(circles(in: ["a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []]) == [["a", "b", "c"]])
    #expect(circles(in: ["a": ["b"], "b": ["c"], "c": []]).isEmpty)
  }

  @Test("The whole house was read")
  func readsTheHouse() {
    #expect(House.rooms.count >= 7)
    #expect(House.sources.count > 20)
  }
}
