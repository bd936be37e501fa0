import Desk
import Glibc
import Journal

extension DeskSettings {
  /// The desk's settings as the files and the environment of this officer give them.
  ///
  /// - Parameter book: the book's directory.
  static func read(book: String) -> DeskSettings {
    let own = Directories.configuration
    // The book's own are read with the rights of its group, the officer's with the officer's.
    let choices = [
      BookGroup.entered { source(book + "/config/desk.toml") }, source(own + "/desk.toml"),
    ].compactMap(\.self)
    let (folders, shared) = ([own], ProgramData(book: book).folders)
    return DeskSettings(
      choices: choices, environment: Environment.value,
      find: { subject, name in
        func find(_ folders: [String]) -> Source? {
          folders.lazy.compactMap { source("\($0)/\(subject)/\(name).toml") }.first
        }
        if let file = find(folders) ?? BookGroup.entered({ find(shared) }) { return (file, []) }
        // Only who named what is not there is told what there is.
        let there = names(folders.map { "\($0)/\(subject)" })
        return (nil, there + BookGroup.entered { names(shared.map { "\($0)/\(subject)" }) })
      })
  }

  private static func source(_ path: String) -> Source? {
    // One byte more than settings may have, so that what is longer is refused and not cut.
    let most = 1 << 20
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= most {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return Source(path: path, bytes: bytes)
  }

  /// The names of the files of settings in some folders, each once, in order.
  private static func names(_ folders: [String]) -> [String] {
    var names: Set<String> = []
    for folder in folders {
      guard let directory = opendir(folder) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasSuffix(".toml") { names.insert(String(name.dropLast(5))) }
      }
    }
    return names.sorted()
  }
}
