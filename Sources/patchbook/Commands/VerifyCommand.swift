import ArgumentParser
import Casebook
import Interchange

/// `patchbook verify`: is the book whole?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks the book: every checksum, and the chain of its journal.",
    discussion: """
      Others go on working. Ends with 0 where the book is whole, with 3 where it is damaged: each place is named by its \
      file and byte, the transaction, the accounts, what is safe and what to do.
      A head that was printed on an earlier day (patchbook journal --head) and kept elsewhere proves with --against that \
      nothing recorded up to then was changed; it ends with 1 where no transaction of this book has that head.
      """)

  @OptionGroup var book: BookOptions
  @Flag(help: "Also make the state again from the journal and compare, and add every account's postings up.")
  var deep = false
  @Option(help: ArgumentHelp("A head noted earlier: its line, or the hash alone.", valueName: "head"))
  var against: String?
  @Flag(help: "Where the book is whole, print its head in one line and nothing else.") var head = false
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let noted = try notedHash()
    let casebook = try book.open(.readOnly)
    let bar = ProgressBar("checking")
    let found = try casebook.verify(deep: deep, against: noted) { done, all in bar.show(done, of: all) }
    bar.clear()
    let output = StandardOutput()
    if json {
      try output.line(utf8: try line(found, casebook, noted).utf8)
    } else if head, found.isWhole {
      try output.head(try casebook.head(), json: false)
    } else {
      try tell(found, casebook, noted, output)
    }
    try output.flush()
    guard found.isWhole else { throw failure(found) }
    if noted != nil, found.noted == nil {
      throw Failure(
        .no,
        "No transaction of the book at \(book.path) has that head. Nothing was changed. Either the head is of another book, "
          + "or of a later day than this copy, or what was recorded before it was changed since.")
    }
  }

  private func notedHash() throws(Failure) -> String? {
    guard let against else { return nil }
    guard let hash = BookHead.hash(in: against) else {
      throw Failure(
        .wrongCall,
        "--against needs the 64 hexadecimal digits of a head, as patchbook journal --head prints it.")
    }
    return hash
  }

  private func failure(_ found: BookVerification) -> Failure {
    Failure(
      .damaged,
      found.isRecordWhole
        ? "The book at \(book.path) has damaged derived files; nothing that was recorded is hurt. "
          + "patchbook checkpoint --rebuild makes them again."
        : "The book at \(book.path) has faults. Nothing was changed; restore it from a backup: "
          + "patchbook --data \(book.path) restore BACKUP --put-aside.")
  }

  // MARK: For programs

  private func line(_ found: BookVerification, _ casebook: Casebook, _ noted: String?) throws -> JSONLine {
    var line = JSONLine()
    line.add("ok", found.isWhole)
    line.add("transactions", found.transactions)
    line.add("postings", try VerifyCommand.postings(found, casebook))
    line.add("head", found.head)
    if noted != nil {
      line.add("unchanged_to", found.noted)
      line.add("unchanged", found.noted != nil && found.isWhole)
    }
    if !found.isWhole {
      line.add("faults", found.faults)
      line.add(
        "damage",
        found.damage.map { damage in
          var line = JSONLine()
          line.add("file", damage.file)
          line.add("offset", damage.offset)
          line.add("reason", damage.reason)
          line.add("record", damage.isRecord)
          line.add("transaction", damage.transaction)
          line.add("account_first", damage.accounts?.first)
          line.add("account_last", damage.accounts?.last)
          line.add("safe", damage.safe)
          line.add("advice", damage.advice)
          return line
        })
    }
    if !found.remarks.isEmpty { line.add("remarks", found.remarks) }
    return line
  }

  // MARK: For people

  private func tell(
    _ found: BookVerification, _ casebook: Casebook, _ noted: String?, _ output: StandardOutput
  ) throws {
    func line(_ label: String, _ text: String) throws(Failure) {
      try output.line(label + HarmlessText.printable(text, limit: 1_000))
    }
    for fault in found.faults { try line("FAULT  ", fault) }
    // What is safe and what to do is the same for many places: said once.
    var said: Set<String> = []
    for damage in found.damage {
      if !damage.what.isEmpty { try line("       may be hurt: ", "\(damage.file), \(damage.what)") }
      for sentence in [damage.safe, damage.advice] where said.insert(sentence).inserted {
        try line("       ", sentence)
      }
    }
    for remark in found.remarks { try line("remark ", remark) }
    try output.line(
      "\(found.isWhole ? "The book is whole" : "The book is damaged"): \(found.transactions) transactions, "
        + "\(try VerifyCommand.postings(found, casebook)) postings.")
    guard found.isWhole else { return }
    if let proved = found.noted {
      try output.line("Transactions 1 to \(proved) are what they were when that head was noted.")
    }
    try output.line("Its head is \(found.head): noted elsewhere, it proves this state later.")
  }

  /// How many postings there are. What cannot be counted for damage is not told; the faults are.
  private static func postings(_ found: BookVerification, _ casebook: Casebook) throws -> Int {
    if found.isWhole { return try found.postings ?? postings(in: casebook.view) }
    return found.postings ?? (try? postings(in: casebook.view)) ?? 0
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
