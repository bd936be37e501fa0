import Glibc
import Journal

/// What a landlord may change without a programmer (maps, calendars, …), looked for in this order: the book's own
/// `config`, what was installed beside the program (`../share/patchbook`), and the checkout's `data`.
struct ProgramData {
  /// The folders that exist, the first wins.
  let folders: [String]

  /// - Parameter book: the book's directory; nil where no book is meant.
  init(book: String?) {
    var folders: [String] = []
    if let book { folders.append(book + "/config") }
    if let program = ProgramData.directoryOfProgram {
      folders.append(program + "/../share/patchbook")
      if let data = ProgramData.checkoutData(above: program) { folders.append(data) }
    }
    self.folders = BookGroup.entered { folders.filter(Environment.isDirectory) }
  }

  /// The folders of one subject (`maps`, `calendars`) that exist, the first wins.
  func folders(_ subject: String) -> [String] {
    BookGroup.entered { folders.map { $0 + "/" + subject }.filter(Environment.isDirectory) }
  }

  /// Where the running program lies; nil where the system does not tell.
  private static var directoryOfProgram: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return nil }
    let path = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return String(path[..<slash])
  }

  /// The `data` of the checkout in whose `.build` the program lies: the nearest one beside a `Package.swift`.
  private static func checkoutData(above directory: String) -> String? {
    var folder = directory[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if Environment.exists(folder + "/Package.swift") && Environment.isDirectory(folder + "/data") {
        return folder + "/data"
      }
    }
    return nil
  }
}
