import Casebook

/// The maps at hand: the files of some folders, the first folder winning where two hold a map of the same name
/// (the book's own `config/maps` before the installed `share/patchbook/maps`).
public struct MapShelf: Sendable {
  /// The maps, by name.
  public let maps: [ImportMap]

  /// Reads every `*.toml` of the folders; a folder that is not there is passed over.
  /// - Throws: ``ImportError/map(file:line:problem:)`` for the first map that is not right: a map is never half used.
  public init(directories: [String]) throws(ImportError) {
    var found: [String: ImportMap] = [:]
    for directory in directories {
      for entry in (try? Folder.entries(of: directory)) ?? [] where entry.hasSuffix(".toml") {
        let name = String(entry.dropLast(5))
        guard found[name] == nil else { continue }
        found[name] = try MapShelf.load(path: directory + "/" + entry, name: name)
      }
    }
    maps = found.values.sorted { $0.name < $1.name }
  }

  /// The map of that name, or in that file.
  /// - Throws: ``ImportError/noSuchMap(name:known:)``; ``ImportError/map(file:line:problem:)``.
  public func map(_ nameOrFile: String) throws(ImportError) -> ImportMap {
    if let map = maps.first(where: { $0.name == nameOrFile }) { return map }
    guard nameOrFile.contains("/") || nameOrFile.hasSuffix(".toml") else {
      throw .noSuchMap(name: nameOrFile, known: maps.map(\.name))
    }
    let file = nameOrFile.split(separator: "/").last.map(String.init) ?? nameOrFile
    return try MapShelf.load(
      path: nameOrFile, name: file.hasSuffix(".toml") ? String(file.dropLast(5)) : file)
  }

  private static func load(path: String, name: String) throws(ImportError) -> ImportMap {
    let source = try ByteSource(path: path)
    // One byte more than may be, so that a file that is too long is said to be.
    let bytes = Array(try source.head(SettingsFile.longest + 1))
    return try MapFile.read(bytes, name: name, file: path)
  }
}
