import Glibc
import ProgramRunner
import Testing

import Terminal

/// The columns that our table gives a text are those that tmux gives it: a row that is drawn never shifts.
@Suite("Widths, measured by tmux") struct TmuxWidthTests {
  static let tmux = TheProgram.tool("tmux")

  /// Texts on which this table and the C library agree. Where they do not (flags, spacing marks of Devanagari) the painter
  /// sends a stand-in of our width, so that tmux, which counts by the C library, cannot shift the row.
  private static let texts = [
    "Máire", "Ma\u{301}ire", "Nguyễn Thị", "Ngu\u{31B}\u{1EC5}n", "王小明", "김민준", "ガラス", "ﾊﾝｶｸ", "محمد", "שָׁלוֹם",
    "สมชาย", "😀", "👩\u{200D}👩\u{200D}👧", "❤\u{FE0F}", "1\u{FE0F}\u{20E3}", "zero\u{200B}width",
    "left\u{202E}right", "tab\tand\u{7}bell", "soft\u{AD}hyphen", "£12.34 │ ▁▂▃▄▅▆▇█ … “x” – é",
    "\u{301}alone", "Å Ǻ ﬁ ½",
    "\u{2126}\u{212B}", "⚠ ✓ ✗ ☎", "a\u{20DD}b",
  ]

  @Test(
    "Names of every script, marks, emoji and what cannot be seen stand in as many columns as tmux gives them",
    .enabled(if: TmuxWidthTests.tmux != nil, "tmux is not installed"))
  func columns() throws {
    let tmux = try #require(TmuxWidthTests.tmux)
    let bench = try Bench()
    var expected: [Int] = []
    var lines = ""
    for text in TmuxWidthTests.texts {
      var canvas = Canvas(columns: 60, rows: 1)
      expected.append(canvas.draw(text, column: 0, row: 0))
      // What the canvas holds is what is sent: what cannot be seen is a mark by now.
      lines += canvas.line(0) + "\n"
    }
    let file = try bench.write(lines, as: "texts")
    let answers = bench.folder + "/columns"
    let script = try bench.write(
      """
      stty -echo raw
      while IFS= read -r line <&3; do
        printf '\\r%s\\033[6n' "$line"
        IFS='[;' read -rs -d R -t 5 _ row column
        echo "$column" >> '\(answers)'
        printf '\\r\\033[K'
      done 3< '\(file)'
      echo end >> '\(answers)'
      """, as: "ask")
    let socket = bench.folder + "/tmux"
    let started = try bench.tool(
      tmux,
      [
        "-u", "-f", "/dev/null", "-S", socket, "new-session", "-d", "-x", "80", "-y", "10",
        "bash '\(script)'",
      ])
    try #require(started.status == 0, "\(started.errorText)")
    defer { _ = try? bench.tool(tmux, ["-S", socket, "kill-server"]) }
    var measured: [String] = []
    for _ in 0..<200 where measured.last != "end" {
      usleep(50_000)
      measured = (try? bench.tool("/bin/cat", [answers]))?.text.split(separator: "\n").map(String.init) ?? []
    }
    try #require(measured.last == "end", "\(measured)")
    for (index, text) in TmuxWidthTests.texts.enumerated() {
      let column = measured.indices.contains(index) ? (Int(measured[index]) ?? 0) - 1 : -1
      #expect(column == expected[index], "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }
}
