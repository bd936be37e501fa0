import ArgumentParser
import Rents

/// Which view of the book is asked for (decision 1).
struct AsAtOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The book as it was known at the end of this day.", valueName: "yyyy-mm-dd"))
  var asAt: CivilDate?

  @Option(
    help: ArgumentHelp("What had effect by the end of this day, whenever known.", valueName: "yyyy-mm-dd"))
  var effective: CivilDate?

  func validate() throws {
    if asAt != nil && effective != nil {
      throw ValidationError("Ask either --as-at (by the day it was known) or --effective, not both.")
    }
  }

  /// The view that is asked for.
  var view: AsAt {
    if let asAt { return .known(asAt) }
    if let effective { return .effective(effective) }
    return .now
  }

  /// The day of the view.
  func day(today: CivilDate) -> CivilDate { asAt ?? effective ?? today }
}
