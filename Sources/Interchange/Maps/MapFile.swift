import Casebook
import Rents

/// Makes a map of what its file says, and says of an error its line and what is wrong.
enum MapFile {
  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - name: the map's name.
  ///   - file: how the file is named in errors.
  /// - Throws: ``ImportError/map(file:line:problem:)``.
  static func read(_ bytes: [UInt8], name: String, file: String) throws(ImportError) -> ImportMap {
    do throws(SettingsFault) {
      return try MapDocument(settings: SettingsFile(bytes)).map(named: name)
    } catch {
      throw .map(file: file, line: error.line, problem: error.sentence)
    }
  }
}

/// A map's settings, and what they mean.
private struct MapDocument {
  let settings: SettingsFile

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

  func map(named name: String) throws(SettingsFault) -> ImportMap {
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

  private func refuseUnknown() throws(SettingsFault) {
    let known = MapDocument.known
    try settings.refuseUnknown(sections: known.keys.filter { !$0.isEmpty }.sorted())
    for section in settings.sections {
      guard !section.isListed else {
        throw SettingsFault(
          line: section.line, problem: "the section [\(section.name)] stands once, in single brackets")
      }
      if case .some(.some(let keys)) = known[section.name] { try section.refuseUnknown(keys: keys.sorted()) }
    }
  }

  // MARK: Parts

  private func dated() throws(SettingsFault) -> CivilDate {
    var written = try string("", "dated")
    let read = written.withUTF8 { bytes in DateStyle(pattern: "yyyy-mm-dd").flatMap { try? $0.read(bytes) } }
    guard let date = read else { throw wrong("", "dated", "the map's day is written “2026-11-21”") }
    return date
  }

  private func separator() throws(SettingsFault) -> UInt8 {
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

  private func quote() throws(SettingsFault) -> UInt8? {
    let name = try string("file", "quote")
    if name == "none" { return nil }
    guard let byte = name.utf8.first, name.utf8.count == 1, byte > 0x20, byte < 0x7F, try separator() != byte
    else {
      throw wrong("file", "quote", "a quote is one character that is not the separator, or none")
    }
    return byte
  }

  private func controlRow(_ name: String) throws(SettingsFault) -> ImportMap.ControlRow? {
    guard settings[name] != nil else { return nil }
    var control = ImportMap.ControlRow(begins: try string(name, "begins"))
    if control.begins.isEmpty { throw wrong(name, "begins", "what the row begins with cannot be empty") }
    control.dateColumn = try place(name, "date_column")
    control.countColumn = try place(name, "count_column")
    control.totalColumn = try place(name, "total_column")
    return control
  }

  private func batch() throws(SettingsFault) -> BatchPattern? {
    guard settings["batch"] != nil else { return nil }
    guard let pattern = BatchPattern(pattern: try string("batch", "known_date")) else {
      throw wrong("batch", "known_date", "a batch pattern has yyyy, mm and dd, and ? for any other character")
    }
    return pattern
  }

  private func codes() throws(SettingsFault) -> ImportMap.Codes {
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
  ) throws(SettingsFault) -> [String: Meaning] {
    try words(name, meanings: Dictionary(uniqueKeysWithValues: cases.allCases.map { ($0.rawValue, $0) }))
  }

  private func words<Meaning>(
    _ name: String, meanings: [String: Meaning]
  ) throws(SettingsFault) -> [String: Meaning] {
    let section = "codes." + name
    var found: [String: Meaning] = [:]
    for entry in settings[section]?.entries ?? [] {
      let known = meanings.keys.sorted()
      guard case .text(let value) = entry.value, let meaning = meanings[value] else {
        var hint = ""
        if case .text(let value) = entry.value { hint = SettingsFault.hint(value, among: known) }
        throw SettingsFault(
          line: entry.line,
          problem:
            "\(SettingsFault.quoted(entry.key)) must mean one of: \(known.joined(separator: ", "))\(hint)")
      }
      found[entry.key] = meaning
    }
    return found
  }

  private func columns() throws(SettingsFault) -> [IntakeKind: [String: String]] {
    var all: [IntakeKind: [String: String]] = [:]
    for kind in IntakeKind.allCases {
      let name = "columns." + kind.rawValue
      guard let section = settings[name] else { continue }
      var headers: [String: String] = [:]
      var owners: [String: String] = [:]
      for key in section.entries.map(\.key) {
        let header = try string(name, key)
        if header.isEmpty { throw wrong(name, key, "a column's name cannot be empty") }
        if let owner = owners.updateValue(key, forKey: header) {
          throw wrong(name, key, "\(SettingsFault.quoted(header)) is given to \(owner) already")
        }
        headers[key] = header
      }
      for column in kind.columns where column.isRequired && headers[column.name] == nil {
        throw SettingsFault(line: section.line, problem: "the column \(column.name) is missing")
      }
      all[kind] = headers
    }
    guard !all.isEmpty else { throw SettingsFault(line: 0, problem: "no kind of file has its columns") }
    return all
  }

  // MARK: Values

  private func string(_ section: String, _ key: String) throws(SettingsFault) -> String {
    guard let value = try settings[section]?.text(key) else { throw missing(section, key) }
    return value
  }

  private func truth(_ section: String, _ key: String) throws(SettingsFault) -> Bool? {
    try settings[section]?.truth(key)
  }

  private func place(_ section: String, _ key: String) throws(SettingsFault) -> Int? {
    guard let place = try settings[section]?.number(key) else { return nil }
    guard (1...1000).contains(place) else {
      throw wrong(section, key, "\(label(section, key)) is a column's place, 1 for the first")
    }
    return Int(place)
  }

  private func word<Word: CaseIterable & RawRepresentable<String>>(
    _ section: String, _ key: String, as: Word.Type
  ) throws(SettingsFault) -> Word {
    guard let word = try settings[section]?.word(key, as: Word.self) else { throw missing(section, key) }
    return word
  }

  private func label(_ section: String, _ key: String) -> String {
    section.isEmpty ? key : section + "." + key
  }

  private func missing(_ section: String, _ key: String) -> SettingsFault {
    SettingsFault(line: settings[section]?.line ?? 0, problem: "\(label(section, key)) is missing")
  }

  private func wrong(_ section: String, _ key: String, _ problem: String) -> SettingsFault {
    SettingsFault(line: settings[section]?[key]?.line ?? 0, problem: problem)
  }
}
