import Casebook
import Rents
import TOMLKit

/// Reads a map written in TOML, and says of an error its line and what is wrong.
enum MapFile {
  /// - Parameters:
  ///   - text: the file's text.
  ///   - name: the map's name.
  ///   - file: how the file is named in errors.
  /// - Throws: ``ImportError/map(file:line:problem:)``.
  static func read(_ text: String, name: String, file: String) throws(ImportError) -> ImportMap {
    let document: TOMLTable
    do {
      document = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw .map(
        file: file, line: error.source.begin.line,
        problem: HarmlessText.printable(error.description, limit: 200))
    } catch {
      throw .map(file: file, line: 0, problem: "it is not TOML")
    }
    return try MapDocument(table: document, text: text, file: file).map(named: name)
  }
}

/// A parsed map file with what is needed to point at its lines.
private struct MapDocument {
  let table: TOMLTable
  let text: String
  let file: String

  func map(named name: String) throws(ImportError) -> ImportMap {
    try refuseUnknown(
      in: table, path: [],
      known: [
        "title", "dated", "file", "title_row", "trailer", "dates", "amounts", "batch", "codes", "columns",
      ])
    let plain: [(section: String, keys: Set<String>)] = [
      ("file", ["separator", "quote", "encoding", "every_line_ends"]), ("dates", ["style"]),
      ("amounts", ["unit", "credit"]),
    ]
    for (name, keys) in plain {
      if let table = try section(name) { try refuseUnknown(in: table, path: [name], known: keys) }
    }
    guard let dates = DateStyle(pattern: try string("dates", "style")) else {
      throw wrong(["dates", "style"], "a date style has one each of dd, mm or MMM, and yyyy or yy")
    }
    return ImportMap(
      name: name,
      title: try string("title"),
      dated: try dated(),
      style: RecordStyle(separator: try separator(), quote: try quote()),
      encoding: try word("file", "encoding", as: TextEncoding.self),
      everyLineEnds: try bool("file", "every_line_ends") ?? false,
      titleRow: try controlRow("title_row", keys: ["date_column"]),
      trailer: try controlRow("trailer", keys: ["count_column", "total_column"]),
      dates: dates,
      amounts: AmountStyle(
        unit: try word("amounts", "unit", as: AmountStyle.Unit.self),
        sign: try word("amounts", "credit", as: AmountStyle.Sign.self)),
      batch: try batch(),
      codes: try codes(),
      columns: try columns())
  }

  // MARK: Parts

  private func dated() throws(ImportError) -> CivilDate {
    let text = try string("dated")
    var copy = text
    let read = copy.withUTF8 { bytes in DateStyle(pattern: "yyyy-mm-dd").flatMap { try? $0.read(bytes) } }
    guard let date = read else { throw wrong(["dated"], "the map's day is written “2026-11-21”") }
    return date
  }

  private func separator() throws(ImportError) -> UInt8 {
    let text = try string("file", "separator")
    switch text {
    case "tab": return 0x09
    case "comma": return UInt8(ascii: ",")
    case "pipe": return UInt8(ascii: "|")
    case "semicolon": return UInt8(ascii: ";")
    default:
      guard let byte = text.utf8.first, text.utf8.count == 1, byte > 0x20, byte < 0x7F,
        byte != UInt8(ascii: "\"")
      else {
        throw wrong(["file", "separator"], "a separator is tab, comma, pipe, semicolon or one character")
      }
      return byte
    }
  }

  private func quote() throws(ImportError) -> UInt8? {
    let text = try string("file", "quote")
    if text == "none" { return nil }
    guard let byte = text.utf8.first, text.utf8.count == 1, byte > 0x20, byte < 0x7F else {
      throw wrong(["file", "quote"], "a quote is one character, or none")
    }
    return byte
  }

  private func controlRow(_ name: String, keys: Set<String>) throws(ImportError) -> ImportMap.ControlRow? {
    guard let row = try section(name) else { return nil }
    try refuseUnknown(in: row, path: [name], known: keys.union(["begins"]))
    var control = ImportMap.ControlRow(begins: try string(name, "begins"))
    control.dateColumn = try place(name, "date_column")
    control.countColumn = try place(name, "count_column")
    control.totalColumn = try place(name, "total_column")
    return control
  }

