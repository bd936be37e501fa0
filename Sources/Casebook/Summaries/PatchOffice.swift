import Journal

/// Which officer an account names for its patch. A patch is shown under the officer whom most of its accounts name, so
/// that one odd row renames nothing: the name changes when those that name another are more. Of officers named equally often
/// the first by code stands.
struct PatchOffice: Hashable {
  var patch: String
  var code: String
  var name: String

  /// Nil where the account names nobody.
  init?(_ summary: AccountSummary) {
    guard summary.factsKnown != nil, !(summary.officerCode.isEmpty && summary.officerName.isEmpty) else {
      return nil
    }
    patch = summary.patch
    code = summary.officerCode
    name = summary.officerName
  }

  private var order: String {
    // As fields, so that no character of a name can break a key.
    var key = FieldWriter()
    key.text(patch)
    key.separate()
    key.text(code)
    key.separate()
    key.text(name)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  /// The row with so many accounts more; it goes with the last of them.
  func counted(_ more: Int64, _ read: DerivedReader) throws -> DerivedChange {
    let order = order
    let bytes = try read.row(.patch, cluster: PatchTally.cluster, order: order)
    let count = (bytes.flatMap { $0.withUnsafeBufferPointer(FieldReader.number) } ?? 0) &+ more
    var fields = FieldWriter()
    fields.number(count)
    return DerivedChange(
      table: .patch, cluster: PatchTally.cluster, order: order, bytes: count > 0 ? fields.bytes : nil)
  }
}
