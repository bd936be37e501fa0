import ArgumentParser
import Casebook
import Interchange
import Rents

/// `patchbook archive`: closed years packed.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Packs the record of closed years, while others work.",
    discussion: """
      Finished files of the record become gzip files of a fifth of the size or less; they are read and verified as before, and \
      zcat gives them back. Each is read back before it counts. The originals go with the next archive command, so that a plain \
      copy of the directory that is being made meanwhile misses nothing; --at-once takes them away now.
      """)

  @OptionGroup var book: BookOptions
  @Option(
    help: ArgumentHelp(
      "Pack what was recorded before this day. Else before the running rent year.", valueName: "yyyy-mm-dd"))
  var before: CivilDate?
  @Flag(help: "Take the originals away with this very command.") var atOnce = false
  @Flag(help: "Make plain files again of all that was packed.") var undo = false
  @Flag(help: "One JSON line.") var json = false

  func run() throws {
    let casebook = try book.open(.readWrite)
    let output = StandardOutput(keepsGoing: true)
    let bar = ProgressBar(undo ? "unpacking" : "packing")
    if undo {
      let count = try casebook.unarchive { done, all in bar.show(done, of: all) }
      bar.clear()
      if json {
        var line = JSONLine()
        line.add("unpacked", count)
        try output.line(utf8: line.utf8)
      } else {
        try output.line(count == 0 ? "Nothing was packed." : "\(count) files are plain again.")
      }
      return try output.flush()
    }
    let day = before ?? RentCalendar().year(holding: casebook.today).start
    let report = try casebook.archive(before: day, isAtOnce: atOnce) { done, all in bar.show(done, of: all) }
    bar.clear()
    if json {
      var line = JSONLine()
      line.add("before", day.iso)
      line.add("packed", report.packed)
      line.add("bytes_before", report.before)
      line.add("bytes_after", report.after)
      line.add("released", report.released)
      line.add("waiting", report.waiting)
      try output.line(utf8: line.utf8)
    } else {
      try output.line(
        report.packed == 0
          ? "Nothing new to pack before \(day.iso)."
          : "Packed \(report.packed) files: \(report.before) bytes became \(report.after).")
      if report.released > 0 { try output.line("\(report.released) originals were taken away.") }
      if report.waiting > 0 {
        try output.line("\(report.waiting) originals wait for the next archive command.")
      }
    }
    try output.flush()
  }
}
