/// The words before a name that are no part of it: `Mr`, `Ms`, `Dr`.
public enum PersonTitle {
  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "rev", "revd", "sir", "prof", "master", "madam", "lady", "lord",
  ]

  /// Whether a word is a title, with or without its full stop.
  public static func isTitle(_ word: some StringProtocol) -> Bool {
    titles.contains(word.lowercased().filter { $0 != "." })
  }
}
