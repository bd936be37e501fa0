/// Where a journal stood: noted elsewhere, it proves later that nothing before it was changed.
public struct JournalHead: Hashable, Sendable {
  /// The last transaction; 0 in an empty book.
  public var sequence: UInt64
  /// The chain hash with it, 64 hexadecimal digits.
  public var chain: String
}

extension Store {
  /// Where the journal stands, as far as this process knows it.
  public var head: JournalHead {
    let position = position
    return JournalHead(sequence: position.sequence, chain: position.chain.text)
  }

  /// The chain hash with a transaction, read from the journal; nil where there is none of the number.
  ///
  /// - Throws: `JournalError.damaged`, `.failed`.
  public func chain(after sequence: UInt64) throws(JournalError) -> String? {
    try takeIn()
    let end = position
    guard sequence > 0, sequence <= end.sequence else { return nil }
    var found: String?
    try Journalled(path, files).walk(from: 1, to: end, failing: { $0 }) {
      (batch, _, _) throws(JournalError) in
      if batch.sequence == sequence { found = batch.chain.text }
    }
    return found
  }
}
