import Casebook
import Journal
import JournalSimulation
import Rents
import Testing

/// What several officers type in one form, at random and from a seed, with a model beside that says what must stand.
private struct Typists {
  /// A text that was accepted, and what its author had seen of that field.
  struct Typed {
    var text: String
    var author: Int
  }

  /// What stands in each field: places in `typed`.
  var standing: [String: [Int]] = [:]
  var typed: [Typed] = []
  /// What each officer's screen shows of each field: places in `typed`.
  var seen: [[String: Set<Int>]]

  init(_ count: Int) { seen = Array(repeating: [:], count: count) }

  mutating func look(_ officer: Int) { seen[officer] = standing.mapValues { Set($0) } }

  mutating func keep(_ officer: Int, _ field: String, _ text: String) {
    let known = seen[officer][field] ?? []
    standing[field, default: []].removeAll { known.contains($0) || typed[$0].author == officer }
    typed.append(Typed(text: text, author: officer))
    standing[field, default: []].append(typed.count - 1)
  }

  /// The texts of a field, each once: two who typed the same agree.
  func texts(_ field: String) -> Set<String> { Set((standing[field] ?? []).map { typed[$0].text }) }
}

@Suite("No accepted text is ever lost, whoever types, wherever it ends") struct FormCrashTests {
  private let marsh = Office.marsh
  private let fields = ["amount.rent", "amount.gas", "note.gas", "notes"]

