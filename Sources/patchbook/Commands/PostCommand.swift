import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook post`: one posting.
struct PostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "Posts one amount to an account.",
    discussion: """
      Where the landlord's system keeps the ledger the posting is local: it counts on a line of its own until an extract \
      confirms it. An amount without a sign stands on the usual side of its type: a charge is a debit, a payment a credit. \
      -12.34, (12.34) and 12.34CR are credits whatever the type; +12.34 and 12.34DR are debits.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(
    help: ArgumentHelp(
      "What it is: \(PostingType.allCases.map(\.rawValue).joined(separator: ", ")); or its three letters.",
      valueName: "type"))
  var type: PostingType
  @Option(parsing: .unconditional, help: ArgumentHelp("How much, in pounds.", valueName: "pounds"))
  var amount: String
  @Option(help: ArgumentHelp("The effective date.", valueName: "yyyy-mm-dd")) var date: CivilDate
  @Option(help: "What it was for.") var narrative: String = ""
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let amount = try signedAmount()
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(
      .post(account: reference, type: type, amount: amount, effective: date, narrative: narrative))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("id", receipt.minted.first)
      line.add("account", reference)
      line.add("amount_pence", amount.pence)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "Posted \(type.wording) \(amount.text()) of \(date.iso) to \(HarmlessText.printable(reference)) "
          + "in transaction \(receipt.sequence).")
    }
    try output.flush()
  }

  /// The amount with the sign that was given, else with that of the type's usual side.
  private func signedAmount() throws(Failure) -> Money {
    do {
      let read = try Money(reading: amount)
      let upper = amount.uppercased()
      let isSigned = amount.contains { "+-(".contains($0) } || upper.contains("CR") || upper.contains("DR")
      if isSigned || type.usualSide != .credit { return read }
      return try read.negated()
    } catch {
      throw Failure(.wrongCall, "--amount \(error)")
    }
  }
}

extension PostingType: ExpressibleByArgument {
  /// Reads the word of the contract, or the three letters.
  public init?(argument: String) {
    guard let type = PostingType(rawValue: argument) ?? PostingType(code: argument.uppercased()) else {
      return nil
    }
    self = type
  }
}
