import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("Accounts written for other tools")
struct AccountTextTests {
  /// Accounts whose references, patches, ids and narratives try to be something else.
  private func awkward() throws -> [(reference: String, patch: String, ledger: Ledger)] {
    let narratives = [
      "RENT DEBIT", "=cmd|' /C calc'!A0", "; comment", "a  two spaces", "@ 5 GBP", "(code) = 12", "* ! x",
      "£ é 陳",
      "", "include /etc/passwd", "\"quoted\"", "-2+3", "tag: value, other:", "%", "[2026-01-01]", "{1 GBP}",
    ]
    let references = [
      "10000013", "A/B 12", "x;y", "r:s:t", "0012", "(x)", "[y]", "é", "a  b", "%41", "*", "!", "=1", "\"q\"",
      "@", "~", "#",
    ]
    return try references.enumerated().map { place, reference in
      var postings: [Posting] = []
      for (index, narrative) in narratives.enumerated() {
        var posting = Posting(
          id: "\(place)-\(index))", type: PostingType.allCases[index % PostingType.allCases.count],
          amount: Money(pence: Int64(index * 137 - 900 + place)),
          effective: today.adding(days: index / 3 - 20),
          known: today, recorded: today, source: "test")
        posting.narrative = narrative
        posting.batch = "b;\(index)"
        posting.isLocal = index % 5 == 4
        postings.append(posting)
      }
      return (reference, reference == "~" ? "" : "P 0\(place):x", try Ledger(postings))
    }
  }

  private func text(_ format: ExportFormat, _ accounts: [(reference: String, patch: String, ledger: Ledger)])
    throws -> [UInt8]
  {
    var text = AccountText(format: format)
    text.begin()
    for account in accounts {
      text.add(reference: account.reference, patch: account.patch, ledger: account.ledger)
    }
    return text.bytes
  }

  @Test("hledger and ledger read the journals, agree with every asserted balance, and see the same sums")
  func toolsAgree() throws {
    for tool in ["hledger", "ledger"] where !Tool.isThere(tool) {
      print("skipped: \(tool) is not installed (apt-get install \(tool))")
    }
    let accounts = try awkward()
    try Fixtures.withFolder { folder in
      for format in [ExportFormat.hledger, .ledger] where Tool.isThere(format.rawValue) {
        let path = folder + "/book.\(format.rawValue)"
        try Fixtures.write(try text(format, accounts), to: path)
        if format == .hledger {
          let check = Tool.run("hledger -f \(path) check --strict")
          #expect(check.status == 0, "\(check.output)")
        }
        let balances = format == .hledger ? try Tool.hledgerBalances(path) : try Tool.ledgerBalances(path)
        for account in accounts {
          let name =
            "rent:" + AccountText.part(account.patch, ifEmpty: "no-patch") + ":"
            + AccountText.part(account.reference, ifEmpty: "none")
          #expect(
            balances[name] == AccountText.pounds(account.ledger.balance.landlord) + "GBP", "\(format) \(name)"
          )
          #expect(balances[name + ":local"] == AccountText.pounds(account.ledger.balance.local) + "GBP")
        }
      }
    }
  }

  @Test("A row of the CSV form holds its posting, and no cell begins as a formula")
  func rows() throws {
    let lines = String(decoding: try text(.csv, try awkward()), as: UTF8.self).split(separator: "\r\n")
    #expect(
      lines.first == "account,patch,date,known,recorded,type,amount,balance,narrative,batch,id,source,local")
    #expect(lines.contains { $0.contains("\"'=cmd|' /C calc'!A0\"") })
    #expect(lines.contains { $0.contains("\"'-2+3\"") })
    #expect(lines.contains { $0.contains("\"\"\"quoted\"\"\"") })
    for line in lines.dropFirst() {
      for cell in line.split(separator: "\"") {
        #expect(cell.first != "=" && cell.first != "@" && cell.first != "+")
      }
    }
  }

  @Test("What a spreadsheet might run is text", arguments: ["=1", "+1", "-1", "@x", " =1", "＝1"])
  func neutralises(text: String) {
    #expect(SpreadsheetText.neutralised(text) == "'" + text)
  }

  @Test("A field of the CSV form is harmless, whatever the book holds")
  func fieldIsHarmless() {
    #expect(SpreadsheetText.field("=cmd|x\u{1B}]0;pwn\u{7}\nline2") == "\"'=cmd|x␛]0;pwn␇ line2\"")
    #expect(SpreadsheetText.field("\t=1") == "\"'=1\"")
    #expect(SpreadsheetText.field("a\u{202E}b\u{9B}") == "\"ab\u{FFFD}\"")
  }

  @Test("Money keeps its minus below a pound")
  func pounds() {
    #expect(AccountText.pounds(Money(pence: -5)) == "-0.05")
    #expect(AccountText.pounds(Money(pence: Int64.min)) == "-92233720368547758.08")
  }
}
