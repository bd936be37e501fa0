/// What a book says about itself in `book.toml`: whose it is, and who keeps the ledger.
public struct BookConfiguration: Hashable, Sendable {
  /// Who keeps the ledger of record (decision 6).
  public enum LedgerOfRecord: String, CaseIterable, Hashable, Sendable {
    /// The landlord's housing system: extracts feed the book, and what is posted here is local until one confirms it.
    case landlord
    /// This book: charges and receipts are posted here.
    case patchbook
  }

  /// The landlord's name, as on letters.
  public var landlord: String
  /// The name of the landlord's system: transactions are identified within it, whatever the style of a file.
  public var source: String
  /// Who keeps the ledger.
  public var ledgerOfRecord: LedgerOfRecord
  /// The landlord's membership code of the Standard Financial Statement; empty where it has none, and then no form calls
  /// itself by that name.
  public var membershipCode = ""

  /// A configuration.
  public init(landlord: String, source: String, ledgerOfRecord: LedgerOfRecord = .landlord) {
    self.landlord = landlord
    self.source = source
    self.ledgerOfRecord = ledgerOfRecord
  }
}
