/// A file under `incoming/` that is not yet part of the book. It is locked as long as somebody means to use it,
/// and removed when nobody does any more. Once adopted it has another name, and nothing is removed.
final class IncomingFile: Sendable {
  let file: File
  /// Path inside the book.
  let name: String
  private let path: String

  init(_ book: String, _ files: any FileSystem, suffix: String) throws(JournalError) {
    let drawn = files.random()
    let digits = hexadecimal((0..<8).map { UInt8(truncatingIfNeeded: drawn >> (8 * UInt64($0))) })
    name = "incoming/\(digits).\(suffix)"
    path = "\(book)/\(name)"
    let path = path
    file = try worded { () throws(FileError) in
      try files.makeDirectory("\(book)/incoming")
      let file = try File(files, path, .create)
      _ = try file.lock(exclusive: true, .lockOfIncoming)
      return file
    }
  }

  deinit { try? file.files.remove(path) }
}
