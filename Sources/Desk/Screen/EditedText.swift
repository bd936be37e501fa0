/// What became of a text in the officer's own editor.
public enum EditedText: Hashable, Sendable {
  /// It says this now.
  case words(String)
  /// It is as it was, for this reason: a sentence.
  case failed(String)
}
