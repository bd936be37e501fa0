import Rents

/// A finished form: cluster is the account, the key as ``OwnKey``. Text: named fields; a field of the form stands under its
/// name with a point before it.
enum StatementRecord {
  static func write(_ version: StatementVersion, to fields: inout FieldWriter) {
    fields.named("id", version.id)
    fields.named("number", version.number)
    fields.named("replaces", version.replaces)
    fields.named("on", version.recorded)
    if version.day != version.recorded { fields.named("day", version.day) }
    fields.named("at", version.at)
    fields.named("user", version.user)
    fields.named("officer", version.officer)
    fields.named("format", version.format)
    fields.named("thresholds", version.thresholds)
    fields.named("guidelines", version.guidelines)
    fields.named("draft", version.draft)
    for (name, text) in version.fields.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
      fields.named("." + name, text)
    }
  }

  static func read(_ text: FieldReader.Slice, sequence: UInt64) -> StatementVersion? {
    var version = StatementVersion(
      id: "", sequence: sequence, number: 0, replaces: "", day: .first, recorded: .first, at: "", user: "",
      officer: "", fields: [:], format: "")
    var day: CivilDate?
    var reader = FieldReader(text)
    while let (name, value) = reader.named() {
      let name = String(decoding: name, as: UTF8.self)
      let text = FieldReader.text(value)
      switch name {
      case "id": version.id = text
      case "number": version.number = Int(clamping: FieldReader.number(value) ?? 0)
      case "replaces": version.replaces = text
      case "on": version.recorded = FieldReader.date(value) ?? .first
      case "day": day = FieldReader.date(value)
      case "at": version.at = text
      case "user": version.user = text
      case "officer": version.officer = text
      case "format": version.format = text
      case "thresholds": version.thresholds = text
      case "guidelines": version.guidelines = text
      case "draft": version.draft = text
      default: if name.hasPrefix(".") { version.fields[String(name.dropFirst())] = text }
      }
    }
    version.day = day ?? version.recorded
    return version.id.isEmpty ? nil : version
  }

  /// The finished forms of an account as they were known at the end of a day, the oldest first.
  static func all(
    of account: String, in book: some RowReading, on day: CivilDate = .last, _ withdrawals: Withdrawals
  ) throws -> [StatementVersion] {
    var versions: [StatementVersion] = []
    try book.rows(of: .statement, in: account) { _, text, sequence in
      guard var version = StatementRecord.read(text, sequence: sequence), version.recorded <= day else {
        return
      }
      version.withdrawal = withdrawals.standing(sequence, on: day)
      versions.append(version)
    }
    for version in versions where version.withdrawal == nil && !version.replaces.isEmpty {
      if let place = versions.firstIndex(where: { $0.id == version.replaces }) {
        versions[place].correctedBy = version.id
      }
    }
    return versions
  }
}

/// A file of program data as it was used (decision 14): cluster is its SHA-256, the key is `file`. Text: the file.
enum KeptFileRecord {
  static let key = "file"
}
