import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("Messy extracts into a book")
struct MessyImportTests {
  /// The actions that a good importer reports for a kind of defect (defects.csv of the extracts); empty where
  /// nothing is owed to it.
  static let expected: [String: Set<ImportLine.Action>] = [
    "amount_blank": [.rejected], "amount_letters": [.rejected], "amount_sign_conflict": [.rejected],
    "bad_date_31_02": [.rejected], "bad_date_far_future": [.rejected, .suspended],
    "bad_date_us_order": [.rejected],
    "bad_date_zero": [.rejected], "balance_disagrees": [.warned], "blank_line": [], "whitespace_line": [],
    "control_chars": [.repaired], "dob_impossible": [.warned], "dup_id_conflict": [.rejected],
    "dup_id_identical": [.skippedDuplicate], "duplicate_account": [.skippedDuplicate],
    "duplicate_account_conflict": [.rejected], "extra_column": [.rejected], "missing_column": [.rejected],
    "file_overlaps_main": [.skippedDuplicate], "file_resent": [.skippedDuplicate], "formula_narrative": [],
    "name_formula": [], "invalid_utf8": [.repaired], "lone_line_feed": [], "long_field": [.repaired],
    "name_long": [.repaired], "name_bidi_override": [.repaired], "name_c1_control": [.repaired],
    "name_terminal_csi": [.repaired], "name_terminal_title": [.repaired], "name_zero_width": [.repaired],
    "name_combining": [], "name_rtl": [], "name_wide": [], "nul_byte": [.repaired], "ref_padding": [],
    "ref_scientific": [.rejected], "repeated_header": [.ignored, .skippedDuplicate],
    "trailer_count_wrong": [.warned], "truncated_last_line": [.rejected], "unknown_account": [.suspended],
    "unterminated_quote": [.rejected], "embedded_newline": [],
  ]

  /// Defects that are told with their column.
  static let withColumn: Set<String> = [
    "amount_blank", "amount_letters", "amount_sign_conflict", "bad_date_31_02", "bad_date_far_future",
    "bad_date_us_order", "bad_date_zero", "control_chars", "dob_impossible",
  ]

