import Journal
import Rents
import Synchronization

/// The searched texts of a book in memory, shared by all views of a process and brought up to date by what changed since
/// the search before.
///
/// The derived table `search` holds a row for each account in the order in which the accounts last changed: what
/// changed since a transaction is read from one place on.
final class BookSearch: Sendable {
  private struct Loaded {
    var sequence: UInt64
    var index: SearchIndex
    var steps = SearchSteps()
  }
  private let loaded = Mutex<Loaded?>(nil)

  /// What was shown of a state of the book: who types sees mostly the same accounts again.
  private struct Shown {
    var sequence: UInt64 = 0
    var accounts: [String: (account: SearchedAccount, text: SearchText)] = [:]
  }
  private let shown = Mutex(Shown())
  /// About a kilobyte each.
  private static let mostShown = 2_000

  /// One cluster holds the whole table.
  static let cluster = "-"

  init() {}

  /// Where a row of an account stands that last changed in a transaction.
  static func order(_ sequence: UInt64, _ reference: String) -> String {
    key(sequence) + " " + reference
  }

  private static let digits = 12

  private static func key(_ sequence: UInt64) -> String {
    var key = FieldWriter()
    key.padded(Int(clamping: sequence), digits)
    return String(decoding: key.bytes, as: UTF8.self)
  }

  /// The row of an account.
  static func row(_ account: SearchedAccount) -> [UInt8] {
    var fields = FieldWriter()
    fields.text(account.patch)
    fields.separate()
    fields.bytes += SearchText(account).bytes
    return fields.bytes
  }

  /// Reads the texts, where that was not done, and takes in what changed: the next search does not wait for it.
  func prepare(in snapshot: Snapshot) throws {
    try loaded.withLock { try BookSearch.bringUpToDate(&$0, snapshot) }
  }

  /// The best accounts by reference and patch, and how many there are in all.
  func find(
    _ query: SearchQuery, limit: Int, in snapshot: Snapshot
  ) throws -> (best: [(reference: String, patch: String)], count: Int) {
    try loaded.withLock { loaded in
      try BookSearch.bringUpToDate(&loaded, snapshot)
      guard var now = loaded.take() else { return ([], 0) }
      let found = now.steps.find(query, limit: limit, in: now.index)
      let best = found.best.map { (now.index.reference($0), now.index.patch($0)) }
      loaded = now
      return (best, found.all.count)
    }
  }

  /// An account as a hit, from what was shown of this state of the book before or from what `read` gives.
  func hit(
    _ reference: String, found query: SearchQuery, sequence: UInt64, read: () throws -> SearchedAccount?
  ) throws -> SearchHit? {
    try shown.withLock { shown in
      if shown.sequence != sequence || shown.accounts.count >= BookSearch.mostShown {
        shown = Shown(sequence: sequence)
      }
      if let (account, text) = shown.accounts[reference] { return SearchHit(account, text, found: query) }
      guard let account = try read() else { return nil }
      let text = SearchText(account, keepsOrigins: true)
      shown.accounts[reference] = (account, text)
      return SearchHit(account, text, found: query)
    }
  }

  /// Takes in what changed. Asked by a view that is older than what was taken in, the newer texts serve.
  private static func bringUpToDate(_ loaded: inout Loaded?, _ snapshot: Snapshot) throws {
    guard let known = loaded else {
      var index = SearchIndex()
      try snapshot.read(.search, cluster: cluster) { order, bytes, _ in
        take(order, bytes) { index.append($2, reference: $0, patch: $1) }
      }
      loaded = Loaded(sequence: snapshot.sequence, index: index)
      return
    }
    guard known.sequence < snapshot.sequence else { return }
    var changed: Set<String> = []
    let from = key(known.sequence + 1)
    try snapshot.read(.search, cluster: cluster, from: from) { order, bytes, _ in
      take(order, bytes) { reference, _, _ in changed.insert(String(decoding: reference, as: UTF8.self)) }
    }
    if changed.count > known.index.count / 4 {
      loaded = nil
      return try bringUpToDate(&loaded, snapshot)
    }
    loaded?.sequence = snapshot.sequence
    if changed.isEmpty { return }
    loaded?.steps = SearchSteps()
    loaded?.index.forget(changed)
    try snapshot.read(.search, cluster: cluster, from: from) { order, bytes, _ in
      take(order, bytes) { loaded?.index.append($2, reference: $0, patch: $1) }
    }
  }

  @inline(__always)
  private static func take(
    _ order: Span<UInt8>, _ bytes: Span<UInt8>,
    _ body: (_ reference: FieldReader.Slice, _ patch: FieldReader.Slice, _ text: FieldReader.Slice) -> Void
  ) {
    order.withUnsafeBufferPointer { order in
      bytes.withUnsafeBufferPointer { bytes in
        guard order.count > digits else { return }
        var reader = FieldReader(bytes)
        let patch = reader.slice()
        let reference = FieldReader.Slice(rebasing: order[(digits + 1)...])
        guard patch.contains(UInt8(ascii: "\\")) else { return body(reference, patch, reader.rest) }
        let plain = Array(FieldReader.text(patch).utf8)
        plain.withUnsafeBufferPointer { body(reference, $0, reader.rest) }
      }
    }
  }
}
