/// Why an import could not be made at all. What is wrong with one row is an ``ImportLine`` instead.
///
/// `description` is a sentence for the officer: what was wrong, where, what is safe, what to do.
public enum ImportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or folder cannot be read; the reason is the system's.
  case unreadable(path: String, reason: String)
  /// A map has an error: the map's file, its line (0 where no one line is meant) and what is wrong.
  case map(file: String, line: Int, problem: String)
  /// No map of that name, in the folders looked in.
  case noSuchMap(name: String, known: [String])
  /// No map knows the file's header row; the first line, harmless and shortened, and the maps that were tried.
  case unrecognised(file: String, firstLine: String, maps: [String], hint: String)
  /// A folder given as a path holds no file that a map recognises.
  case nothingToRead(path: String)
  /// A person was asked about a warning and said no.
  case declined
  /// A person stopped it on the way.
  case cancelled

  /// What was wrong, where, what is safe and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason). Nothing was changed."
    case .map(let file, let line, let problem):
      "The map \(file)\(line > 0 ? ", line \(line)" : "") is not right: \(problem). Nothing was imported."
    case .noSuchMap(let name, let known):
      "There is no map “\(name)”. Known maps: \(known.isEmpty ? "none" : known.joined(separator: ", "))."
    case .unrecognised(let file, let firstLine, let maps, let hint):
      "\(file) is not recognised: no map (\(maps.joined(separator: ", "))) knows its header row\(hint). "
        + "It begins “\(firstLine)”. Nothing was changed. Name the map with --map and the kind with --as, "
        + "or add a map (Sources/Interchange/README.md)."
    case .nothingToRead(let path):
      "\(path) holds no file that a map recognises. Nothing was changed."
    case .declined:
      "The import was stopped by your answer. Nothing was changed."
    case .cancelled: "The import was stopped. Nothing was changed."
    }
  }
}
