import Casebook
import Interchange

extension StandardOutput {
  /// Prints where a book stands, on one line.
  /// - Throws: ``Failure`` where the system does not take the output.
  func head(_ head: BookHead, json: Bool) throws(Failure) {
    guard json else { return try line(head.line) }
    var line = JSONLine()
    line.add("seq", head.sequence)
    line.add("head", head.hash)
    if !head.at.isEmpty { line.add("at", head.at) }
    line.add("book", head.book)
    try self.line(utf8: line.utf8)
  }
}