  private func batch() throws(ImportError) -> BatchPattern? {
    guard let section = try section("batch") else { return nil }
    try refuseUnknown(in: section, path: ["batch"], known: ["known_date"])
    guard let pattern = BatchPattern(pattern: try string("batch", "known_date")) else {
      throw wrong(
        ["batch", "known_date"], "a batch pattern has yyyy, mm and dd, and ? for any other character")
    }
    return pattern
  }

  private func codes() throws(ImportError) -> ImportMap.Codes {
    guard let section = try section("codes") else { throw wrong(["codes"], "the section [codes] is missing") }
    try refuseUnknown(
      in: section, path: ["codes"],
      known: [
        "tenure", "status", "payment_method", "charge_frequency", "flag", "housing_benefit", "court_order",
        "transaction_type", "arrangement_kind", "arrangement_frequency", "arrangement_status",
        "instalment_status",
      ])
    let flags = ["yes": true, "no": false]
    let benefit = Dictionary(uniqueKeysWithValues: HousingBenefit.Status.allCases.map { ($0.rawValue, $0) })
    let orders = Dictionary(
      uniqueKeysWithValues: CourtOrder.Kind.allCases.map { ($0.rawValue, CourtOrder.Kind?.some($0)) })
    return ImportMap.Codes(
      tenure: CodeTable(try words("tenure", cases: Tenure.self)),
      status: CodeTable(try words("status", cases: AccountStatus.self)),
      paymentMethod: CodeTable(
        try words("payment_method", cases: PaymentMethod.self), blank: PaymentMethod.none),
      chargeFrequency: CodeTable(try words("charge_frequency", cases: ChargeFrequency.self)),
      flag: CodeTable(try words("flag", meanings: flags), blank: false),
      housingBenefit: CodeTable(
        try words("housing_benefit", meanings: benefit), blank: HousingBenefit.Status.none),
      courtOrder: CodeTable(try words("court_order", meanings: orders), blank: CourtOrder.Kind?.none),
      postingType: CodeTable(try words("transaction_type", cases: PostingType.self)),
      arrangementKind: CodeTable(try words("arrangement_kind", cases: Arrangement.Kind.self)),
      arrangementFrequency: CodeTable(try words("arrangement_frequency", cases: Arrangement.Frequency.self)),
      arrangementStatus: CodeTable(try words("arrangement_status", cases: Arrangement.Status.self)),
      instalmentStatus: CodeTable(try words("instalment_status", cases: Instalment.Status.self)))
  }

  private func words<Meaning: CaseIterable & RawRepresentable<String>>(
    _ name: String, cases: Meaning.Type
  ) throws(ImportError) -> [String: Meaning] {
    try words(name, meanings: Dictionary(uniqueKeysWithValues: cases.allCases.map { ($0.rawValue, $0) }))
  }

  private func words<Meaning>(
    _ name: String, meanings: [String: Meaning]
  ) throws(ImportError) -> [String: Meaning] {
    guard let section = try section("codes", name) else { return [:] }
    var found: [String: Meaning] = [:]
    for word in section.keys {
      guard let text = section[word]?.string, let meaning = meanings[text] else {
        throw wrong(
          ["codes", name, word],
          "“\(word)” must mean one of: \(meanings.keys.sorted().joined(separator: ", "))")
      }
      found[word] = meaning
    }
    return found
  }

