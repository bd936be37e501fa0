import Journal
import Rents
import Synchronization

/// How an officer likes the desk, and where they looked last, kept under `session/` in the book: not the record, one small
/// append-only file for each officer (decision 9). Whatever stands in the file, the book opens.
public final class SessionSettings: Sendable {
  private struct State {
    var views: [SavedView] = []
    var looked: [String: UInt64] = [:]
    var recent: [String] = []
    var values: [String: String] = [:]
    var isRead = false
  }

  private let path: String
  private let directory: String
  private let file: SideFile
  private let files: any FileSystem
  private let state = Mutex(State())

  /// The most saved views, and the most recent places, that are kept.
  public static let mostViews = 100
  /// The most recent places that are kept.
  public static let mostRecent = 50
  /// A file that has grown so long is written anew with what still counts.
  static let roomy = 64 << 10
  /// The longest line that is kept, in bytes.
  static let longestLine = 16 << 10

  init(book path: String, user: String, files: any FileSystem) {
    self.path = path
    directory = path + "/session"
    file = SideFile(path: directory + "/" + SideFile.name(user), files: files)
    self.files = files
  }

  // MARK: Reading

  /// The saved views by name.
  public var savedViews: [SavedView] { reading { $0.views.sorted { $0.name < $1.name } } }

  /// The last transaction that the officer saw of a patch; nil where they never looked.
  public func lastLooked(patch: String) -> UInt64? { reading { $0.looked[patch] } }

  /// The places that were open last, the newest first, in the desk's own words (`account:40218863/ledger`).
  public var recentPlaces: [String] { reading { $0.recent } }

  /// Any other setting by name, as the desk kept it.
  public func value(_ name: String) -> String? { reading { $0.values[name] } }

  private func reading<Value>(_ body: (State) -> Value) -> Value {
    state.withLock { state in
      if !state.isRead { read(&state) }
      return body(state)
    }
  }

  private func read(_ state: inout State) {
    for line in file.read().lines { SessionSettings.take(line, into: &state) }
    state.isRead = true
  }

  // MARK: Keeping

  /// Keeps a view under its name, in place of the one of that name.
  /// - Throws: ``CasebookError`` where the host refuses, or there are too many.
  public func save(_ view: SavedView) throws(CasebookError) {
    guard !view.name.trimmed.isEmpty else {
      throw .refused("A saved view needs a name. Nothing was kept. Give it one.")
    }
    let views = savedViews
    guard views.count < SessionSettings.mostViews || views.contains(where: { $0.name == view.name }) else {
      throw .refused("There are \(views.count) saved views already. Nothing was kept. Remove one first.")
    }
    var fields = FieldWriter()
    fields.named("view", view.name)
    fields.named("query", view.query)
    fields.named("sort", view.sort)
    fields.named("down", view.isDescending)
    fields.named("patch", view.patch)
    for column in view.columns { fields.named("column", column) }
    try keep(fields.bytes)
  }

  /// Removes the view of a name; one that is not there is no fault.
  /// - Throws: ``CasebookError`` where the host refuses.
  public func removeView(_ name: String) throws(CasebookError) {
    guard savedViews.contains(where: { $0.name == name }) else { return }
    var fields = FieldWriter()
    fields.named("gone", name)
    try keep(fields.bytes)
  }

  /// Says that the officer has seen a patch as it stood after a transaction.
  /// - Throws: ``CasebookError`` where the host refuses.
  public func looked(patch: String, at sequence: UInt64) throws(CasebookError) {
    if lastLooked(patch: patch) == sequence { return }
    var fields = FieldWriter()
    fields.named("looked", Int(clamping: sequence))
    fields.named("patch", patch)
    try keep(fields.bytes)
  }

  /// Says that a place was opened: it goes to the front.
  /// - Throws: ``CasebookError`` where the host refuses.
  public func opened(_ place: String) throws(CasebookError) {
    if place.isEmpty || recentPlaces.first == place { return }
    var fields = FieldWriter()
    fields.named("recent", place)
    try keep(fields.bytes)
  }

