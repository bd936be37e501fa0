import Rents

/// Where typed rows go: the casebook's intake, or a test.
protocol RowSink {
  func add(_ facts: AccountFacts, file: Int, line: Int) throws
  func add(_ posting: Posting, account: String, file: Int, line: Int) throws
  func add(_ action: CaseAction, account: String, file: Int, line: Int) throws
  func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) throws
  func add(_ instalment: Instalment, account: String, file: Int, line: Int) throws
  /// A row that this room rejected.
  func rejected(file: Int, line: Int)
}

/// Makes one kind's typed values from the fields of a row.
protocol RowMapping {
  /// Reads the current row and hands it on.
  /// - Returns: the figure of the row that the trailer's total sums: an account's balance, a transaction's amount.
  /// - Throws: ``RowRejection`` for a row that is not taken; the sink's own errors.
  func take(_ fields: FieldReader, into sink: any RowSink, file: Int, line: Int) throws -> Money?
}
