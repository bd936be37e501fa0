extension String {
  /// The text with blanks after it up to so many characters.
  func padding(to count: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, count - self.count))
  }
}
