import ArgumentParser
import Casebook
import Interchange

/// `patchbook verify`: is the book whole?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks the book: every checksum, and the chain of its journal.",
    discussion: "Ends with 0 where the book is whole, with 3 where it is damaged.")

  @OptionGroup var book: BookOptions
  @Flag(help: "Also make the state again from the journal and compare, and add every account's postings up.")
  var deep = false
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let bar = ProgressBar("checking")
    let found = try casebook.verify(deep: deep) { done, all in bar.show(done, of: all) }
    bar.clear()
    // What cannot be counted for damage is not told; the faults are.
    let postings =
      found.isWhole
      ? try found.postings ?? VerifyCommand.postings(in: casebook.view)
      : found.postings ?? (try? VerifyCommand.postings(in: casebook.view)) ?? 0
    let output = StandardOutput()
    if json {
      var line = JSONLine()
      line.add("ok", found.isWhole)
      line.add("transactions", found.transactions)
      line.add("postings", postings)
      line.add("head", found.head)
      if !found.isWhole { line.add("faults", found.faults) }
      if !found.remarks.isEmpty { line.add("remarks", found.remarks) }
      try output.line(utf8: line.utf8)
    } else {
      for fault in found.faults { try output.line("FAULT  \(HarmlessText.printable(fault, limit: 1_000))") }
      for remark in found.remarks {
        try output.line("remark \(HarmlessText.printable(remark, limit: 1_000))")
      }
      try output.line(
        "\(found.isWhole ? "The book is whole" : "The book is damaged"): \(found.transactions) transactions, "
          + "\(postings) postings.")
      if found.isWhole {
        try output.line("Its head is \(found.head): noted elsewhere, it proves this state later.")
      }
    }
    try output.flush()
    if !found.isWhole {
      throw Failure(
        .damaged,
        found.isRecordWhole
          ? "The book at \(book.path) has damaged derived files; nothing that was recorded is hurt. "
            + "patchbook checkpoint --rebuild makes them again."
          : "The book at \(book.path) has faults. Nothing was changed; restore it from a backup.")
    }
  }

  /// The postings that the summaries count.
  private static func postings(in view: BookView) throws -> Int {
    var count = 0
    try view.forEachSummary { account in
      count += account.postings
      return true
    }
    return count
  }
}
