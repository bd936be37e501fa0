import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook contact`: one contact, or the attempt at one.
struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "Records a contact with a household, or the attempt at one.",
    discussion: """
      Channels: \(ContactChannel.allCases.map { "\($0.rawValue) (\($0.wording))" }.joined(separator: ", ")).

      Outcomes: \(ContactOutcome.allCases.map { "\($0.rawValue) (\($0.wording))" }.joined(separator: ", ")).

      Only what the household said, wrote or refused to say counts as the last contact. On a safe-contact account, and \
      in breathing space, what should not be done is refused with its reason: --warned records it all the same.
      """)

  @OptionGroup var book: BookOptions
  @Argument(help: ArgumentHelp("The account's reference.", valueName: "ref")) var reference: String
  @Option(help: ArgumentHelp("How: TEL-OUT, SMS, VISIT and so on.", valueName: "channel")) var channel:
    ContactChannel
  @Option(help: ArgumentHelp("What came of it: SPOKE, NOANS, PAIDDUE and so on.", valueName: "outcome"))
  var outcome: ContactOutcome
  @Option(
    help: ArgumentHelp("Who began it, where the channel leaves it open: out or in.", valueName: "out|in"))
  var direction: ContactDirection?
  @Option(help: ArgumentHelp("Whom you spoke to.", valueName: "name")) var person = ""
  @Option(help: ArgumentHelp("The day on which it happened; else today.", valueName: "yyyy-mm-dd"))
  var date: CivilDate?
  @Flag(help: "You saw the warning; it happened all the same.") var warned = false
  @Argument(help: ArgumentHelp("What was said or done, as one argument: quoted.", valueName: "text"))
  var text = ""
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let attempt = ContactAttempt(
      channel, outcome, direction: direction, text: text, person: person, date: date, isConfirmed: warned)
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let receipt = try casebook.perform(.contact(account: reference, attempt: attempt))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("id", receipt.minted.first)
      line.add("account", reference)
      line.add("channel", channel.rawValue)
      line.add("direction", attempt.direction.rawValue)
      line.add("outcome", outcome.rawValue)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        "\(attempt.wording), on \(HarmlessText.printable(reference)) in transaction \(receipt.sequence). "
          + (attempt.isContact
            ? "It counts as the last contact." : "An attempt: the last contact stays as it was."))
    }
    try output.flush()
  }
}

extension ContactChannel: ExpressibleByArgument {
  /// Reads the code, in capitals or not.
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

extension ContactOutcome: ExpressibleByArgument {
  /// Reads the code, in capitals or not.
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

extension ContactDirection: ExpressibleByArgument {}
