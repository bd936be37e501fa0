/// A file under `incoming/` that is not yet part of the book. It is locked as long as somebody means to use it,
/// and removed when nobody does any more. Once adopted it has another name, and nothing is removed.
final class IncomingFile: Sendable {
  let file: File
  /// Path inside the book.
  let name: String
  private let path: String

  init(_ book: String, _ files: any FileSystem, suffix: String) throws(JournalError) {
    let made = try worded { () throws(FileError) -> (File, String) in
      try files.makeDirectory("\(book)/incoming")
      while true {
        let drawn = files.random()
        let digits = hexadecimal((0..<8).map { UInt8(truncatingIfNeeded: drawn >> (8 * UInt64($0))) })
        let name = "incoming/\(digits).\(suffix)"
        let file = try File(files, "\(book)/\(name)", .create)
        // Whoever sweeps may have found the file before it was locked here: then it is theirs to remove.
        if try file.lock(exclusive: true, .lockOfIncoming),
          let named = try? File(files, file.path, .read), try named.status() == file.status()
        {
          return (file, name)
        }
      }
    }
    (file, name) = made
    path = made.0.path
  }

  deinit { try? file.files.remove(path) }
}