  private func columns() throws(ImportError) -> [IntakeKind: [String: String]] {
    guard let section = try section("columns") else {
      throw wrong(["columns"], "the section [columns] is missing")
    }
    try refuseUnknown(in: section, path: ["columns"], known: Set(IntakeKind.allCases.map(\.rawValue)))
    var all: [IntakeKind: [String: String]] = [:]
    for kind in IntakeKind.allCases {
      guard let columns = try self.section("columns", kind.rawValue) else { continue }
      let path = ["columns", kind.rawValue]
      try refuseUnknown(in: columns, path: path, known: Set(kind.columns.map(\.name)))
      var names: [String: String] = [:]
      var owners: [String: String] = [:]
      for column in kind.columns {
        guard let value = columns[column.name] else {
          if column.isRequired { throw wrong(path, "the column \(column.name) is missing") }
          continue
        }
        guard let name = value.string, !name.isEmpty else {
          throw wrong(path + [column.name], "a column's name is text in quotes")
        }
        if let owner = owners.updateValue(column.name, forKey: name) {
          throw wrong(path + [column.name], "“\(name)” is given to \(owner) already")
        }
        names[column.name] = name
      }
      all[kind] = names
    }
    guard !all.isEmpty else { throw wrong(["columns"], "no kind of file has its columns") }
    return all
  }

  // MARK: Values

  private func section(_ path: String...) throws(ImportError) -> TOMLTable? {
    var at = table
    for (depth, name) in path.enumerated() {
      guard let value = at[name] else { return nil }
      guard let next = value.table else {
        throw wrong(Array(path[...depth]), "\(name) is a section: [\(name)]")
      }
      at = next
    }
    return at
  }

  private func value(_ path: [String]) throws(ImportError) -> (any TOMLValueConvertible)? {
    guard let key = path.last else { return nil }
    guard path.count > 1 else { return table[key] }
    guard let value = table[path[0]] else { return nil }
    guard let section = value.table else { throw wrong([path[0]], "\(path[0]) is a section: [\(path[0])]") }
    return section[key]
  }

  private func string(_ path: String...) throws(ImportError) -> String {
    guard let value = try value(path) else {
      throw wrong(Array(path.dropLast()), "\(path.joined(separator: ".")) is missing")
    }
    guard let text = value.string else {
      throw wrong(path, "\(path.joined(separator: ".")) is text in quotes")
    }
    return text
  }

  private func bool(_ path: String...) throws(ImportError) -> Bool? {
    guard let value = try value(path) else { return nil }
    guard let truth = value.bool else { throw wrong(path, "\(path.joined(separator: ".")) is true or false") }
    return truth
  }

  private func place(_ path: String...) throws(ImportError) -> Int? {
    guard let value = try value(path) else { return nil }
    guard let place = value.int, (1...1000).contains(place) else {
      throw wrong(path, "\(path.joined(separator: ".")) is a column's place, 1 for the first")
    }
    return place
  }

  private func word<Word: CaseIterable & RawRepresentable<String>>(
    _ section: String, _ key: String, as: Word.Type
  ) throws(ImportError) -> Word {
    let text = try string(section, key)
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong([section, key], "\(section).\(key) is one of: \(known)")
    }
    return word
  }

  private func refuseUnknown(in table: TOMLTable, path: [String], known: Set<String>) throws(ImportError) {
    for key in table.keys.sorted() where !known.contains(key) {
      throw wrong(
        path + [key],
        "“\(HarmlessText.printable(key))” is not known here; known: \(known.sorted().joined(separator: ", "))"
      )
    }
  }

  // MARK: Errors

  /// An error at the line where the path's last name is written, or else where its section begins.
  private func wrong(_ path: [String], _ problem: String) -> ImportError {
    var section = ""
    var sectionLine = 0
    let wantedSection = path.dropLast().joined(separator: ".")
    let whole = path.joined(separator: ".")
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let bare = line.drop { $0 == " " || $0 == "\t" }
      if bare.first == "[" {
        section = String(bare.dropFirst().prefix { $0 != "]" })
        if section == whole { return .map(file: file, line: index + 1, problem: problem) }
        if section == wantedSection { sectionLine = index + 1 }
      } else if section == wantedSection, let key = path.last {
        let name = bare.prefix { $0 != "=" }
        let trimmed = name.filter { $0 != "\"" && $0 != "'" }
        var end = trimmed.endIndex
        while end > trimmed.startIndex, trimmed[trimmed.index(before: end)].isWhitespace {
          end = trimmed.index(before: end)
        }
        if trimmed[..<end] == key, bare.contains("=") {
          return .map(file: file, line: index + 1, problem: problem)
        }
      }
    }
    return .map(file: file, line: sectionLine, problem: problem)
  }
}
