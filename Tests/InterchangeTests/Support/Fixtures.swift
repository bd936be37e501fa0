import Casebook
import Glibc
import Rents

@testable import Interchange

/// Files that the tests read, and folders that they write.
enum Fixtures {
  /// The folder of this target's fixtures.
  static var folder: String { parent(#filePath, 2) + "/Fixtures" }
  /// The repository's own maps.
  static var maps: String { parent(#filePath, 4) + "/data/maps" }
  /// The room's own page.
  static var readme: String { parent(#filePath, 4) + "/Sources/Interchange/README.md" }
  /// The shared papers, where the variable PATCHBOOK_SHARED names them.
  static var shared: String? { getenv("PATCHBOOK_SHARED").map { String(cString: $0) } }

  private static func parent(_ path: String, _ levels: Int) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(levels)
    return parts.joined(separator: "/")
  }

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] {
    let source = try ByteSource(path: path)
    return try source.head(source.length)
  }

  /// Writes a file anew.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw ImportError.unreadable(path: path, reason: "cannot be written") }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      guard count > 0 else { throw ImportError.unreadable(path: path, reason: "cannot be written") }
      written += count
    }
  }

  /// A new empty folder; `body` may fill it, and it goes afterwards.
  static func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    var template = Array("/tmp/interchange-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ImportError.unreadable(path: "/tmp", reason: "no folder") }
    let folder = template.withUnsafeBufferPointer {
      String(cString: $0.baseAddress ?? $0.baseAddress.unsafelyUnwrapped)
    }
    defer { remove(folder) }
    return try body(folder)
  }

  private static func remove(_ path: String) {
    if Folder.isFolder(path) {
      if let handle = opendir(path) {
        while let entry = readdir(handle) {
          let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          }
          if name != ".", name != ".." { remove(path + "/" + name) }
        }
        closedir(handle)
      }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

/// The day on which the tests look at the extracts.
let today = CivilDate(year: 2026, month: 11, day: 21) ?? CivilDate.first
