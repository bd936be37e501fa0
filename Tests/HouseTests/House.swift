import Glibc

/// The checkout, read as text.
struct House {
  /// The root of the checkout, found from where this file was compiled.
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Every Swift file under `Sources`.
  static let sources: [SourceFile] = paths(under: "Sources").filter { $0.hasSuffix(".swift") }
    .map { SourceFile(path: $0, text: text(of: $0)) }

  /// The rooms that hold Swift.
  static let rooms: [String] = Set(sources.map(\.room)).sorted()

  /// Every file below a folder of the checkout, sorted, as paths from the root.
  static func paths(under folder: String) -> [String] {
    guard let directory = opendir(root + "/" + folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." || name == ".git" || name == ".build" { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      if entry.pointee.d_type == DT_DIR {
        found += paths(under: path)
      } else {
        found.append(path)
      }
    }
    return found.sorted()
  }

  /// A file's text; bytes that are not UTF-8 are replaced.
  static func text(of path: String) -> String {
    String(decoding: bytes(of: path), as: UTF8.self)
  }

  /// A file's bytes; empty when it cannot be read.
  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(root + "/" + path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// What git keeps, as paths from the root; nil where git or its record is missing.
  static func tracked() -> [String]? {
    guard let pipe = popen("git -C '\(root)' ls-files -z 2>/dev/null", "r") else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard pclose(pipe) == 0, !bytes.isEmpty else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
