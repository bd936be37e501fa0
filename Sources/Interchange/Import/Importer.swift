import Casebook
import Rents

/// Takes the landlord's files into a book: all files of a call in one session, which lands whole or not at all.
///
/// ```swift
/// let importer = Importer(casebook: book, maps: try MapShelf(directories: ["data/maps"]))
/// let summary = try importer.run(["extracts/"], report: { print($0.json.text) })
/// ```
public struct Importer {
  /// What the officer asked for.
  public struct Options: Sendable {
    /// What the files hold; nil to find it out from their header rows.
    public var kind: IntakeKind?
    /// The map's name or file; nil to find it out.
    public var map: String?
    /// Good rows, all or nothing, or a dry run.
    public var mode: Intake.Mode

    /// By default kinds and maps are found out, and the good rows land.
    public init(kind: IntakeKind? = nil, map: String? = nil, mode: Intake.Mode = .goodRows) {
      self.kind = kind
      self.map = map
      self.mode = mode
    }
  }

  let casebook: Casebook
  private let maps: MapShelf
  private let options: Options

  /// An importer into a book that is open for writing.
  public init(casebook: Casebook, maps: MapShelf, options: Options = Options()) {
    self.casebook = casebook
    self.maps = maps
    self.options = options
  }

  /// Takes files in, accounts first whatever the order given.
  ///
  /// - Parameters:
  ///   - paths: files, or folders whose recognised files are taken.
  ///   - report: called with each line of the report, in no promised order.
  ///   - progress: called now and then.
  ///   - isCancelled: asked now and then; true stops the import as long as nothing has landed.
  ///   - confirm: asked before anything lands where a file seems incomplete; false stops the import. Nil where
  ///     nobody is there to be asked: then the rows land, and the warnings stand in the report.
  /// - Returns: the figures.
  /// - Throws: ``ImportError`` where a file or map cannot be used, or the answer was no; `CasebookError` from the
  ///   book. Nothing was changed then.
  public func run(
    _ paths: [String], report: @escaping (ImportLine) -> Void,
    progress: @escaping (ImportProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false },
    confirm: (([ImportLine]) -> Bool)? = nil
  ) throws -> ImportSummary {
    var summary = ImportSummary()
    summary.isDryRun = options.mode == .dryRun
    let tally = Tally(report)
    let files = try recognise(paths, &summary)
    var fresh: [(file: RecognisedFile, digest: String)] = []
    var repeats: [(file: RecognisedFile, of: Int)] = []
    let view = casebook.view
    for file in files {
      let digest = try ByteSource(path: file.path).digest()
      var part = ImportSummary.File(name: file.name, kind: file.kind, map: file.map.name)
      // A file of which rows were rejected or wait in suspense is read again: a map that was put right since may read
      // them now, their accounts may be known, and what the book has already is recognised row by row.
      if let taken = try view.alreadyTaken(sha256: digest), taken.isSettled {
        part.read = taken.read
        part.duplicates = taken.read
        tally.add(
          Importer.resent(
            file.name, rows: taken.read, as: HarmlessText.printable(taken.name, limit: 200),
            on: taken.recorded))
        summary.files.append(part)
      } else if let first = fresh.firstIndex(where: { $0.digest == digest }) {
        repeats.append((file, first))
      } else {
        fresh.append((file, digest))
      }
    }
    if !fresh.isEmpty {
      let results = try take(fresh, tally, &summary, progress, isCancelled, confirm)
      for (file, first) in repeats {
        let rows = results[first].read
        var part = ImportSummary.File(name: file.name, kind: file.kind, map: file.map.name)
        part.read = rows
        part.duplicates = rows
        tally.add(Importer.resent(file.name, rows: rows, as: fresh[first].file.name, on: nil))
        summary.files.append(part)
      }
    }
    for file in summary.files {
      summary.read += file.read
      summary.posted += file.posted
      summary.rejected += file.rejected
      summary.duplicates += file.duplicates
      summary.suspended += file.suspended
      summary.waiting += file.waiting
      summary.controlTotal = (try? summary.controlTotal.adding(file.controlTotal)) ?? summary.controlTotal
    }
    summary.repaired = tally.repaired
    summary.warned = tally.warned
    return summary
  }

  // MARK: Finding files

  /// What finds out which map reads a file, as far as the officer did not say it.
  /// - Throws: ``ImportError`` where there is no map of the name that was given.
  func recogniser() throws(ImportError) -> Recogniser {
    var candidates = maps.maps
    if let map = options.map { candidates = [try maps.map(map)] }
    return Recogniser(maps: candidates, kind: options.kind)
  }

