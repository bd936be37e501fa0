/// Where each of Patchbook's columns stands in the file at hand.
struct FileColumns<Column: ColumnName>: Sendable {
  private let fields: [Column: Field]

  init(places: [String: Int], headers: [String]) {
    var fields: [Column: Field] = [:]
    for column in Column.allCases {
      let place = places[column.rawValue] ?? -1
      fields[column] = Field(
        place: place, name: column.rawValue, header: headers.indices.contains(place) ? headers[place] : "")
    }
    self.fields = fields
  }

  subscript(_ column: Column) -> Field {
    fields[column] ?? Field(place: -1, name: column.rawValue, header: "")
  }
}
