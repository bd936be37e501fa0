import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook undo`: takes one's own last command back.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes your own last command back, or lists what you recorded.",
    discussion: """
      What you recorded today can be taken back: what was said stays on record, struck through, and counts no more. It is \
      refused once it was confirmed by an extract or built upon. Taking back what took something back brings that back.
      """)

  @OptionGroup var book: BookOptions
  @Argument(
    help: ArgumentHelp("The transaction; else your last that can be taken back.", valueName: "seq"))
  var sequence: UInt64?
  @Flag(help: "List what you recorded, the newest first, and whether it can be taken back.") var list = false
  @Flag(help: "JSON lines.") var json = false

  func run() throws {
    if list { return try printActs() }
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let last = sequence == nil ? try casebook.view.lastUndoable() : nil
    guard let target = sequence ?? last?.sequence else {
      throw Failure(
        .no,
        "Nothing that you recorded today can be taken back. Nothing was changed. See: patchbook undo --list")
    }
    let act = try casebook.view.acts(of: casebook.user, since: target - (target > 0 ? 1 : 0)).last
    let receipt = try casebook.perform(.undo(sequence: target))
    if json {
      var line = JSONLine()
      line.add("seq", receipt.sequence)
      line.add("undone", target)
      line.add("account", receipt.accounts.first)
      line.add("accounts", receipt.accounts.count)
      try output.line(utf8: line.utf8)
    } else {
      let what = act.map { " (\($0.kind.wording.lowercased()): \(HarmlessText.printable($0.after)))" } ?? ""
      let place =
        receipt.accounts.count == 1
        ? "on \(HarmlessText.printable(receipt.accounts[0]))" : "on \(receipt.accounts.count) accounts"
      try output.line(
        "Took back transaction \(target)\(what) \(place) in transaction \(receipt.sequence). To bring it back: "
          + "patchbook undo \(receipt.sequence)")
    }
    try output.flush()
  }

  private func printActs() throws {
    let casebook = try book.open(.readOnly)
    let output = StandardOutput()
    var table = TextTable([
      .init("Seq", .right), .init("When"), .init("What"), .init("Account"), .init("Before"), .init("Since"),
      .init("Take back"),
    ])
    for act in try casebook.view.acts(of: casebook.user) {
      if json {
        try output.line(utf8: UndoCommand.line(act).utf8)
        continue
      }
      let others = act.accounts.count > 1 ? " and \(act.accounts.count - 1) more" : ""
      table.add([
        "\(act.sequence)", act.at, act.kind.wording, (act.accounts.first ?? "") + others, act.before,
        act.after,
        UndoCommand.words(act.standing),
      ])
    }
    if !json {
      if table.isEmpty {
        try output.line("You have recorded nothing in this book.")
      } else {
        try table.print(to: output)
      }
    }
    try output.flush()
  }

  private static func words(_ standing: Act.Standing) -> String {
    switch standing {
    case .undoable: "yes"
    case .undone(let by): "done, by \(by)"
    case .fixed(let why): "no: \(why.prefix { $0 != "." })"
    }
  }

  private static func line(_ act: Act) -> JSONLine {
    var line = JSONLine()
    line.add("seq", act.sequence)
    line.add("at", act.at)
    line.add("what", act.kind.rawValue)
    line.add("account", act.accounts.first)
    line.add("accounts", act.accounts.count)
    line.add("before", act.before)
    line.add("after", act.after)
    line.add("undoes", act.undoes)
    switch act.standing {
    case .undoable: line.add("undoable", true)
    case .undone(let by):
      line.add("undoable", false)
      line.add("undone_by", by)
    case .fixed(let why):
      line.add("undoable", false)
      line.add("reason", why)
    }
    return line
  }
}
