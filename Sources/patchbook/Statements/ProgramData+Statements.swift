import Casebook
import Interchange
import Rents

extension ProgramData {
  /// The files by which a form is asked and judged: the book's own, else those that came with the program. Spending
  /// guidelines are the landlord's licensed file and lie in the book's own `config/statement` alone.
  /// - Throws: ``Failure`` where the lines of the form are missing, or a file cannot be read.
  func statementSources() throws(Failure) -> StatementSources {
    guard let format = try statementFile("income-and-expenditure.toml") else {
      throw Failure(
        .refused,
        "The lines of the form are missing: no income-and-expenditure.toml in a folder statement. Install Patchbook "
          + "again.")
    }
    return StatementSources(
      format: format, thresholds: try statementFile("thresholds.toml"),
      guidelines: try statementFile("spending-guidelines.csv"))
  }

  /// What a form is asked and judged by; a file that is done without is told on standard error.
  /// - Throws: ``Failure`` where the lines of the form are missing or not right.
  func statementRules(membershipCode: String) throws(Failure) -> StatementRules {
    try ProgramData.rules(of: statementSources(), membershipCode: membershipCode)
  }

  /// What those files say; one that is done without is told on standard error.
  /// - Throws: ``Failure`` where the lines of the form are not right.
  static func rules(of sources: StatementSources, membershipCode: String) throws(Failure) -> StatementRules {
    do throws(StatementFormatFile.Fault) {
      let (rules, remarks) = try sources.rules(membershipCode: membershipCode)
      for remark in remarks {
        StandardError.say("patchbook: \(HarmlessText.printable(remark, limit: 2_000))")
      }
      return rules
    } catch {
      throw Failure(.wrongCall, HarmlessText.printable(error.description, limit: 2_000))
    }
  }

  private func statementFile(_ name: String) throws(Failure) -> StatementSources.File? {
    guard let folder = folders("statement").first(where: { Environment.exists($0 + "/" + name) }) else {
      return nil
    }
    let path = folder + "/" + name
    var bytes: [UInt8] = []
    let input = try InputLines(path)
    while let line = try input.next() { bytes += line + [UInt8(ascii: "\n")] }
    return StatementSources.File(name: path, bytes: bytes)
  }
}
