import ArgumentParser

/// The program: arguments, configuration, composition.
@main
struct Patchbook: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "patchbook")
}
