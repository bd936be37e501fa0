import Casebook
import Rents

/// Makes a map of what its file says, and says of an error its line and what is wrong.
enum MapFile {
  /// - Parameters:
  ///   - text: the file's text.
  ///   - name: the map's name.
  ///   - file: how the file is named in errors.
  /// - Throws: ``ImportError/map(file:line:problem:)``.
  static func read(_ text: String, name: String, file: String) throws(ImportError) -> ImportMap {
    let parsed: MapText
    do throws(MapText.Failure) {
      parsed = try MapText(text)
    } catch {
      throw .map(file: file, line: error.line, problem: HarmlessText.printable(error.problem, limit: 200))
    }
    return try MapDocument(text: parsed, file: file).map(named: name)
  }
}

/// A parsed map file with its name, for errors.
private struct MapDocument {
  let text: MapText
  let file: String

  /// Every section that a map may have, with its keys; nil where the keys are the source's own words.
  private static var known: [String: Set<String>?] {
    var known: [String: Set<String>?] = [
      "": ["title", "dated"],
      "file": ["separator", "quote", "encoding", "every_line_ends"],
      "title_row": ["begins", "date_column"],
      "trailer": ["begins", "count_column", "total_column"],
      "dates": ["style"],
      "amounts": ["unit", "credit"],
      "batch": ["known_date"],
    ]
    for code in [
      "tenure", "status", "payment_method", "charge_frequency", "flag", "housing_benefit", "court_order",
      "transaction_type", "arrangement_kind", "arrangement_frequency", "arrangement_status",
      "instalment_status",
    ] { known["codes." + code] = .some(nil) }
    for kind in IntakeKind.allCases { known["columns." + kind.rawValue] = Set(kind.columns.map(\.name)) }
    return known
  }

  func map(named name: String) throws(ImportError) -> ImportMap {
    try refuseUnknown()
    guard let dates = DateStyle(pattern: try string("dates", "style")) else {
      throw wrong("dates", "style", "a date style has one each of dd, mm or MMM, and yyyy or yy")
    }
    return ImportMap(
      name: name,
      title: try string("", "title"),
      dated: try dated(),
      style: RecordStyle(separator: try separator(), quote: try quote()),
      encoding: try word("file", "encoding", as: TextEncoding.self),
      everyLineEnds: try truth("file", "every_line_ends") ?? false,
      titleRow: try controlRow("title_row"),
      trailer: try controlRow("trailer"),
      dates: dates,
      amounts: AmountStyle(
        unit: try word("amounts", "unit", as: AmountStyle.Unit.self),
        sign: try word("amounts", "credit", as: AmountStyle.Sign.self)),
      batch: try batch(),
      codes: try codes(),
      columns: try columns())
  }

  private func refuseUnknown() throws(ImportError) {
    let known = MapDocument.known
    for name in [""] + text.names {
      guard let section = text.sections[name] else { continue }
      guard let keys = known[name] else {
        let names = known.keys.filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        throw .map(
          file: file, line: section.line,
          problem: "the section “\(HarmlessText.printable(name))” is not known; known: \(names)")
      }
      guard let keys else { continue }
      for key in section.keys where !keys.contains(key) {
        throw wrong(
          name, key,
          "“\(HarmlessText.printable(key))” is not known here; known: \(keys.sorted().joined(separator: ", "))"
        )
      }
    }
  }

  // MARK: Parts

  private func dated() throws(ImportError) -> CivilDate {
    var written = try string("", "dated")
    let read = written.withUTF8 { bytes in DateStyle(pattern: "yyyy-mm-dd").flatMap { try? $0.read(bytes) } }
    guard let date = read else { throw wrong("", "dated", "the map's day is written “2026-11-21”") }
    return date
  }

  private func separator() throws(ImportError) -> UInt8 {
    let name = try string("file", "separator")
    switch name {
    case "tab": return 0x09
    case "comma": return UInt8(ascii: ",")
    case "pipe": return UInt8(ascii: "|")
    case "semicolon": return UInt8(ascii: ";")
    default:
      guard let byte = name.utf8.first, name.utf8.count == 1, byte > 0x20, byte < 0x7F,
        byte != UInt8(ascii: "\"")
      else { throw wrong("file", "separator", "a separator is tab, comma, pipe, semicolon or one character") }
      return byte
    }
  }