  private func recognise(_ paths: [String], _ summary: inout ImportSummary) throws -> [RecognisedFile] {
    let recogniser = try recogniser()
    var files: [RecognisedFile] = []
    for path in paths {
      guard Folder.isFolder(path) else {
        guard let file = try recogniser.recognise(path: path) else {
          throw try recogniser.failure(path: path)
        }
        files.append(file)
        continue
      }
      var found = false
      for name in try Folder.entries(of: path) {
        let inner = path.hasSuffix("/") ? path + name : path + "/" + name
        if Folder.isFolder(inner) { continue }
        if let file = try recogniser.recognise(path: inner) {
          files.append(file)
          found = true
        } else {
          summary.passedOver.append(HarmlessText.printable(name, limit: 200))
        }
      }
      if !found { throw ImportError.nothingToRead(path: HarmlessText.printable(path, limit: 200)) }
    }
    // Stable: files of a kind stay in the order given.
    return files.enumerated().sorted {
      ($0.element.kind.readingPlace, $0.offset) < ($1.element.kind.readingPlace, $1.offset)
    }.map(\.element)
  }

  // MARK: Taking

  private func take(
    _ fresh: [(file: RecognisedFile, digest: String)], _ tally: Tally, _ summary: inout ImportSummary,
    _ progress: @escaping (ImportProgress) -> Void, _ isCancelled: () -> Bool,
    _ confirm: (([ImportLine]) -> Bool)?
  ) throws -> [FileImport.Result] {
    let names = fresh.map(\.file.name)
    let intake = try casebook.beginIntake(
      files: fresh.map {
        IntakeFile(name: $0.file.name, kind: $0.file.kind, sha256: $0.digest, batchDate: $0.file.runDate)
      },
      report: { tally.add(ImportLine($0, names: names)) })
    let results: [FileImport.Result]
    do {
      let files = fresh.map(\.file)
      let whole = try files.reduce(0) { try $0 + ByteSource(path: $1.path).length }
      results = try ReadingThread(files, today: casebook.today).run { batch in
        if isCancelled() { throw ImportError.cancelled }
        for item in batch.items { try Importer.take(item, into: intake, tally) }
        progress(
          ImportProgress(phase: .reading, file: names[batch.file], done: batch.bytesRead, whole: whole))
      }
      if results.contains(where: \.isDoubtful), options.mode != .dryRun, let confirm {
        guard confirm(tally.warnings) else { throw ImportError.declined }
      }
      if isCancelled() { throw ImportError.cancelled }
    } catch {
      intake.abandon()
      throw error
    }
    let outcome = try intake.finish(options.mode) { done, whole in
      progress(ImportProgress(phase: .landing, file: "", done: done, whole: whole))
    }
    summary.sequence = outcome.sequence
    summary.isDoubtful = results.contains(where: \.isDoubtful)
    for (number, file) in outcome.files.enumerated() where number < fresh.count {
      var part = ImportSummary.File(
        name: names[number], kind: fresh[number].file.kind, map: fresh[number].file.map.name)
      part.read = results[number].read
      part.posted = file.taken
      part.rejected = file.rejected
      part.duplicates = file.duplicates
      part.suspended = file.suspended
      part.waiting = file.waiting
      part.controlTotal = file.controlTotal
      summary.files.append(part)
    }
    return results
  }

  private static func take(_ item: ReadItem, into intake: Intake, _ tally: Tally) throws {
    switch item {
    case .posting(let posting, let account, let file, let line):
      try intake.add(posting, account: account, file: file, line: line)
    case .facts(let facts, let file, let line): try intake.add(facts, file: file, line: line)
    case .action(let action, let account, let file, let line):
      try intake.add(action, account: account, file: file, line: line)
    case .arrangement(let arrangement, let account, let file, let line):
      try intake.add(arrangement, account: account, file: file, line: line)
    case .instalment(let instalment, let account, let file, let line):
      try intake.add(instalment, account: account, file: file, line: line)
    case .rejected(let file, let line): intake.rejected(file: file, line: line)
    case .report(let line): tally.add(line)
    }
  }

  private static func resent(_ name: String, rows: Int, as other: String, on day: CivilDate?) -> ImportLine {
    let when = day.map { ", taken in on \($0)" } ?? ""
    return ImportLine(
      file: name, line: 1,
      problem: "the same bytes as \(other)\(when): none of its \(rows) rows was taken again",
      action: .skippedDuplicate,
      value: "\(rows) rows")
  }
}

/// Counts report lines on their way, and keeps the warnings about whole files.
private final class Tally {
  private let report: (ImportLine) -> Void
  private(set) var repaired = 0
  private(set) var warned = 0
  /// The last warnings, for a question to a person.
  private(set) var warnings: [ImportLine] = []

  init(_ report: @escaping (ImportLine) -> Void) { self.report = report }

  func add(_ line: ImportLine) {
    switch line.action {
    case .repaired: repaired += 1
    case .warned:
      warned += 1
      if warnings.count == 20 { warnings.removeFirst() }
      warnings.append(line)
    default: break
    }
    report(line)
  }
}

extension ImportLine {
  /// What the book says of a row.
  fileprivate init(_ report: IntakeReport, names: [String]) {
    self.init(
      file: names.indices.contains(report.file) ? names[report.file] : "", line: report.line,
      column: report.column,
      problem: HarmlessText.printable(report.problem, limit: 500), action: report.action,
      value: report.value.map { HarmlessText.printable($0) })
  }
}
