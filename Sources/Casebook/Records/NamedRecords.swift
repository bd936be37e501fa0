import Rents

/// Comparing two records of named fields.
enum NamedRecords {
  /// Whether they say the same.
  static func areSame(_ left: [UInt8], _ right: [UInt8]) -> Bool { differences(left, right).isEmpty }

  /// The names of the fields in which they differ. A poorer transliteration of the same text (`e` for `é`, a slash
  /// for a pipe) is no difference: the styles of one landlord's extracts differ so.
  static func differences(_ left: [UInt8], _ right: [UInt8]) -> [String] {
    if left == right { return [] }
    let (ours, theirs) = (fields(left), fields(right))
    var names: [String] = []
    for (name, values) in ours where theirs.first(where: { $0.name == name })?.values != values {
      names.append(name)
    }
    for (name, _) in theirs where !ours.contains(where: { $0.name == name }) { names.append(name) }
    return names
  }

  private static func fields(_ bytes: [UInt8]) -> [(name: String, values: [[UInt8]])] {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      var fields: [(name: String, values: [[UInt8]])] = []
      while let (name, value) = reader.named() {
        let name = String(decoding: name, as: UTF8.self)
        var folded = FoldedText(FieldReader.text(value)).bytes
        for index in folded.indices where folded[index] == UInt8(ascii: "|") {
          folded[index] = UInt8(ascii: "/")
        }
        if let index = fields.firstIndex(where: { $0.name == name }) {
          fields[index].values.append(folded)
        } else {
          fields.append((name, [folded]))
        }
      }
      return fields
    }
  }
}
