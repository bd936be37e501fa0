/// Where a row came from: `file:line|` stands before its text while it is sorted.
struct Origin {
  var file = 0
  var line = 0
  /// Bytes of the origin, the bar included.
  var length = 0
  /// The row's own text.
  var text: FieldReader.Slice

  @inline(__always)
  init(_ bytes: FieldReader.Slice) {
    var index = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: ":") {
      file = file &* 10 &+ Int(bytes[index] &- 48)
      index += 1
    }
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "|") {
      line = line &* 10 &+ Int(bytes[index] &- 48)
      index += 1
    }
    length = min(index + 1, bytes.count)
    text = FieldReader.Slice(rebasing: bytes[length...])
  }

  static func write(file: Int, line: Int, to fields: inout FieldWriter) {
    fields.number(file)
    fields.bytes.append(UInt8(ascii: ":"))
    fields.number(max(line, 0))
    fields.separate()
  }
}
