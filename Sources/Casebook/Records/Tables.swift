import Journal

/// The tables of the book: README.md says what stands in each.
///
/// The accounts' facts sort before everything else that is told of an account, so that wherever rows are taken in
/// together an account is known before its casework and its money.
extension Table {
  static let account = Table("account")
  /// Cluster a user: what each recorded, so that their own acts are one short read.
  static let act = Table("act")
  static let action = Table("action")
  static let amendment = Table("amendment")
  static let arrangement = Table("arrangement")
  /// One cluster: which weeks were charged.
  static let chargeRun = Table("charge-run")
  static let contact = Table("contact")
  static let diary = Table("diary")
  static let diaryFinish = Table("diary-done")
  static let instalment = Table("instalment")
  static let intake = Table("intake")
  /// Cluster a file's SHA-256: program data as it was used, once for each version.
  static let kept = Table("kept")
  static let note = Table("note")
  static let posting = Table("posting")
  static let statement = Table("statement")
  static let suspense = Table("suspense")
  static let tie = Table("tie")
  /// What was taken back. It sorts behind every table of which it takes something back, so that in a fold all of these are
  /// taken in before it.
  static let withdrawal = Table("withdrawn")
  /// Derived: one cluster; order a patch: what its accounts owe; order a patch and an officer's code and name: how many
  /// of its accounts name them.
  static let patch = Table("patch")
  /// Derived: one cluster; order the transaction in which an account's details changed last, and its reference.
  static let search = Table("search")
  /// Derived: cluster patch, order reference.
  static let summary = Table("summary")
  /// Derived: cluster reference; the patch in which the account's summary stands.
  static let whereabouts = Table("whereabouts")
}

/// What a key of the book may hold.
enum KeyRule {
  /// Whether text may stand in a key: no control characters, and not longer than any reference is.
  static func allows(_ text: String) -> Bool {
    var count = 0
    for byte in text.utf8 {
      if byte < 32 || byte == 0x7F { return false }
      count += 1
    }
    return count <= 200
  }
}
