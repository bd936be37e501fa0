import Casebook
import Rents

/// Forms in which the whole book is written for other tools.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  /// A journal for hledger.
  case hledger
  /// A journal for ledger.
  case ledger
  /// Every posting as a comma-separated row.
  case csv
}

/// Writes the book for other tools, one account at a time: memory follows the longest ledger, not the book.
///
/// The columns of the CSV form, text in quotes, amounts in pounds with two decimals and a minus for a credit, dates
/// `yyyy-mm-dd`: `account, patch, date, known, recorded, type, amount, balance, narrative, batch, id, source, local`.
/// `balance` runs over the postings of the account in the order of the rows; `local` is `yes` for a posting made
/// here that no extract has confirmed.
public struct BookExport {
  private let view: BookView
  private let format: ExportFormat
  private let asAt: AsAt

  /// An export of a view, as at a day.
  public init(_ view: BookView, as format: ExportFormat, asAt: AsAt = .now) {
    self.view = view
    self.format = format
    self.asAt = asAt
  }

  /// Writes the book.
  /// - Parameter body: called with the next bytes, about 64 kB at a time.
  /// - Throws: the book's errors, and those of `body`.
  public func write(_ body: ([UInt8]) throws -> Void) throws {
    var text = AccountText(format: format)
    text.begin()
    try view.forEachSummary { summary in
      let ledger = try view.ledger(summary.reference, asAt: asAt)
      text.add(reference: summary.reference, patch: summary.patch, ledger: ledger)
      if text.bytes.count >= 1 << 16 {
        try body(text.bytes)
        text.bytes.removeAll(keepingCapacity: true)
      }
      return true
    }
    if !text.bytes.isEmpty { try body(text.bytes) }
  }
}

/// Accounts as text, one after another.
struct AccountText {
  let format: ExportFormat
  var bytes: [UInt8] = []

  init(format: ExportFormat) {
    self.format = format
    bytes.reserveCapacity(1 << 17)
  }

  /// What stands before the first account.
  mutating func begin() {
    switch format {
    case .hledger, .ledger:
      put("; Rent accounts, exported by Patchbook. A debit raises what the tenant owes and is positive.\n")
      put(
        "; Accounts are rent:PATCH:REFERENCE; each ends with an assertion of its balance. Postings made here and\n"
      )
      put("; not yet confirmed by an extract stand under rent:PATCH:REFERENCE:local.\n\n")
      put("commodity GBP\n  format 1000.00 GBP\n\n")
      // Ledger wants an account declared before its use only where it is told to be pedantic; both read this.
      for account in Set(PostingType.allCases.map(AccountText.counterpart)).sorted() {
        put("account \(account)\n")
      }
      put("\n")
    case .csv:
      put("account,patch,date,known,recorded,type,amount,balance,narrative,batch,id,source,local\r\n")
    }
  }

  /// Writes one account's postings.
  mutating func add(reference: String, patch: String, ledger: Ledger) {
    switch format {
    case .hledger, .ledger:
      let name =
        "rent:\(AccountText.part(patch, ifEmpty: "no-patch")):\(AccountText.part(reference, ifEmpty: "none"))"
      put("account \(name)\n")
      if !ledger.localLines.isEmpty { put("account \(name):local\n") }
      put("\n")
      journal(ledger.lines, account: name, balance: ledger.balance.landlord)
      journal(ledger.localLines, account: name + ":local", balance: ledger.balance.local)
    case .csv:
      for line in ledger.lines + ledger.localLines {
        row(line.posting, reference, patch, balance: line.balance)
      }
    }
  }

  // MARK: Journals

  private mutating func journal(_ lines: [Ledger.Line], account: String, balance: Money) {
    for (index, line) in lines.enumerated() {
      let posting = line.posting
      put("\(posting.effective) * (\(AccountText.part(posting.id, ifEmpty: "-"))) ")
      put(AccountText.narrative(posting.narrative, ifEmpty: posting.type.rawValue))
      put("\n    ; known:\(posting.known)")
      if posting.isKnownInferred { put(" (inferred)") }
      if !posting.batch.isEmpty { put(", batch:\(AccountText.part(posting.batch, ifEmpty: "-"))") }
      put("\n    \(account)  \(AccountText.pounds(posting.amount)) GBP")
      if index == lines.count - 1 { put(" = \(AccountText.pounds(balance)) GBP") }
      put(
        "\n    \(AccountText.counterpart(posting.type))  \(AccountText.pounds(negating: posting.amount)) GBP\n\n"
      )
    }
  }

  /// The other leg's account: where the money came from or went, by the posting's type.
  static func counterpart(_ type: PostingType) -> String {
    switch type {
    case .rent, .serviceCharge, .water, .otherCharge, .vat, .storage, .invoice, .courtCosts:
      "income:\(type.rawValue)"
    case .housingBenefit, .managedPayment, .directDebit, .directDebitReturned, .standingOrder, .cash, .card,
      .refund,
      .housingBenefitRecharge:
      "receipts:\(type.rawValue)"
    case .adjustment, .journal: "transfers:\(type.rawValue)"
    case .writeOff: "expenses:write-off"
    case .broughtForward: "equity:brought-forward"
    }
  }

  /// A part of an account's name that both tools read as it is: letters, digits, `-`, `_`, `.` and `/` stand,
  /// every other byte is written `%XX`.
  static func part(_ text: String, ifEmpty: String) -> String {
    guard !text.isEmpty else { return ifEmpty }
    var name = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        name += digits.utf8.count < 2 ? "%0" + digits : "%" + digits
      }
    }
    return name
  }

  /// A narrative that both tools read as a description and nothing else: no comment marks, no separators of payee
  /// and note, no runs of spaces, no controls.
  static func narrative(_ text: String, ifEmpty: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in HarmlessText.printable(text, limit: 500).unicodeScalars {
      switch scalar {
      case ";": safe.append(",")
      case "|": safe.append("/")
      case " ": if let last = safe.last, last != " " { safe.append(scalar) }
      default: safe.append(scalar)
      }
    }
    while safe.last == " " { safe.removeLast() }
    return safe.isEmpty ? ifEmpty : String(safe)
  }

  // MARK: Rows

  private mutating func row(_ posting: Posting, _ reference: String, _ patch: String, balance: Money) {
    put(SpreadsheetText.field(reference) + ",")
    put(SpreadsheetText.field(patch) + ",")
    put("\(posting.effective),\(posting.known),\(posting.recorded),\(posting.type.rawValue),")
    put("\(AccountText.pounds(posting.amount)),\(AccountText.pounds(balance)),")
    put(SpreadsheetText.field(posting.narrative) + ",")
    put(SpreadsheetText.field(posting.batch) + ",")
    put(SpreadsheetText.field(posting.id) + ",")
    put(SpreadsheetText.field(posting.source) + ",")
    put(posting.isLocal ? "yes\r\n" : "no\r\n")
  }

  /// Pounds and pence with a minus before a credit: `-12.34`.
  static func pounds(_ amount: Money) -> String {
    pounds(amount.pence.magnitude, isNegative: amount.pence < 0)
  }

  private static func pounds(negating amount: Money) -> String {
    pounds(amount.pence.magnitude, isNegative: amount.pence > 0)
  }

  private static func pounds(_ magnitude: UInt64, isNegative: Bool) -> String {
    let pence = magnitude % 100
    return "\(isNegative ? "-" : "")\(magnitude / 100).\(pence < 10 ? "0" : "")\(pence)"
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
