import Casebook
import Rents

/// What a demo book is made of: the same parameters on the same day make the same book, byte for byte.
public struct DemoParameters: Hashable, Sendable {
  /// Rent accounts in the book.
  public var accounts = 1_200
  /// Years of ledger before today.
  public var years = 2
  /// Caseloads; nil lays out as many as the accounts fill, about 400 each.
  public var patches: Int?
  /// Another seed makes another landlord's tenants.
  public var seed: UInt64 = 1

  /// The default book: 1,200 accounts in three patches, two years.
  public init() {}

  /// - Throws: ``DemoError`` naming the figure that cannot be made into a book, and its bounds.
  func check() throws(DemoError) {
    guard DemoParameters.accountBounds.contains(accounts) else {
      throw DemoError.outOfBounds(what: "accounts", value: accounts, bounds: DemoParameters.accountBounds)
    }
    guard DemoParameters.yearBounds.contains(years) else {
      throw DemoError.outOfBounds(what: "years", value: years, bounds: DemoParameters.yearBounds)
    }
    if let patches {
      let bounds = 1...min(accounts, DemoParameters.patchLimit)
      guard bounds.contains(patches) else {
        throw DemoError.outOfBounds(what: "patches", value: patches, bounds: bounds)
      }
    }
  }

  static let accountBounds = 1...1_000_000
  static let yearBounds = 1...30
  static let patchLimit = 10_000
}

/// Why no demo book can be made as asked.
public enum DemoError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A figure is outside what the model can make.
  case outOfBounds(what: String, value: Int, bounds: ClosedRange<Int>)
  /// The day is too near the ends of the calendar for so many years of ledger.
  case dayOutOfReach
  /// The book could not be made or written.
  case book(CasebookError)

  /// What was asked for, what can be, and that nothing was harmed.
  public var description: String {
    switch self {
    case .outOfBounds(let what, let value, let bounds):
      "A demo book cannot have \(value) \(what): choose from \(bounds.lowerBound) to \(bounds.upperBound)."
        + " Nothing was written."
    case .book(let error): error.description
    case .dayOutOfReach:
      "A demo book can stand on a day from 1980 to 2199: choose such a --today. Nothing was written."
    }
  }
}
