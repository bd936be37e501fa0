import Desk
import Glibc
import Terminal
import Testing

/// Screens kept as text files beside the tests. With `PATCHBOOK_RECORD=1` they are written anew; a missing one fails.
enum Snapshot {
  private static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(2)
    return "/" + parts.joined(separator: "/") + "/Snapshots"
  }()

  private static var isRecording: Bool { getenv("PATCHBOOK_RECORD").map { String(cString: $0) } == "1" }

  /// Compares a screen with the kept one. The styles are kept too at 80 columns, as letters.
  static func check(_ canvas: Canvas, _ name: String, at place: SourceLocation = #_sourceLocation) {
    var text = canvas.text()
    if canvas.columns == 80 { text += "-- styles --\n" + canvas.styles() }
    let file = "\(folder)/\(name)-\(canvas.whole).txt"
    if isRecording {
      write(text, to: file)
      return
    }
    guard let kept = read(file) else {
      Issue.record("there is no snapshot \(file): record it with PATCHBOOK_RECORD=1", sourceLocation: place)
      return
    }
    if kept != text {
      let changed = zip(
        kept.split(separator: "\n", omittingEmptySubsequences: false),
        text.split(separator: "\n", omittingEmptySubsequences: false)
      ).enumerated().filter { $0.element.0 != $0.element.1 }.prefix(6)
        .map { "line \($0.offset + 1)\n  was: \($0.element.0)\n  is:  \($0.element.1)" }
      Issue.record(
        "\(name) at \(canvas.whole) differs from its snapshot:\n\(changed.joined(separator: "\n"))",
        sourceLocation: place)
    }
  }

  private static func read(_ file: String) -> String? {
    guard let stream = fopen(file, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to file: String) {
    guard let stream = fopen(file, "w") else {
      Issue.record("cannot write \(file)")
      return
    }
    defer { fclose(stream) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, stream)
  }
}

/// The three sizes at which every screen is kept.
let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)]

/// A session after some keys, as `show --keys` writes them.
func played(
  _ book: some DeskBook, _ start: DeskStart, _ keys: String = "", size: Size = sizes[0],
  options: DeskOptions = DeskOptions()
) throws -> DeskSession {
  var session = DeskSession(book: book, start: start, size: size, options: options, clock: { "10:19:41" })
  _ = session.play(try KeyScript(keys))
  return session
}
