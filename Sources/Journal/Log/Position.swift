/// A place between two transactions of the journal.
struct Position: Sendable, Equatable {
  /// The segment's number, from 1.
  var segment: Int
  /// The byte in it.
  var offset: Int
  /// The last transaction before the place.
  var sequence: UInt64
  /// The chain hash up to the place.
  var chain: Digest
}
