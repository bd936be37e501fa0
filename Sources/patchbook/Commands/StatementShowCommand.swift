import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook statement REF`: the finished form of an account.
struct StatementShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the finished form of an account.",
    discussion: """
      The newest that stands, or the one of a number; reckoned by the lines and figures of its own day. --format \
      text is the paper for the tenant or an adviser, and rtf the same as a document that word processors open. A form that is being filled in at a desk is not finished, and not printed.
      """)

  @OptionGroup var book: BookOptions
  @OptionGroup var asAt: AsAtOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(name: .customLong("version"), help: ArgumentHelp("The form of this number.", valueName: "n"))
  var number: Int?
  /// How the paper is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, rtf
  }

  @Option(help: "The paper, as text or as a document: text, rtf.") var format: Format?
  @Option(
    help: ArgumentHelp("The file to write; standard output without it.", valueName: "file"),
    completion: .file())
  var out: String?
  @Flag(help: "Lists the account's finished forms instead.") var versions = false
  @Flag(help: "One JSON line.") var json = false

  func validate() throws {
    if format != nil && (json || versions) {
      throw ValidationError("Ask for the paper (--format), for --json or for --versions: one of them.")
    }
    if out != nil && format == nil {
      throw ValidationError("--out writes the paper: say --format text or rtf.")
    }
  }

  func run() throws {
    let casebook = try book.open(.readOnly)
    let view = casebook.view
    _ = try view.known(reference)
    if versions { return try list(view) }
    let version = try version(casebook)
    let (form, facts, rules) = try told(version, casebook)
    if let format {
      return try write(paper(form, version, facts, rules, casebook), as: format)
    }
    let output = StandardOutput()
    if json {
      var line = StatementShowCommand.line(version, reference)
      StatementJSON.add(form, facts: facts, rules: rules, to: &line)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "\(HarmlessText.printable(reference))  form \(version.number) of \(version.day.iso) by "
          + "\(HarmlessText.printable(version.officer))\(version.stands ? "" : ", which does not stand any more")"
      )
      try StatementTables(form: form, facts: facts, rules: rules).print(to: output)
    }
    try output.flush()
  }

  /// A finished form with the facts and the rules of its own day.
  private func told(
    _ version: StatementVersion, _ casebook: Casebook
  ) throws -> (form: StatementForm, facts: StatementFacts, rules: StatementRules) {
    let view = casebook.view
    let sources = try view.sources(of: version) ?? ProgramData(book: book.path).statementSources()
    return (
      StatementForm(version), try view.statementFacts(of: reference, version: version),
      try ProgramData.rules(of: sources, membershipCode: casebook.configuration.membershipCode)
    )
  }

  private func reckoned(
    _ version: StatementVersion, _ casebook: Casebook
  ) throws -> (form: StatementForm, reckoning: StatementReckoning) {
    let (form, facts, rules) = try told(version, casebook)
    return (form, StatementReckoning(form, facts: facts, rules: rules))
  }

  /// The form on paper.
  private func paper(
    _ form: StatementForm, _ version: StatementVersion, _ facts: StatementFacts, _ rules: StatementRules,
    _ casebook: Casebook
  ) throws -> StatementSummary {
    let view = casebook.view
    var subject = StatementSummary.Subject(account: reference)
    subject.landlord = casebook.configuration.landlord
    let known = AsAt.known(max(version.day, version.recorded))
    if let account = try view.account(reference, asAt: known)?.facts {
      subject.names = account.people.map(\.name)
      subject.address = [account.address, account.town, account.postcode].filter { !$0.isEmpty }
        .joined(separator: ", ")
    }
    subject.officer = version.officer
    subject.version = version.number
    subject.printed = view.today
    guard !version.replaces.isEmpty,
      let before = try view.statements(of: reference).first(where: { $0.id == version.replaces })
    else { return StatementSummary(form, subject: subject, facts: facts, rules: rules) }
    subject.corrects = before.number
    return StatementSummary(
      form, subject: subject, facts: facts, rules: rules,
      changes: StatementChanges(from: try reckoned(before, casebook), to: try reckoned(version, casebook)))
  }

  private func write(_ paper: StatementSummary, as format: Format) throws {
    let bytes = Array((format == .text ? paper.text : paper.rtf).utf8)
    guard let out else {
      let output = StandardOutput()
      try output.bytes(bytes)
      return try output.flush()
    }
    let file = try OutputFile(out)
    try file.add(bytes)
    try file.finish()
  }

  private func version(_ casebook: Casebook) throws -> StatementVersion {
    let view = casebook.view
    if let number { return try view.statement(number: number, of: reference, asAt: asAt.view) }
    if let version = try view.statement(of: reference, asAt: asAt.view) { return version }
    let draft = casebook.forms.look(at: reference)
    let begun =
      draft.isBegun ? " One is being filled in: \(HarmlessText.printable(draft.begunBy)) began it." : ""
    throw Failure(
      .no, "Account \(HarmlessText.printable(reference)) has no finished form that stands.\(begun)")
  }

  private func list(_ view: BookView) throws {
    let output = StandardOutput()
    let versions = try view.statements(of: reference, asAt: asAt.view)
    if json {
      for version in versions {
        try output.line(utf8: StatementShowCommand.line(version, reference).utf8)
      }
      return try output.flush()
    }
    var table = TextTable([
      .init("Form", .right), .init("Day"), .init("By"), .init("Fields", .right), .init("Standing"),
    ])
    for version in versions {
      var standing = version.stands ? "stands" : ""
      if let withdrawal = version.withdrawal { standing = "taken back on \(withdrawal.recorded.iso)" }
      if let id = version.correctedBy, let other = versions.first(where: { $0.id == id }) {
        standing = "corrected by \(other.number)"
      }
      table.add(["\(version.number)", version.day.iso, version.officer, "\(version.fields.count)", standing])
    }
    if versions.isEmpty { try output.line("No form was finished.") } else { try table.print(to: output) }
    try output.flush()
  }

  /// Which form it is, and whose.
  private static func line(_ version: StatementVersion, _ reference: String) -> JSONLine {
    var line = JSONLine()
    line.add("id", version.id)
    line.add("account", reference)
    line.add("version", version.number)
    line.add("date", version.day.iso)
    line.add("recorded", version.recorded.iso)
    line.add("at", version.at)
    line.add("user", version.user)
    line.add("officer", version.officer)
    line.add("seq", version.sequence)
    if !version.replaces.isEmpty { line.add("replaces", version.replaces) }
    line.add("corrected_by", version.correctedBy)
    line.add("withdrawn", version.withdrawal?.recorded.iso)
    line.add("stands", version.stands)
    return line
  }
}
