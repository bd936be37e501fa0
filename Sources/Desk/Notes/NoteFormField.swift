/// The fields of a note, in the order of Tab.
enum NoteFormField: Int, CaseIterable, Hashable, Sendable {
  case text, channel, outcome, due, kind, amount
}
