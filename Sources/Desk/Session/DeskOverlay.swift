/// What lies over a screen, whichever screen it is.
enum DeskOverlay: Sendable {
  case help(DeskHelp)
  case palette(DeskPalette)
  case note(NoteForm)
}
