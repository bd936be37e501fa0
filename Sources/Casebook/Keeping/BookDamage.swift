import Journal

/// A place of a book's files that is hurt: what may be wrong there, what is safe, what to do.
public struct BookDamage: Hashable, Sendable {
  /// The file inside the book.
  public var file: String
  /// The byte in it.
  public var offset: Int
  /// What is wrong with it.
  public var reason: String
  /// Whether it is part of the record; false: it was derived from that, and can be made again.
  public var isRecord: Bool
  /// The transaction that is hurt, where it is known.
  public var transaction: UInt64?
  /// What may be hurt: "posting of account 1000077 to posting of account 1000079". Empty where that is not known.
  public var what = ""
  /// The first and the last account whose rows may be hurt, in the order in which the file holds them; the last is nil
  /// where the rows go on to the file's end.
  public var accounts: (first: String, last: String?)? { firstAccount.map { ($0, lastAccount) } }
  private var firstAccount: String?
  private var lastAccount: String?

  /// What is certainly not hurt, a sentence.
  public var safe: String
  /// What to do, a sentence.
  public var advice: String

  init(_ fault: VerifyReport.Fault) {
    file = fault.file
    offset = fault.offset
    reason = fault.reason
    isRecord = fault.isRecord
    transaction = fault.transaction
    if let rows = fault.rows {
      what = BookDamage.words(rows.first)
      if rows.end != rows.first {
        what += rows.end.map { " to \(BookDamage.words($0))" } ?? " and what follows"
      }
      firstAccount = BookDamage.account(rows.first)
      lastAccount = rows.end.flatMap(BookDamage.account)
    }
    if !fault.isRecord {
      safe = "Nothing that was recorded is hurt."
      advice =
        fault.file == "head"
        ? "The next save writes it anew; have the disk looked at."
        : "Make it again with patchbook checkpoint --rebuild, and have the disk looked at."
      return
    }
    if let transaction = fault.transaction, fault.file.hasPrefix("journal") {
      safe =
        transaction > 1
        ? "Transactions 1 to \(transaction - 1) are whole and follow from each other."
        : "Nothing is known to be safe before it."
    } else {
      safe = "What no line of this report names was found whole."
    }
    advice =
      "Record nothing more in this book. Put it back from a backup with patchbook restore, or this one file from a "
      + "backup of this book, verify again, and have the disk looked at."
  }

  /// The account to which a row belongs; nil where it belongs to none.
  private static func account(_ place: VerifyReport.Fault.Place) -> String? {
    switch place.table {
    case .summary: place.order
    case .patch, .search, .intake, .act: nil
    default: place.cluster
    }
  }

  private static func words(_ place: VerifyReport.Fault.Place) -> String {
    switch place.table {
    case .summary: "summary of account \(place.order)"
    case .patch: "totals of patches"
    case .search: "search texts"
    case .intake: "list of files taken in"
    case .act: "acts of \(place.cluster)"
    case .suspense: "rows waiting under \(place.cluster)"
    default: "\(place.table.name) of account \(place.cluster)"
    }
  }
}