  @Test("Officers who type past each other: conflicts are exactly what was not seen", arguments: 1...40)
  func interleaved(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let office = try Office()
    // One officer sits at two desks.
    let users = ["jp", "ko", "jp"]
    let desks = try users.map { try office.sit($0).forms }
    var model = Typists(desks.count)
    var shown = desks.map { $0.look(at: marsh) }
    for step in 0..<120 {
      let officer = Int.random(in: 0..<desks.count, using: &generator)
      let field = fields[Int.random(in: 0..<fields.count, using: &generator)]
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<2:
        shown[officer] = desks[officer].look(at: marsh)
        model.look(officer)
      case 2:
        // What is half typed changes nothing of what was accepted.
        _ = try desks[officer].rest(shown[officer], field: field, text: "half\(step)")
      case 3..<7:
        // The desk goes on with what it showed: it has not read the answer yet.
        _ = try desks[officer].keep(shown[officer], field: field, text: "\(officer).\(step)")
        model.keep(officer, field, "\(officer).\(step)")
      default:
        shown[officer] = try desks[officer].keep(shown[officer], field: field, text: "\(officer).\(step)")
        model.keep(officer, field, "\(officer).\(step)")
        model.look(officer)
      }
      if !shown[officer].isBegun { shown[officer] = desks[officer].look(at: marsh) }
    }
    for form in try desks.map({ $0.look(at: marsh) }) + [office.sit("jp").forms.look(at: marsh)] {
      for field in fields {
        #expect(Set(form.entries[field]?.map(\.text) ?? []) == model.texts(field))
      }
      #expect(Set(form.conflicts.keys) == Set(fields.filter { model.texts($0).count > 1 }))
    }
  }

  /// Types a form as two officers would; what was accepted is told at once.
  private func type(
    _ jaya: FormDrafts, _ kofi: FormDrafts, accepted: (_ field: String, _ text: String) -> Void
  ) throws {
    var form = jaya.look(at: marsh)
    try jaya.enter(marsh)
    for number in 0..<3 {
      form = try jaya.rest(form, field: "amount.rent", text: "\(number)half")
      form = try jaya.keep(form, field: "amount.rent", text: "\(number)w", next: "amount.gas")
      accepted("amount.rent", "\(number)w")
      let theirs = try kofi.keep(kofi.look(at: marsh), field: "notes", text: "note \(number)")
      accepted("notes", "note \(number)")
      kofi.move(theirs, to: "amount.gas")
      form = try jaya.keep(form, field: "amount.gas", text: String(repeating: "\(number)", count: 700))
      accepted("amount.gas", String(repeating: "\(number)", count: 700))
    }
    jaya.leave(marsh)
  }

  /// A disk with the book on it as often as it is asked for.
  private func disks() throws -> () -> SimulatedDisk {
    let office = try Office()
    return { office.test.disk.afterPowerCut(.all, seed: 0) }
  }

  private func sit(_ user: String, _ files: SimulatedFileSystem) throws -> FormDrafts {
    try Casebook.open(at: TestBook.path, user: user, files: files).forms
  }

  /// The operations that typing takes.
  private func operations(_ disk: SimulatedDisk) throws -> ClosedRange<Int> {
    let (jaya, kofi) = (try sit("jp", disk.process()), try sit("ko", disk.process()))
    let first = disk.operations
    try type(jaya, kofi) { _, _ in }
    return first + 1...disk.operations
  }

  @Test(
    "The power goes at every single operation: what was accepted is there, and typing goes on",
    arguments: SimulatedDisk.Persistence.allCases)
  func powerCut(_ persistence: SimulatedDisk.Persistence) throws {
    let disks = try disks()
    let operations = try operations(disks())
    #expect(operations.count > 30)
    for operation in operations {
      let disk = disks()
      let (jaya, kofi) = (try sit("jp", disk.process()), try sit("ko", disk.process()))
      #expect(disk.operations == operations.lowerBound - 1)
      disk.set(.fail(operation: operation, reason: .io, forEver: true))
      var accepted: [String: String] = [:]
      try? type(jaya, kofi) { accepted[$0] = $1 }
      try expect(
        accepted, on: disk.afterPowerCut(persistence, seed: UInt64(operation)), "operation \(operation)")
    }
  }

  @Test("One officer's program is killed at every single operation: the other's goes on, and nothing is lost")
  func killed() throws {
    let disks = try disks()
    for operation in try operations(disks()) {
      let disk = disks()
      let files = disk.process()
      let (jaya, kofi) = (try sit("jp", files), try sit("ko", disk.process()))
      disk.set(.fail(operation: operation, reason: .io, forEver: true))
      var accepted: [String: String] = [:]
      try? type(jaya, kofi) { accepted[$0] = $1 }
      disk.kill(files)
      disk.set(nil)
      let theirs = try kofi.keep(kofi.look(at: marsh), field: "notes", text: "goes on")
      accepted["notes"] = "goes on"
      #expect(theirs.present == [], "operation \(operation)")
      try expect(accepted, on: disk, "operation \(operation)")
      withExtendedLifetime(jaya) {}
    }
  }

  @Test("A flush that fails is no acceptance, and harms nothing that is accepted after it")
  func failedFlush() throws {
    let disks = try disks()
    for operation in try operations(disks()) {
      let disk = disks()
      let (jaya, kofi) = (try sit("jp", disk.process()), try sit("ko", disk.process()))
      disk.set(.fail(operation: operation, reason: .io, forEver: false))
      var accepted: [String: String] = [:]
      try? type(jaya, kofi) { accepted[$0] = $1 }
      disk.set(nil)
      _ = try kofi.keep(kofi.look(at: marsh), field: "amount.rent", text: "after")
      accepted["amount.rent"] = "after"
      for persistence in [SimulatedDisk.Persistence.none, .all] {
        let left = disk.afterPowerCut(persistence, seed: UInt64(operation))
        try expect(accepted, on: left, "operation \(operation), \(persistence)")
      }
    }
  }

  /// What was accepted last in each field is there; a later text, typed and not accepted, may stand in its place, but
  /// nothing older does.
  private func expect(_ accepted: [String: String], on disk: SimulatedDisk, _ place: String) throws {
    let forms = try sit("jp", disk.process())
    let found = forms.look(at: marsh)
    for (field, text) in accepted {
      let stands = found.entries[field]?.map(\.text) ?? []
      #expect(stands == [text] || stands.count == 1 && order(stands[0]) > order(text), "\(place): \(field)")
    }
    #expect(found.conflicts == [:], "\(place)")
    #expect(try forms.keep(found, field: "fee", text: "on").text("fee") == "on", "\(place)")
  }

  /// The place of a text in what is typed: `2w` and `note 2` and `222…` come after those of 1.
  private func order(_ text: String) -> Int {
    Int(text.first { $0.isNumber }.map(String.init) ?? "9") ?? 9
  }

  @Test("Threads of a real host that type at the same moment lose nothing, and number everything once")
  func realFiles() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/book"
    let made = try Casebook.create(
      at: path, configuration: BookConfiguration(landlord: "Westmere", source: "housing"), user: "jp")
    let typists = 4
    try await withThrowingTaskGroup(of: Void.self) { group in
      for typist in 0..<typists {
        group.addTask {
          let forms = try Casebook.open(at: path, user: "jp").forms
          try forms.enter("1")
          for number in 0..<25 {
            let form = try forms.keep(
              forms.look(at: "1"), field: "amount.line-\(typist)-\(number % 10)", text: "\(number)w")
            #expect(form.text("amount.line-\(typist)-\(number % 10)") == "\(number)w")
            _ = try forms.rest(form, field: "notes", text: "half \(typist)")
          }
          _ = try forms.keep(FormDraft(account: "1"), field: "notes", text: "\(typist)")
        }
      }
      try await group.waitForAll()
    }
    let found = made.forms.look(at: "1")
    for typist in 0..<typists {
      for number in 15..<25 {
        #expect(found.text("amount.line-\(typist)-\(number % 10)") == "\(number)w")
      }
    }
    #expect(Set(found.entries["notes"]?.map(\.text) ?? []) == Set((0..<typists).map { "\($0)" }))
    #expect(found.number == typists * (2 * 25 + 1) && found.present == [])
  }
}
