import Testing

@testable import Desk

@Suite struct `The thresholds of the built-in views` {
  private let head = "dated = \"2026-11-21\"\nsource = \"our policy\"\n"

  private func settings(_ file: String?) -> DeskSettings {
    DeskSettings(choices: [], environment: { _ in nil }) { subject, name in
      guard subject == "views", name == "thresholds", let file else { return (nil, []) }
      return (.init(path: "book/config/views/thresholds.toml", bytes: Array(file.utf8)), [])
    }
  }

  @Test func `are the file's, and the views say them`() {
    let read = settings(head + "[high-arrears]\npounds = 750\n[no-contact]\ndays = 21\n")
    #expect(read.reports.isEmpty)
    #expect(read.thresholds == ViewThresholds(pounds: 750, weeks: 4, days: 21))
    let views = CaseloadView.builtIn(read.thresholds)
    #expect(views.contains { $0.query == "balance>750 weeks>=4" })
    #expect(views.contains { $0.name == "No contact 21 days" && $0.query.contains("contact>21d") })
  }

  @Test(arguments: [
    ("[high-arrears]\npounds = \"lots\"", 4, "pounds is a whole number"),
    ("[high-arrears]\nweeks = -1", 4, "0 to 520"),
    ("[high-arrears]\npound = 5", 4, "pound"),
    ("[no-contacts]\ndays = 5", 3, "no-contact"),
  ]) func `are the shipped ones where a line is wrong, and the fault is said`(
    text: String, line: Int, words: String
  ) {
    let read = settings(head + text)
    #expect(read.thresholds == .shipped)
    #expect(read.reports.count == 1 && read.reports.first?.line == line, "\(read.reports)")
    #expect(read.reports.first?.problem.contains(words) == true, "\(read.reports)")
    #expect(
      read.reports.first?.problem.hasSuffix("the thresholds that come with the program are in force") == true)
  }

  @Test func `need a date and a source`() {
    #expect(
      settings("source = \"x\"\n[no-contact]\ndays = 5").reports.first?.problem.contains("dated") == true)
    #expect(settings("dated = \"x\"").reports.first?.problem.contains("source") == true)
  }

  @Test func `of the file that comes with the program are those that are built in`() {
    let file = ThresholdsFile(Data.bytes("views/thresholds.toml"))
    #expect(file.faults.isEmpty && file.thresholds == .shipped)
  }
}
