import Casebook
import Terminal

/// Where the parts of a found account stand in a line of the search, in so many columns.
///
/// At 80 columns name and address share the line with the reference and the balance; at 100 postcode and telephone come,
/// at 120 the patch. What was found in a part that has no room is told under the list.
struct SearchLayout: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    var field: SearchHit.Field
    var column: Int
    var width: Int
  }

  var parts: [Part] = []
  /// The patch's column; nil where there is no room.
  var patch: Int?
  /// The column of the word for a former tenancy.
  var former: Int
  /// The right end of the balance.
  var balance: (column: Int, width: Int) { (former + 7, 14) }

  init(columns: Int) {
    former = max(0, columns - 22)
    var left = 2
    func add(_ field: SearchHit.Field, _ width: Int) {
      parts.append(Part(field: field, column: left, width: width))
      left += width + 1
    }
    var room = former - left
    add(.reference, 10)
    room -= 11
    let (hasPhone, hasPatch) = (columns >= 100, columns >= 120)
    if hasPhone { room -= 9 + 16 }
    if hasPatch { room -= 11 }
    let name = max(8, room / 2)
    add(.name, name - 1)
    add(.address, max(8, room - name - 1))
    if hasPhone {
      add(.postcode, 8)
      add(.phone, 15)
    }
    if hasPatch { patch = left }
  }

  static func == (left: SearchLayout, right: SearchLayout) -> Bool {
    left.parts == right.parts && left.former == right.former
  }

  func hash(into hasher: inout Hasher) { hasher.combine(parts) }
}
