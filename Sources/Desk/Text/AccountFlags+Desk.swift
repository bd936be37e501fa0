import Rents

extension AccountFlags {
  /// The flags that are set, each alone, in the order in which they are shown.
  var each: [AccountFlags] { AccountFlags.legend.map(\.flag).filter { contains($0) } }

  /// The letter of one flag.
  var letter: Character { letters.first ?? "?" }

  /// What one flag stands for, in a few words.
  var meaning: String { AccountFlags.legend.first { $0.flag == self }?.meaning ?? "" }

  /// What an officer must know before picking up the telephone.
  static let needingCare: AccountFlags = [
    .held, .breathingSpace, .vulnerable, .court, .arrangementBroken, .safeContact, .dataFault,
  ]

  /// True if any of the flags must be known before picking up the telephone.
  var needsCare: Bool { !isDisjoint(with: AccountFlags.needingCare) }
}
