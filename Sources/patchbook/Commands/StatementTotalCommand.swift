import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook statement total`: what forms come to, without touching the book.
struct StatementTotalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "total", abstract: "Adds up forms that are given as JSON lines.",
    discussion: """
      One form a line: its lines with amount and frequency, savings, debts. Each line is converted to a month exactly and \
      rounded once, half a penny away from zero; totals add the rounded lines. The book is not touched.
      """)

  @OptionGroup var book: BookOptions
  @Argument(
    help: ArgumentHelp("A file of JSON lines; - is standard input.", valueName: "file"), completion: .file())
  var file: String
  @Flag(help: "JSON lines: the id of each form and its totals.") var json = false

  func run() throws {
    let format = try ProgramData(book: book.path).statementRules(membershipCode: "").format
    let input = try InputLines(file)
    let output = StandardOutput()
    while let bytes = try input.next() {
      guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      let (id, totals) = try totals(bytes, format, line: input.number)
      if json {
        var line = JSONLine()
        line.add("id", id)
        line.add("totals", StatementJSON.totals(totals, format: format))
        try output.line(utf8: line.utf8)
      } else {
        let name = HarmlessText.printable(id ?? "line \(input.number)")
        let weekly = StatementTotalCommand.words(totals.weeklySurplus)
        try output.line(
          "\(name): income \(totals.income.text(.unsigned)), spending \(totals.outgoings.text(.unsigned)), "
            + "\(StatementTotalCommand.words(totals.surplus)) a month (\(weekly) a week)")
      }
    }
    try output.flush()
  }

  private func totals(
    _ bytes: [UInt8], _ format: StatementFormat, line: Int
  ) throws(Failure) -> (id: String?, totals: StatementTotals) {
    do {
      let value = try JSONValue(String(decoding: bytes, as: UTF8.self))
      return (value["id"]?.string, try StatementTotals(StatementJSON.read(value), format: format))
    } catch let failure as StatementTotals.Failure {
      throw Failure(
        .wrongCall,
        "Line \(line): \(HarmlessText.printable(failure.description, limit: 1_000)) Nothing was changed.")
    } catch {
      throw Failure(
        .wrongCall, "Line \(line): \(HarmlessText.printable("\(error)", limit: 1_000)) Nothing was changed.")
    }
  }

  private static func words(_ surplus: Money) -> String {
    surplus < .zero
      ? "short by \(((try? surplus.negated()) ?? surplus).text(.unsigned))"
      : "left over \(surplus.text(.unsigned))"
  }
}
