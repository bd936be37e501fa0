import Rents
import Testing

/// A day written `2026-11-16`, for tests that read as statements.
func day(_ iso: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CivilDate {
  try #require(CivilDate(iso: iso), "\(iso) is no day", sourceLocation: sourceLocation)
}

/// An amount written as officers write it.
func pounds(_ text: String) throws -> Money { try Money(reading: text) }
