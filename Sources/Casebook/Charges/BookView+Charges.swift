import Journal
import Rents

extension BookView {
  /// The charge runs that were made, those that were taken back included, by week and then as they were recorded.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func chargeRuns() throws(CasebookError) -> [ChargeRun] {
    try CasebookError.wrapping {
      var runs: [ChargeRun] = []
      try snapshot.rows(of: .chargeRun, in: ChargeRunRecord.cluster) { key, text, _ in
        if let run = ChargeRunRecord.read(key: key, text: text) { runs.append(run) }
      }
      return runs
    }
  }
}
