import Glibc
import ProgramRunner
import Testing

/// The manual says what the program does, and nothing else.
@Suite("The manual and the help") struct ManualTests {
  private func run(_ arguments: [String]) throws -> Command {
    try Command.run(TheProgram.path, arguments, environment: TheProgram.environment("/"))
  }

  /// The commands that the help lists, of the program or of one of its commands.
  private func commands(of command: [String] = []) throws -> [String] {
    let lines = try run(command + ["--help"]).text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("SUBCOMMANDS") }) else { return [] }
    return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ")
        ? String(line.dropFirst(2).prefix { $0 != " " && $0 != "(" }) : nil
    }
  }

  @Test("Every command and every option is in the manual, and every option of the manual is in the program")
  func manualIsComplete() throws {
    let manual = try Command.run(
      "/bin/cat", [TheProgram.root + "/data/manual/patchbook.1"], environment: [:]
    ).text.replacing("\\-", with: "-")
    let commands = try commands()
    #expect(commands.count >= 13)
    var options = Set<String>()
    for command in commands {
      #expect(manual.contains("\n.BI \(command) ") || manual.contains("\n.B \(command)\n"), "\(command)")
      let help = try run([command, "--help"])
      #expect(help.status == 0)
      options.formUnion(self.options(in: help.text))
      for part in try self.commands(of: [command]) {
        options.formUnion(self.options(in: try run([command, part, "--help"]).text))
      }
    }
    #expect(options.subtracting(self.options(in: manual)).isEmpty, "the manual lacks these")
    #expect(self.options(in: manual).subtracting(options).isEmpty, "the program lacks these")
  }

  /// The long options that a text names.
  private func options(in text: String) -> Set<String> {
    var found = Set<String>()
    for part in text.split(whereSeparator: { !($0.isLetter || $0 == "-") })
    where part.hasPrefix("--") && part.count > 3 {
      found.insert(String(part))
    }
    return found
  }

  @Test("Completions are made for every shell", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let script = try run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    #expect(script.text.contains("patchbook") && script.text.contains("all-or-nothing"))
  }

  @Test(
    "The manual is well-formed", .enabled(if: TheProgram.tool("man") != nil, "man is not installed"))
  func manualIsWellFormed() throws {
    let manual = try Command.run(
      TheProgram.tool("man") ?? "man", ["--warnings", "-l", TheProgram.root + "/data/manual/patchbook.1"],
      environment: TheProgram.environment("/", ["MANPAGER": "cat", "PAGER": "cat"]))
    #expect(manual.status == 0 && manual.errorText.isEmpty, "\(manual.errorText)")
    #expect(manual.text.contains("rent officer"))
  }
}