  private func quote() throws(ImportError) -> UInt8? {
    let name = try string("file", "quote")
    if name == "none" { return nil }
    guard let byte = name.utf8.first, name.utf8.count == 1, byte > 0x20, byte < 0x7F, try separator() != byte
    else {
      throw wrong("file", "quote", "a quote is one character that is not the separator, or none")
    }
    return byte
  }

  private func controlRow(_ name: String) throws(ImportError) -> ImportMap.ControlRow? {
    guard text.sections[name] != nil else { return nil }
    var control = ImportMap.ControlRow(begins: try string(name, "begins"))
    if control.begins.isEmpty { throw wrong(name, "begins", "what the row begins with cannot be empty") }
    control.dateColumn = try place(name, "date_column")
    control.countColumn = try place(name, "count_column")
    control.totalColumn = try place(name, "total_column")
    return control
  }

  private func batch() throws(ImportError) -> BatchPattern? {
    guard text.sections["batch"] != nil else { return nil }
    guard let pattern = BatchPattern(pattern: try string("batch", "known_date")) else {
      throw wrong("batch", "known_date", "a batch pattern has yyyy, mm and dd, and ? for any other character")
    }
    return pattern
  }

  private func codes() throws(ImportError) -> ImportMap.Codes {
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
    let section = "codes." + name
    var found: [String: Meaning] = [:]
    for (word, entry) in text.sections[section]?.entries ?? [:] {
      guard case .text(let value) = entry.value, let meaning = meanings[value] else {
        throw wrong(
          section, word,
          "“\(HarmlessText.printable(word))” must mean one of: \(meanings.keys.sorted().joined(separator: ", "))"
        )
      }
      found[word] = meaning
    }
    return found
  }

  private func columns() throws(ImportError) -> [IntakeKind: [String: String]] {
    var all: [IntakeKind: [String: String]] = [:]
    for kind in IntakeKind.allCases {
      let name = "columns." + kind.rawValue
      guard let section = text.sections[name] else { continue }
      var headers: [String: String] = [:]
      var owners: [String: String] = [:]
      for key in section.keys {
        let header = try string(name, key)
        if header.isEmpty { throw wrong(name, key, "a column's name cannot be empty") }
        if let owner = owners.updateValue(key, forKey: header) {
          throw wrong(name, key, "“\(HarmlessText.printable(header))” is given to \(owner) already")
        }
        headers[key] = header
      }
      for column in kind.columns where column.isRequired && headers[column.name] == nil {
        throw .map(file: file, line: section.line, problem: "the column \(column.name) is missing")
      }
      all[kind] = headers
    }
    guard !all.isEmpty else { throw .map(file: file, line: 0, problem: "no kind of file has its columns") }
    return all
  }

  // MARK: Values

  private func string(_ section: String, _ key: String) throws(ImportError) -> String {
    guard let entry = text.sections[section]?.entries[key] else {
      throw .map(
        file: file, line: text.sections[section]?.line ?? 0, problem: "\(label(section, key)) is missing")
    }
    guard case .text(let value) = entry.value else {
      throw wrong(section, key, "\(label(section, key)) is text in quotes")
    }
    return value
  }

  private func truth(_ section: String, _ key: String) throws(ImportError) -> Bool? {
    guard let entry = text.sections[section]?.entries[key] else { return nil }
    guard case .truth(let value) = entry.value else {
      throw wrong(section, key, "\(label(section, key)) is true or false")
    }
    return value
  }

  private func place(_ section: String, _ key: String) throws(ImportError) -> Int? {
    guard let entry = text.sections[section]?.entries[key] else { return nil }
    guard case .number(let place) = entry.value, (1...1000).contains(place) else {
      throw wrong(section, key, "\(label(section, key)) is a column's place, 1 for the first")
    }
    return place
  }

  private func word<Word: CaseIterable & RawRepresentable<String>>(
    _ section: String, _ key: String, as: Word.Type
  ) throws(ImportError) -> Word {
    guard let word = Word(rawValue: try string(section, key)) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong(section, key, "\(label(section, key)) is one of: \(known)")
    }
    return word
  }

  private func label(_ section: String, _ key: String) -> String {
    section.isEmpty ? key : section + "." + key
  }

  private func wrong(_ section: String, _ key: String, _ problem: String) -> ImportError {
    .map(file: file, line: text.sections[section]?.entries[key]?.line ?? 0, problem: problem)
  }
}
