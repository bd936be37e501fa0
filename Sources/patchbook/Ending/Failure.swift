/// Why a command did not do what was asked: a sentence for standard error, and how the program ends.
struct Failure: Error {
  /// How the program ends.
  var status: ExitStatus
  /// What happened, what is safe, what to do. Fit to print.
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}
