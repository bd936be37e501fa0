import Desk
import Rents
import Terminal
import Testing

@Suite("The filter of a caseload")
struct CaseloadFilterTests {
  private let start = DeskStart.caseload(patch: "E3")

  private func shown(_ query: String) throws -> Set<String> {
    let quoted = query.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    let session = try played(
      InventedPatch.book(), start, "/ \"\(quoted)\" Enter", size: Size(columns: 80, rows: 60))
    return Set(session.references)
  }

  @Test("words stand for any column, keys for one; both together must hold, and a bar lets either hold")
  func mixed() throws {
    let (hazel, larch) = (try shown("hazel"), try shown("larch"))
    let debit = try shown("method:dd")
    #expect(!hazel.isEmpty && !larch.isEmpty && !debit.isEmpty)
    #expect(try shown("hazel method:dd") == hazel.intersection(debit))
    #expect(try shown("hazel | larch") == hazel.union(larch))
    #expect(try shown("hazel|larch method:dd") == hazel.union(larch).intersection(debit))
    #expect(try shown("hazel | method:dd") == hazel.union(debit))
    #expect(try shown("hazel -method:dd") == hazel.subtracting(debit))
    #expect(try shown("\"hazel walk\" !method:dd") == hazel.subtracting(debit))
  }

  @Test("what was understood is said back in words under the prompt")
  func explained() throws {
    for (query, words) in [
      ("balance>200", "owing more than 200.00"),
      ("method:dd|so", "paying by direct debit or paying by standing order"),
      ("flag:V -flag:H", "vulnerable; not (held)"), ("contact>28d", "no contact for 28 days"),
      ("due<7d", "due within 7 days or past"), ("weeks>=4 hazel", "at least 4 weeks owed; “hazel” anywhere"),
      ("balance:cr", "in credit"), ("hazel | larch", "“hazel” anywhere or “larch” anywhere"),
    ] {
      let line = try played(InventedPatch.book(), start, "/ \"\(query)\"").canvas().line(22)
      #expect(line.contains(words), "\(query): \(line)")
    }
  }

  @Test("what is wrong is underlined with the nearest right word, and Tab puts that in")
  func wrong() throws {
    var session = try played(InventedPatch.book(), start, "/ \"hazel mehtod:dd\"")
    let canvas = session.canvas()
    #expect(canvas.line(22).contains("did you mean “method”?"))
    let underlined = (0..<80).filter {
      canvas.style(column: $0, row: 21)?.emphasis.contains(.underline) == true
    }
    #expect(underlined == Array(8..<14))
    // A query that cannot be read is not kept, and the list stays as it was.
    _ = session.play(try KeyScript("Enter"))
    #expect(session.canvas().line(21).contains("/hazel mehtod:dd"))
    #expect(!session.references.isEmpty)
    _ = session.play(try KeyScript("Tab Enter"))
    #expect(session.canvas().line(2).contains("/hazel method:dd"))
  }

  @Test("Tab completes keys and values, and again the next; what the list holds is offered too")
  func completion() throws {
    var session = try played(InventedPatch.book(), start, "/ \"met\" Tab")
    #expect(session.canvas().line(21).contains("/method:"))
    _ = session.play(try KeyScript("d Tab"))
    #expect(session.canvas().line(21).contains("/method:dd"))
    _ = session.play(try KeyScript("Ctrl-U \"b\" Tab Tab"))
    #expect(session.canvas().line(21).contains("/balance>"))
    _ = session.play(try KeyScript("Ctrl-U \"address:ha\" Tab"))
    #expect(session.canvas().line(21).contains("/address:\"Hazel Walk\""))
    _ = session.play(try KeyScript("Enter"))
    #expect(try Set(session.references) == shown("hazel"))
    // Where nothing begins so, nothing is put in.
    _ = session.play(try KeyScript("/ Ctrl-U \"zzz\" Tab"))
    #expect(session.canvas().line(21).contains("/zzz "))
  }

  @Test("Up brings earlier filters back, Down the later ones and at last what was typed")
  func history() throws {
    var session = try played(
      InventedPatch.book(), start, "/ \"hazel\" Enter / Ctrl-U \"larch\" Enter Esc / \"vale\" Up")
    #expect(session.canvas().line(21).contains("/larch"))
    _ = session.play(try KeyScript("Up Up Up"))
    #expect(session.canvas().line(21).contains("/hazel"))
    _ = session.play(try KeyScript("Down Down Down"))
    #expect(session.canvas().line(21).contains("/vale"))
  }

  @Test(
    "nothing that is typed stops the filter",
    arguments: [
      "\"", "|", "||", "-", "!", ":", "a|", "|a", "-\"", "balance>", "x:y|", "\"a", "marked:", "changed:x",
      "--", "=", "method:dd|",
    ])
  func halfTyped(query: String) throws {
    let quoted = query.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    let session = try played(InventedPatch.book(), start, "/ \"\(quoted)\" Tab Enter Esc Esc Esc")
    #expect(session.depth <= 2)
  }

  @Test("a long filter is cut, the freshness of the feeds and the counts are not")
  func longFilter() throws {
    let words = (0..<12).map { "-word\($0)" }.joined(separator: " ")
    let canvas = try played(InventedPatch.book(), start, "/ \"\(words)\" Enter").canvas()
    #expect(canvas.line(1).contains("plans Mon 9 (15 days old!)"))
    #expect(canvas.line(2).contains("…  42 of 42"))
  }
}

extension DeskSession {
  /// The references of the list that is seen, from top to bottom.
  var references: [String] {
    let canvas = canvas()
    return (3..<size.rows - 3).compactMap { row in
      let line = canvas.line(row)
      guard let gutter = line.first, gutter == ">" || gutter == " " else { return nil }
      let word = line.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false).first ?? ""
      return word.count > 4 && word.allSatisfy(\.isNumber) ? String(word) : nil
    }
  }
}
