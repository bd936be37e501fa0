import Journal

extension Casebook {
  /// Where the book stands now.
  /// - Throws: ``CasebookError`` where the journal is damaged or cannot be read.
  public func head() throws(CasebookError) -> BookHead {
    let head = store.head
    var at = ""
    if head.sequence > 0 {
      try CasebookError.wrapping {
        try store.transactions(from: head.sequence) { transaction in
          if transaction.sequence == head.sequence { at = EntryHeader(transaction.header).at }
        }
      }
    }
    return BookHead(sequence: head.sequence, hash: head.chain, at: at, book: identity)
  }
}
