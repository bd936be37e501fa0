/// What the help says of a screen: its name, and what it shows.
struct HelpTopic: Hashable, Sendable {
  /// A word or two: `caseload`.
  var name: String
  /// A paragraph each; lines that begin with two blanks are not broken anew.
  var about: [String]

  init(_ name: String, about: [String]) {
    self.name = name
    self.about = about
  }
}