  @Test(
    "Every planted defect is reported with its action on its line, and nothing else is turned away",
    arguments: styles)
  func everyDefect(style: String) throws {
    let defects = try PlantedDefect.read(style: style)
    #expect(defects.count >= 44)
    try TestBook.with { book in
      let (lines, summary) = try book.take([Fixtures.folder + "/messy/" + style])
      for defect in defects {
        let wanted = try #require(Self.expected[defect.kind], "\(defect.kind) is not in the table")
        let there = lines.filter { $0.file == defect.file && $0.line == defect.line }
        if defect.kind == "embedded_newline", style == "nec" {
          #expect(there.map(\.action) == [.warned])
          let rest = lines.filter { $0.file == defect.file && $0.line == defect.line + 1 }
          #expect(rest.map(\.action) == [.rejected])
        } else if wanted.isEmpty {
          // An account that a spoilt posting puts out is told on its line too.
          #expect(
            there.allSatisfy { $0.action == .warned && $0.column == "balance" }, "\(defect.kind): \(there)")
        } else if defect.kind == "file_overlaps_main" {
          #expect(lines.filter { $0.file == defect.file && $0.action == .skippedDuplicate }.count >= 1)
        } else {
          #expect(
            there.contains { wanted.contains($0.action) }, "\(defect.kind), line \(defect.line): \(there)")
        }
        if Self.withColumn.contains(defect.kind) {
          #expect(
            there.contains { $0.column != nil && wanted.contains($0.action) }, "\(defect.kind): \(there)")
        }
      }
      // No false alarms: each rejected or suspended line is a planted one.
      for line in lines where line.action == .rejected || line.action == .suspended {
        let isPlanted = defects.contains {
          $0.file == line.file
            && ($0.line == line.line
              || ($0.kind == "embedded_newline" && style == "nec" && $0.line + 1 == line.line))
        }
        #expect(isPlanted, "not planted: \(line)")
      }
      #expect(lines.contains { $0.action == .warned && $0.problem.contains("incomplete") })
      #expect(summary.repaired == lines.filter { $0.action == .repaired }.count)
      #expect(summary.rejected == lines.filter { $0.action == .rejected }.count)
      for line in lines { #expect(isHarmless(line)) }
    }
  }

  @Test(
    "Each account is out by exactly what was damaged, and right again where another file brings the row",
    arguments: styles)
  func differences(style: String) throws {
    let defects = try PlantedDefect.read(style: style)
    let folder = Fixtures.folder + "/messy/" + style
    let names = try Folder.entries(of: folder).filter { !$0.hasSuffix("json") }
    try TestBook.with { book in
      _ = try book.take(names.filter { !$0.contains("WEEK") }.map { folder + "/" + $0 })
      var damaged: [String: Int64] = [:]
      for defect in defects {
        damaged[defect.account ?? "", default: 0] += Int64(defect.damagedPence)
      }
      var seen = 0
      try book.casebook.view.forEachSummary { summary in
        seen += 1
        let difference = (summary.landlordBalance?.pence ?? 0) - summary.balance.pence
        #expect(difference == damaged[summary.reference] ?? 0, "\(summary.reference)")
        return true
      }
      #expect(seen == 40)
      // The week's file holds one of the rows that were spoilt in the main file; the rest are in the book.
      let (_, summary) = try book.take(names.filter { $0.contains("WEEK") }.map { folder + "/" + $0 })
      #expect(summary.posted == 1)
      #expect(summary.duplicates == summary.read - 1)
      let mended = try book.casebook.view.summary(of: "10000049")
      #expect(mended?.balance == mended?.landlordBalance)
    }
  }

  @Test("A messy set taken in twice adds nothing", arguments: styles)
  func twice(style: String) throws {
    try TestBook.with { book in
      let (_, first) = try book.take([Fixtures.folder + "/messy/" + style])
      func suspended() throws -> Int {
        var count = 0
        try book.casebook.view.suspense { _ in count += 1 }
        return count
      }
      func balances() throws -> [Int64] {
        var all: [Int64] = []
        try book.casebook.view.forEachSummary {
          all.append($0.balance.pence)
          return true
        }
        return all
      }
      let before = (try suspended(), try balances())
      let (lines, second) = try book.take([Fixtures.folder + "/messy/" + style])
      #expect(second.posted == 0 && second.read == first.read)
      #expect(second.rejected == first.rejected)
      #expect(try (suspended(), balances()) == before)
      #expect(second.sequence == nil, "\(lines.filter { $0.action != .skippedDuplicate })")
    }
  }

  @Test("Rows rejected for a code that the map did not know are taken when the map knows it")
  func mapPutRight() throws {
    try TestBook.with { book in
      let whole = String(decoding: try Fixtures.bytes(Fixtures.maps + "/plain.toml"), as: UTF8.self)
      try Fixtures.write(
        Array(whole.replacing("RNT = \"rent\"\n", with: "").utf8), to: book.folder + "/plain.toml")
      let paths = ["accounts", "transactions"].map { Fixtures.folder + "/showcase/plain/\($0).tsv" }
      let (_, first) = try book.take(paths, .init(map: book.folder + "/plain.toml"))
      #expect(first.rejected > 500)
      let (_, second) = try book.take(paths)
      #expect(second.posted == first.rejected && second.rejected == 0)
      try book.casebook.view.forEachSummary {
        #expect($0.balance == $0.landlordBalance)
        return true
      }
    }
  }

  private func isHarmless(_ line: ImportLine) -> Bool {
    !(line.problem + (line.value ?? "") + line.file).unicodeScalars.contains {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value)
    }
  }
}
