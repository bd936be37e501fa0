/// How the program ends, as the contract promises it to scripts.
enum ExitStatus: Int32 {
  /// Done; rows that were warned of or repaired included.
  case done = 0
  /// The answer is no: a check failed, rows were rejected, a conflict, nothing of that name.
  case no = 1
  /// The call was wrong. The argument parser's own mistakes end with 64.
  case wrongCall = 2
  /// The book is damaged, or of another version.
  case damaged = 3
  /// The system refused: disk full, permission, lock.
  case refused = 4
}
