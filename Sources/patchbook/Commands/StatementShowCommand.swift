import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook statement REF`: the finished form of an account.
struct StatementShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the finished form of an account.",
    discussion: """
      The newest that stands, or the one of a number; reckoned by the lines and figures of its own day. \
      A form that is being filled in at a desk is not finished, and not printed.
      """)

  @OptionGroup var book: BookOptions
  @OptionGroup var asAt: AsAtOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(name: .customLong("version"), help: ArgumentHelp("The form of this number.", valueName: "n"))
  var number: Int?
  @Flag(help: "Lists the account's finished forms instead.") var versions = false
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readOnly)
    let view = casebook.view
    _ = try view.known(reference)
    if versions { return try list(view) }
    let version = try version(casebook)
    let sources = try view.sources(of: version) ?? ProgramData(book: book.path).statementSources()
    let rules = try ProgramData.rules(of: sources, membershipCode: casebook.configuration.membershipCode)
    let facts = try view.statementFacts(of: reference, version: version)
    let form = StatementForm(version)
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
