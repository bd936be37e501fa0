import Journal
import Rents

/// The balances of a patch's accounts added up, kept as the book grows: a list of patches is one read.
///
/// Sums are of 128 bits, so that what was added can always be taken away again.
struct PatchTally: Hashable {
  var accounts: Int64 = 0
  var debtors: Int64 = 0
  var creditors: Int64 = 0
  var debit: Int128 = 0
  var credit: Int128 = 0

  init() {}

  /// One account with its balance.
  init(_ balance: Money) {
    accounts = 1
    if balance.isDebit {
      (debtors, debit) = (1, Int128(balance.pence))
    } else {
      (creditors, credit) = (balance.isCredit ? 1 : 0, Int128(balance.pence))
    }
  }

  static func + (left: PatchTally, right: PatchTally) -> PatchTally { left.adding(right, times: 1) }

  static func - (left: PatchTally, right: PatchTally) -> PatchTally { left.adding(right, times: -1) }

  private func adding(_ other: PatchTally, times sign: Int64) -> PatchTally {
    var sum = self
    sum.accounts &+= sign &* other.accounts
    sum.debtors &+= sign &* other.debtors
    sum.creditors &+= sign &* other.creditors
    sum.debit &+= Int128(sign) &* other.debit
    sum.credit &+= Int128(sign) &* other.credit
    return sum
  }

  /// The totals; a failure where a sum does not fit in pence.
  var totals: Result<BalanceTotals, MoneyError> {
    guard let debit = Int64(exactly: debit), let credit = Int64(exactly: credit) else {
      return .failure(.overflow)
    }
    return .success(
      BalanceTotals(
        debit: Money(pence: debit), debitCount: Int(clamping: debtors), credit: Money(pence: credit),
        creditCount: Int(clamping: creditors), count: Int(clamping: accounts)))
  }

  // MARK: Rows

  /// One cluster holds the tallies of all patches, and how many accounts name which officer (``PatchOffice``).
  static let cluster = "-"

  /// Where the tally of a patch stands: the patch as one field, so that no character of its name can break a key.
  static func order(of patch: String) -> String {
    var key = FieldWriter()
    key.text(patch)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  init(_ bytes: FieldReader.Slice) {
    var reader = FieldReader(bytes)
    accounts = reader.number() ?? 0
    debtors = reader.number() ?? 0
    creditors = reader.number() ?? 0
    debit = Int128(reader.text()) ?? 0
    credit = Int128(reader.text()) ?? 0
  }

  var bytes: [UInt8] {
    var fields = FieldWriter()
    fields.number(accounts)
    fields.separate()
    fields.number(debtors)
    fields.separate()
    fields.number(creditors)
    fields.separate()
    fields.text(String(debit))
    fields.separate()
    fields.text(String(credit))
    return fields.bytes
  }

  /// The row of a patch with a tally more and another less; it goes with the last account.
  static func changed(
    _ patch: String, adding more: PatchTally, taking less: PatchTally, _ read: DerivedReader
  ) throws -> DerivedChange {
    let order = order(of: patch)
    let kept = try read.row(.patch, cluster: cluster, order: order)
    let sum = (kept?.withUnsafeBufferPointer { PatchTally($0) } ?? PatchTally()) + more - less
    return DerivedChange(
      table: .patch, cluster: cluster, order: order, bytes: sum.accounts > 0 ? sum.bytes : nil)
  }
}
