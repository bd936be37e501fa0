import CSystem

/// The key of a row as it compares and as it stands in the files: table, tab, cluster, tab, order.
///
/// Keys hold no byte below 32 and a tab is 9, so comparing the whole bytewise is comparing part by part.
struct Key {
  /// Table, tab, cluster, tab, order.
  var bytes: [UInt8]
  /// How much of it is table, tab, cluster.
  var groupLength: Int

  /// The key of a row, or of the place where it would stand.
  init(_ table: Table, _ cluster: String, _ order: String) {
    bytes = Array(table.name.utf8)
    bytes.append(tab)
    bytes.append(contentsOf: cluster.utf8)
    groupLength = bytes.count
    bytes.append(tab)
    bytes.append(contentsOf: order.utf8)
  }

  /// Why a row cannot be written as it is, or nil.
  static func objection(_ row: Row) -> String? {
    let table = Array(row.table.name.utf8)
    if table.isEmpty || !table.lend({ csystem_is_key($0.baseAddress, $0.count) != 0 }) {
      return "the table's name '\(row.table.name)' is empty or holds a control character"
    }
    var key = Array(row.cluster.utf8)
    key.append(contentsOf: row.order.utf8)
    if !key.lend({ csystem_is_key($0.baseAddress, $0.count) != 0 }) {
      return "a key in table \(row.table.name) holds a control character"
    }
    if row.bytes.contains(newline) { return "a row of table \(row.table.name) holds a newline" }
    return nil
  }
}
