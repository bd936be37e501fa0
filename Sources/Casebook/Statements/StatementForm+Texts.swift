import Rents

extension StatementForm {
  /// A finished form; a field that only a newer program knows is left out.
  public init(_ version: StatementVersion) { self.init(texts: version.fields) }

  /// A form of texts by the fields' stable names, as they are kept; a name that only a newer program knows is left out.
  public init(texts: [String: String]) {
    var fields: [StatementField: String] = [:]
    for (name, text) in texts {
      if let field = StatementField(name: name) { fields[field] = text }
    }
    self.init(fields)
  }

  /// The texts by the fields' stable names, as they are kept.
  public var texts: [String: String] {
    var texts: [String: String] = [:]
    for (field, text) in fields { texts[field.name] = text }
    return texts
  }
}
