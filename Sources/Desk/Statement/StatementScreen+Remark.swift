import Rents
import Terminal

/// What there is to say of the cursor's line, under it.
extension StatementScreen {
  /// What the typed text means, what is wrong with it, what somebody else typed, the note, what it was last time, in lines of
  /// that width; none where there is nothing to say.
  func remarks(of line: StatementLine, width: Int) -> [StyledText] {
    guard let work, let field = work.field, let cell = line.cells.first(where: { $0.field == field }) else {
      return []
    }
    var parts: [(text: String, style: Style)] = []
    func add(_ text: String, _ style: Style) { parts.append((text, style)) }
    if work.entry?.field != field, let texts = conflictTexts(field) {
      add("Two texts, choose:", .bad)
      for text in texts { add(text, .bad) }
      return StatementScreen.lines(parts, width: width)
    }
    let text = work.entry?.field == field ? work.entry?.editor.text ?? "" : work.text(field)
    if let meaning = cell.meaning(text, today: work.today) {
      if meaning.isFault {
        add(meaning.words, .bad)
      } else if work.entry != nil || isWorthSaying(text, cell) {
        add(meaning.words + monthlyWords(text, cell), .information)
      }
    }
    if work.isFromAccount(field), work.entry == nil { add("R: from the account; type over it", .dim) }
    if let half = draft.halfTyped.first(where: { $0.field == field.name && $0.user != user.account }) {
      add("\(name(of: half.user)) types “\(half.text)”", .warning)
    }
    if work.entry == nil, let id = line.id, line.kind == .amount {
      if work.details == nil {
        for (word, part) in [
          ("note", StatementField.note(line: id)), ("seen", .evidence(line: id)), ("to", .payee(line: id)),
          ("next", .nextPayday(line: id)),
        ] where !work.form[part].isEmpty {
          add("\(word): \(work.form[part])", .dim)
        }
      }
      if let mark = reckoning?.marks.first(where: { $0.group == work.section?.id && $0.over > .zero }) {
        add("\(StatementFigure.text(mark.over)) over the guideline: ; gives a reason", .dim)
      }
    }
    if let before = work.previous?[field], !before.isEmpty, before != work.text(field), work.entry == nil {
      add("last time \(before == "-" ? "none" : before)", .dim)
    }
    return StatementScreen.lines(parts, width: width)
  }

  /// Parts beside each other while they fit, and broken by words where one does not: three lines at most.
  private static func lines(_ parts: [(text: String, style: Style)], width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    for part in parts {
      let columns = CharacterWidth.columns(of: part.text)
      if let last = lines.last, last.columns + 2 + columns <= width {
        lines[lines.count - 1] = last.adding("  ", .dim).adding(part.text, part.style)
      } else {
        lines += WrappedText.lines(part.text, width: max(8, width)).map { StyledText($0, part.style) }
      }
    }
    return Array(lines.prefix(3))
  }

  /// Whether a text says more than it shows: a figure a month means what it says.
  private func isWorthSaying(_ text: String, _ cell: StatementCell) -> Bool {
    switch cell.kind {
    case .amount(let usual):
      guard let entry = try? AmountEntry(text), case .amounts(let parts) = entry else { return false }
      return parts.count > 1 || parts.contains { !StatementScreen.plain.contains($0.frequency ?? .monthly) }
        || (parts.first?.frequency == nil && (usual != .monthly || cell.isAgreement))
    case .owed, .count, .words, .choice, .relation, .work: return false
    case .dayAhead, .dayBefore, .birth: return true
    }
  }

  private static let plain: Set<Frequency> = [.weekly, .monthly]

  /// `, so 80.00 a month`, where that is not what was typed.
  private func monthlyWords(_ text: String, _ cell: StatementCell) -> String {
    guard case .amount(let usual) = cell.kind, let entry = try? AmountEntry(text),
      case .amounts(let parts) = entry
    else { return "" }
    if parts.count == 1, (parts[0].frequency ?? usual) == .monthly { return "" }
    guard let monthly = try? entry.monthly(usual: usual) else { return "" }
    return ", so \(StatementFigure.text(monthly)) a month"
  }
}

extension StatementCell {
  /// What is agreed is read back in full.
  fileprivate var isAgreement: Bool { field == .single(.arrearsOffer) }
}
