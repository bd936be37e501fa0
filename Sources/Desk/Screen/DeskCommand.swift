/// What a screen asks the program to do. Nothing here changes the book yet: notes and diaries will be commands here.
public enum DeskCommand: Hashable, Sendable {
  /// Leave the program.
  case leave
  /// Stop the program and hand the terminal back to the shell until `fg`.
  case suspend
  /// Take in what others wrote now, without waiting for the next notice.
  case refresh
}
