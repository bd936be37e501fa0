/// What a figure on the screen means: its rule, what went into it, and where that came from.
struct Explanation: Hashable, Sendable {
  /// One thing that went into a figure.
  struct Input: Hashable, Sendable {
    var name: String
    var value: String
  }

  /// The figure's name, short enough for a list.
  var name: String
  /// The figure as the screen shows it.
  var value: String
  /// How it is made, in a sentence or two.
  var rule: String
  /// What went into it.
  var inputs: [Input] = []
  /// Where that came from.
  var source: String

  init(_ name: String, _ value: String, rule: String, inputs: [(String, String)] = [], source: String) {
    self.name = name
    self.value = value
    self.rule = rule
    self.inputs = inputs.map { Input(name: $0.0, value: $0.1) }
    self.source = source
  }
}
