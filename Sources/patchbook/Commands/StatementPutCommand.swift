import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook statement put`: a finished form that another program made.
struct StatementPutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Records a finished form from a JSON object.",
    discussion: """
      The object has lines with amount_pence and frequency, savings_pence, priority_debts and non_priority_debts; or fields, \
      each as it was typed, as statement REF --json gives them. Its id, expect and totals are passed over. Nothing that the \
      account knows is filled in: what is not in the object was not asked. A form that is being filled in at a desk is left \
      as it is.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Argument(
    help: ArgumentHelp("A file with one JSON object; - is standard input.", valueName: "file"),
    completion: .file())
  var file: String
  @Option(
    help: ArgumentHelp("The number of the finished form whose place it takes: a correction.", valueName: "n"))
  var corrects: Int?
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readWrite)
    let sources = try ProgramData(book: book.path).statementSources()
    let rules = try ProgramData.rules(of: sources, membershipCode: casebook.configuration.membershipCode)
    let form = try form(rules.format)
    _ = try casebook.view.known(reference)
    let replaces = try corrects.map { try casebook.view.statement(number: $0, of: reference).id }
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(
      .finishStatement(
        account: reference,
        finish: StatementFinish(fields: form.texts, replaces: replaces ?? "", sources: sources)))
    let id = receipt.minted.first ?? ""
    let version = try casebook.view.statements(of: reference).first { $0.id == id }
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("id", id)
      line.add("account", reference)
      line.add("version", version?.number)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "\(version?.wording ?? "The form") on \(HarmlessText.printable(reference)) recorded in transaction "
          + "\(receipt.sequence).")
    }
    try output.flush()
  }

  private func form(_ format: StatementFormat) throws(Failure) -> StatementForm {
    var text: [UInt8] = []
    let input = try InputLines(file)
    while let line = try input.next() {
      text += line + [UInt8(ascii: "\n")]
      guard text.count <= StatementPutCommand.longest else {
        throw Failure(
          .wrongCall,
          "\(HarmlessText.printable(file)) is longer than any form. Nothing was recorded. Give one JSON object."
        )
      }
    }
    let problem: String
    do {
      return try StatementJSON.form(JSONValue(String(decoding: text, as: UTF8.self)), format: format)
    } catch {
      problem = "\(error)"
    }
    throw Failure(
      .wrongCall,
      "\(HarmlessText.printable(file)): \(HarmlessText.printable(problem, limit: 1_000)) Nothing was recorded. Put it "
        + "right there and give it again.")
  }

  /// The longest file of a form, in bytes.
  private static let longest = 4 << 20
}

extension BookView {
  /// A finished form of an account by its number.
  /// - Throws: ``Failure`` where the account has none of that number; `CasebookError` where the book cannot be read.
  func statement(number: Int, of account: String, asAt: AsAt = .now) throws -> StatementVersion {
    let versions = try statements(of: account, asAt: asAt)
    if let version = versions.first(where: { $0.number == number }) { return version }
    let numbers = versions.map { "\($0.number)" }.reversed().joined(separator: ", ")
    throw Failure(
      .no,
      "Account \(HarmlessText.printable(account)) has no form \(number)"
        + (numbers.isEmpty ? ": none was finished" : "; it has \(numbers)") + ". Nothing was changed.")
  }
}
