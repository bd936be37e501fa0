import Rents

/// A line of a form's file: what was accepted in a field, what is half typed, or where the cursor went.
///
/// Accepted texts make a register of several values for each field: a text names the numbers of those that its author had
/// seen, and takes their place; what it does not name stands beside it. So nothing that somebody typed is lost to
/// somebody who had not seen it, whatever came between, and every reader of the same lines sees the same conflict.
struct FormLine {
  /// What it says of its field.
  enum Kind {
    /// The text was accepted: the field was left.
    case accepted
    /// The text stands in the field, which was not left.
    case half
    /// Nothing but where the cursor went.
    case moved
  }

  /// Its place in the order; each is one more than the one before.
  var number: Int
  var kind: Kind
  /// The field's name; empty where only the cursor went.
  var field = ""
  var text = ""
  /// The numbers of what it takes the place of.
  var over: [Int] = []
  /// The field in which the cursor stands after it; empty where that is not told.
  var next = ""
  var user: String
  /// UTC, `2026-11-21T09:14:03Z`.
  var at: String
  var sitting: String

  var bytes: [UInt8] {
    var fields = FieldWriter()
    fields.named("n", number)
    switch kind {
    case .accepted: fields.named("field", field)
    case .half: fields.named("half", field)
    case .moved: break
    }
    fields.named("text", text)
    fields.named("over", over.map(String.init).joined(separator: ","))
    fields.named("next", next)
    fields.named("user", user)
    fields.named("at", at)
    fields.named("in", sitting)
    return fields.bytes
  }

  init(number: Int, kind: Kind, user: String, at: String, sitting: String) {
    self.number = number
    self.kind = kind
    self.user = user
    self.at = at
    self.sitting = sitting
  }

  /// Nil where it is no line of a form.
  init?(_ line: [UInt8]) {
    self.init(number: 0, kind: .moved, user: "", at: "", sitting: "")
    line.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      while let (name, value) = reader.named() {
        let text = FieldReader.text(value)
        switch String(decoding: name, as: UTF8.self) {
        case "n": number = Int(clamping: FieldReader.number(value) ?? 0)
        case "field": (kind, field) = (.accepted, text)
        case "half": (kind, field) = (.half, text)
        case "text": self.text = text
        case "over": over = text.split(separator: ",").prefix(1_000).compactMap { Int($0) }
        case "next": next = text
        case "user": user = text
        case "at": at = text
        case "in": sitting = text
        default: break
        }
      }
    }
    // A number without end could not be followed by another.
    guard number > 0, number < .max / 2, kind == .moved || !field.isEmpty else { return nil }
  }
}

extension FormDraft {
  /// The first line of a form's file.
  var head: [UInt8] {
    var fields = FieldWriter()
    fields.named("form", 1)
    fields.named("id", id)
    fields.named("account", account)
    fields.named("user", begunBy)
    fields.named("at", since)
    fields.named("seq", Int(clamping: after))
    fields.named("corrects", corrects)
    return fields.bytes
  }

  /// Reads the first line; nil where it is none, or of another account.
  init?(head line: [UInt8], account: String) {
    self.init(account: account)
    var of: String?
    line.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      while let (name, value) = reader.named() {
        let text = FieldReader.text(value)
        switch String(decoding: name, as: UTF8.self) {
        case "id": id = text
        case "account": of = text
        case "user": begunBy = text
        case "at": since = text
        case "seq": after = UInt64(clamping: FieldReader.number(value) ?? 0)
        case "corrects": corrects = text
        default: break
        }
      }
    }
    guard !id.isEmpty, of == account else { return nil }
  }

  /// How many numbers of what an entry took the place of are kept.
  private static let mostFormer = 6

  /// Takes a line in.
  mutating func take(_ line: FormLine) {
    number = max(number, line.number)
    switch line.kind {
    case .accepted: accept(line)
    case .half:
      halfTyped.removeAll { $0.sitting == line.sitting }
      if !line.text.isEmpty {
        halfTyped.append(
          HalfTyped(
            field: line.field, text: line.text, user: line.user, at: line.at, number: line.number,
            sitting: line.sitting))
      }
    case .moved: break
    }
    let place = line.next.isEmpty ? line.field : line.next
    if !place.isEmpty {
      positions.removeAll { $0.user == line.user }
      positions.append(Position(field: place, user: line.user, at: line.at, number: line.number))
    }
  }

  private mutating func accept(_ line: FormLine) {
    let before = text(line.field)
    var standing = entries[line.field] ?? []
    standing.removeAll { entry in line.over.contains { entry.numbers.contains($0) } }
    let entry = Entry(
      text: line.text, user: line.user, at: line.at, number: line.number, sitting: line.sitting,
      numbers: [line.number], former: line.over.suffix(FormDraft.mostFormer))
    // Two who typed the same agree.
    if let same = standing.firstIndex(where: { $0.text == line.text }) {
      standing[same].numbers.insert(line.number)
    } else {
      standing.append(entry)
    }
    entries[line.field] = standing
    halfTyped.removeAll { half in
      half.field == line.field && (half.user == line.user || line.over.contains(half.number))
    }
    if before != line.text {
      history.append(
        Step(field: line.field, before: before, after: line.text, user: line.user, number: line.number))
      if history.count > FormDraft.longestHistory { history.removeFirst() }
    }
  }

  /// What a text that somebody types in a field takes the place of: everything there that they had seen, and their own.
  func replaced(in field: String, seen: Int, by sitting: String) -> [Int] {
    var numbers: [Int] = []
    for entry in entries[field] ?? [] where entry.number <= seen || entry.sitting == sitting {
      numbers += entry.numbers + entry.former
    }
    for half in halfTyped where half.field == field && (half.number <= seen || half.sitting == sitting) {
      numbers.append(half.number)
    }
    return numbers.sorted()
  }

  /// The lines of what still counts, in their order.
  var lines: [FormLine] {
    var lines: [FormLine] = []
    for (field, entries) in entries {
      for entry in entries {
        for number in entry.numbers {
          var line = FormLine(
            number: number, kind: .accepted, user: entry.user, at: entry.at, sitting: entry.sitting)
          (line.field, line.text) = (field, entry.text)
          lines.append(line)
        }
      }
    }
    for half in halfTyped {
      var line = FormLine(
        number: half.number, kind: .half, user: half.user, at: half.at, sitting: half.sitting)
      (line.field, line.text) = (half.field, half.text)
      lines.append(line)
    }
    lines.sort { $0.number < $1.number }
    // Behind everything else, so that nothing moves the cursor on.
    for position in positions {
      var line = FormLine(number: number, kind: .moved, user: position.user, at: position.at, sitting: "")
      line.next = position.field
      lines.append(line)
    }
    return lines
  }
}
