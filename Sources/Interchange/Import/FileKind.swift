/// What a file of an extract holds. The order is that in which files of one import are read.
public enum FileKind: String, CaseIterable, Hashable, Sendable, Comparable {
  case accounts, transactions, actions, arrangements, instalments

  /// Read earlier: accounts before what hangs on them, arrangements before their instalments.
  public static func < (left: FileKind, right: FileKind) -> Bool { left.place < right.place }

  private var place: Int {
    switch self {
    case .accounts: 0
    case .transactions: 1
    case .actions: 2
    case .arrangements: 3
    case .instalments: 4
    }
  }
}
