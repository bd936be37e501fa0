/// What the desk says to somebody who sees it for the first time: what a book without accounts is, and what would fill it.
enum FirstMinutes {
  /// Of a book without accounts.
  static func emptyBook(mayWrite: Bool) -> [String] {
    [
      "This book is empty.",
      "Patchbook is the officer's book of a patch: it keeps the rent accounts that the landlord's housing system sends as extracts, and what is done about them.",
      mayWrite
        ? "I opens the import: it looks at the landlord's files, shows how they would be read, and takes them in when you say so. With an accounts extract the patches come."
        : "You are not in officers.toml and may only read: whoever made the book adds you. Then I, the import, takes the landlord's files in.",
      "To look around first: leave, and patchbook demo DIR makes a book of invented tenants; patchbook --data DIR opens it.",
      "? shows the keys of any screen, : every command by its name. Ctrl-C twice leaves.",
    ]
  }

  /// What brings accounts, as every empty list says it.
  static let accountsCome =
    come("Accounts", with: "accounts extract")

  /// What fills a list that is empty: `Postings come with the landlord's transactions extract: I, the import, takes it in.`
  static func come(_ what: String, with extract: String) -> String {
    "\(what) come with the landlord's \(extract): I, the import, takes it in."
  }
}