  /// Keeps any other setting of the desk; empty removes it.
  /// - Throws: ``CasebookError`` where the host refuses.
  public func set(_ name: String, to value: String) throws(CasebookError) {
    if self.value(name) ?? "" == value { return }
    var fields = FieldWriter()
    fields.named("set", name)
    fields.named("to", value)
    try keep(fields.bytes)
  }

  private func keep(_ line: [UInt8]) throws(CasebookError) {
    guard line.count <= SessionSettings.longestLine else {
      throw .refused("That is too long to be kept as a setting. Nothing was kept. Make it shorter.")
    }
    let outcome = state.withLock { (state) -> Result<Void, FileError> in
      if !state.isRead { read(&state) }
      return Result { () throws(FileError) in try keep(line, &state) }
    }
    if case .failure(let error) = outcome {
      throw .refused(
        "The setting cannot be kept beside the book (\(error)). Nothing that was recorded is touched. It holds until the "
          + "desk is closed.")
    }
  }

  private func keep(_ line: [UInt8], _ state: inout State) throws(FileError) {
    // Another desk of the same officer may have written since: what it said stays. What could not be written before holds
    // for this sitting, whatever the disk says.
    let (lines, length, isClean) = file.read()
    for line in lines { SessionSettings.take(line, into: &state) }
    SessionSettings.take(line, into: &state)
    if length == 0 || length > SessionSettings.roomy {
      try files.makeDirectory(directory)
      try files.synchroniseDirectory(path)
      try file.replace(SessionSettings.lines(state), in: directory)
    } else {
      try file.append([line], at: length, isClean: isClean)
    }
  }

  // MARK: Lines

  private static func take(_ line: [UInt8], into state: inout State) {
    line.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      var named: [(name: String, value: String)] = []
      while let (name, value) = reader.named(), named.count < 200 {
        named.append((String(decoding: name, as: UTF8.self), FieldReader.text(value)))
      }
      func value(_ name: String) -> String { named.first { $0.name == name }?.value ?? "" }
      guard let first = named.first else { return }
      switch first.name {
      case "view":
        var view = SavedView(
          name: first.value, query: value("query"), sort: value("sort"), patch: value("patch"))
        view.isDescending = named.contains { $0.name == "down" }
        view.columns = named.filter { $0.name == "column" }.map(\.value)
        state.views.removeAll { $0.name == view.name }
        if !view.name.isEmpty, state.views.count < mostViews { state.views.append(view) }
      case "gone": state.views.removeAll { $0.name == first.value }
      case "looked":
        if let sequence = UInt64(first.value), state.looked.count < 10_000 {
          state.looked[value("patch")] = sequence
        }
      case "recent":
        state.recent.removeAll { $0 == first.value }
        state.recent.insert(first.value, at: 0)
        if state.recent.count > mostRecent { state.recent.removeLast() }
      case "set": state.values[first.value] = value("to").isEmpty ? nil : value("to")
      default: break
      }
    }
  }

  private static func lines(_ state: State) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    func add(_ body: (inout FieldWriter) -> Void) {
      var fields = FieldWriter()
      body(&fields)
      lines.append(fields.bytes)
    }
    for view in state.views {
      add {
        $0.named("view", view.name)
        $0.named("query", view.query)
        $0.named("sort", view.sort)
        $0.named("down", view.isDescending)
        $0.named("patch", view.patch)
        for column in view.columns { $0.named("column", column) }
      }
    }
    for (patch, sequence) in state.looked.sorted(by: { $0.key < $1.key }) {
      add {
        $0.named("looked", Int(clamping: sequence))
        $0.named("patch", patch)
      }
    }
    for place in state.recent.reversed() { add { $0.named("recent", place) } }
    for (name, value) in state.values.sorted(by: { $0.key < $1.key }) {
      add {
        $0.named("set", name)
        $0.named("to", value)
      }
    }
    return lines
  }
}
