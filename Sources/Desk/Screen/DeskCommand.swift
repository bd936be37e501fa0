import Casebook

/// What a screen asks the program to do.
public enum DeskCommand: Hashable, Sendable {
  /// Leave the program.
  case leave
  /// Stop the program and hand the terminal back to the shell until `fg`.
  case suspend
  /// Take in what others wrote now, without waiting for the next notice.
  case refresh
  /// Draw the whole screen afresh.
  case redraw
  /// Hear the mouse or not in this sitting; without it the terminal's own selection works.
  case mouse(isOn: Bool)
  /// Change the book. `said` names the change as the desk tells of it, without a full stop: "Note on 40218863", "Diary
  /// date Fri 27 Nov on 40218863". The session says that it is being saved until ``DeskSession/take(_:)`` has the result;
  /// a refusal comes back to the screens as ``DeskContext/result``.
  case record(Command, said: String)
  /// Hand the terminal to the officer's own editor, on this text; ``DeskSession/take(edited:)`` is told what became of it.
  case edit(String)
  /// Do this about the landlord's files; ``DeskSession/take(_:)-(ImportWork)`` is given what came of it, and how far it is.
  case importing(ImportRequest)
  /// Write a text into a new file, never over one that is there; what became of it is told to the session:
  /// ``DeskSession/take(_:)-(NewFile.Result)``.
  case write(NewFile)
  /// Write the printed summary of a form into a new file; told as ``write(_:)`` is.
  case print(StatementPrint)
}
