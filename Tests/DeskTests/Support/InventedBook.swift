import Casebook
import Journal
import JournalSimulation
import Rents
import Testing

/// A book on a simulated disk, as a landlord's files fill one.
enum InventedBook {
  /// A book that holds the account of `screens.md` and a neighbour, taken in as a landlord's files are.
  static func make(on files: SimulatedFileSystem = SimulatedDisk().process()) throws -> Casebook {
    let book = try Casebook.create(
      at: "book", configuration: BookConfiguration(landlord: "Calder Valley Homes", source: "ql"),
      user: "kosei",
      today: InventedPatch.today,
      officers: [
        Officer(user: "kosei", name: "Kofi Osei", code: "KO", role: .senior),
        Officer(user: "akhan", name: "Aisha Khan", code: "AK", role: .officer),
      ],
      files: files)
    let marsh = try InventedPatch.marsh()
    var other = marsh.page.facts
    other.reference = "40218900"
    other.people = [Person(name: "Ruth Fenn")]
    other.landlordBalance = money(5000)
    let kinds: [IntakeKind] = [.accounts, .transactions, .actions, .arrangements, .instalments]
    let intake = try book.beginIntake(
      files: kinds.map {
        IntakeFile(name: "\($0).csv", kind: $0, sha256: "\($0)", batchDate: day("2026-11-23"))
      }
    ) { report in
      // The neighbour's balance differs on purpose; anything else is a slip of this test.
      if report.action != .warned { Issue.record("\(report)") }
    }
    try intake.add(marsh.page.facts, file: 0, line: 2)
    try intake.add(other, file: 0, line: 3)
    for (index, posting) in marsh.postings.enumerated() {
      try intake.add(posting, account: "40218863", file: 1, line: index + 2)
    }
    try intake.add(posting("501", .rent, 4000, "2026-11-23"), account: "40218900", file: 1, line: 90)
    for (index, action) in marsh.page.actions.enumerated() {
      try intake.add(action, account: "40218863", file: 2, line: index + 2)
    }
    for (index, plan) in marsh.page.arrangements.enumerated() {
      try intake.add(plan, account: "40218863", file: 3, line: index + 2)
    }
    for (index, instalment) in marsh.page.instalments.enumerated() {
      try intake.add(instalment, account: "40218863", file: 4, line: index + 2)
    }
    _ = try intake.finish(.goodRows)
    return book
  }
}
