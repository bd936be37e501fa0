/// Takes transactions into a state: recorded rows as they are, derived rows through the projection.
struct Fold {
  var sources: Sources
  let projection: any Projection
  /// Which clusters changed.
  var touched = Touched()

  private var staged = LayerBuilder()
  private var groups: [ClusterKey: RowGroup] = [:]
  private var lastSequence: UInt64 = 0

  /// The place behind the last transaction taken in, if one was.
  private(set) var reached: Position?
  /// Whether to stop before a large bulk file: whoever adopted it is about to make a checkpoint, which spares
  /// everyone else the folding.
  var isPatient = false
  /// Whether it did stop. Nothing later was taken in.
  private(set) var isStopped = false

  /// The transaction at which to stop, because this is a copy that lacks a file which it adopts.
  var cut: UInt64?
  /// Whether it stopped there.
  private(set) var isCut = false

  /// A bulk file of more rows is large.
  private static let patienceLimit = 5000

  /// Hears how many bytes of bulk files were folded, now and then.
  var progress: ((Int) -> Void)?
  private var folded = 0
  private static let progressStep = 4 << 20

  /// Takes rows out of memory where they become many; nil: they stay in it.
  var relief: Relief?

  /// A cluster of a bulk file is given to the projection in groups of about so many bytes.
  var groupLimit = RowGroup.limit

  /// Rows are folded when so many bytes of them were staged, so that a rebuild needs little memory.
  private static let stageLimit = 4 << 20

  init(_ sources: Sources, _ projection: any Projection) {
    self.sources = sources
    self.projection = projection
  }

  /// Takes in a transaction that was read from the journal.
  ///
  /// - Parameters:
  ///   - place: The place behind it.
  ///   - open: Opens a bulk file that is part of the book.
  mutating func take(
    _ batch: Batch, in buffer: Bytes, upTo place: Position,
    open: (AdoptedBulk, UInt64) throws(JournalError) -> Run
  ) throws(JournalError) {
    if isPatient && !isStopped {
      isStopped = batch.lines.contains { line in
        line.sigil == Frame.adopt
          && AdoptedBulk(line: buffer.slice(line.content.lowerBound, line.content.upperBound)).map {
            $0.rows > Fold.patienceLimit
          } ?? false
      }
    }
    if let cut, batch.sequence >= cut {
      isStopped = true
      isCut = true
    }
    if isStopped { return }
    reached = place
    let file = Segment.name(place.segment)
    for line in batch.lines {
      let content = buffer.slice(line.content.lowerBound, line.content.upperBound)
      if line.sigil == Frame.adopt {
        guard let bulk = AdoptedBulk(line: content) else {
          throw .damaged(file: file, offset: 0, reason: "transaction \(batch.sequence) adopts no bulk file")
        }
        try settle()
        try adopt(try open(bulk, batch.sequence))
        continue
      }
      let fields = content.fields(4)
      guard fields.count == 4 else {
        throw .damaged(file: file, offset: 0, reason: "a row of transaction \(batch.sequence) has no key")
      }
      let isErased = line.sigil == Frame.erased
      let group = content.slice(0, fields[0].count + 1 + fields[1].count)
      staged.add(
        group: group, order: fields[2], bytes: isErased ? Bytes(start: nil, count: 0) : fields[3],
        sequence: batch.sequence, isRemoval: isErased)
      let key = ClusterKey(table: Table(named: fields[0].text), cluster: fields[1].text)
      touched.insert(key)
      if !isErased {
        groups[key, default: RowGroup(table: key.table, cluster: key.cluster)]
          .append(order: fields[2], bytes: fields[3], sequence: batch.sequence)
      }
    }
    lastSequence = batch.sequence
    if staged.size > Fold.stageLimit { try settle() }
  }

  /// Stages a row; `settle` folds it.
  mutating func stage(_ cluster: ClusterKey, _ key: Key, _ bytes: [UInt8], sequence: UInt64) {
    staged.add(key: key, bytes: bytes, sequence: sequence)
    touched.insert(cluster)
    lastSequence = sequence
    key.bytes.lend { all in
      bytes.lend { bytes in
        groups[cluster, default: RowGroup(table: cluster.table, cluster: cluster.cluster)]
          .append(order: all.slice(key.groupLength + 1, all.count), bytes: bytes, sequence: sequence)
      }
    }
  }

  /// Takes in a bulk file.
  mutating func adopt(_ run: Run) throws(JournalError) {
    sources.runs.append(run)
    lastSequence = run.baseSequence
    let cursor = try run.cursor()
    var rows = RowGroup(table: Table(""), cluster: "")
    var told = 0
    defer { folded += run.length }
    while cursor.isAtRow {
      if let progress, cursor.bytesRead - told >= Fold.progressStep {
        told = cursor.bytesRead
        progress(folded + told)
      }
      let group = Array(cursor.group)
      let names = group.lend { $0.fields(2).map(\.text) }
      guard names.count == 2 else { throw run.damage(at: 0, "a row has no cluster") }
      let key = ClusterKey(table: Table(named: names[0]), cluster: names[1])
      touched.insert(key)
      rows.reset(table: key.table, cluster: key.cluster, isContinuation: false)
      while cursor.isAtRow, group.lend({ cursor.group.same($0) }) {
        // A projection does not depend on how rows are grouped, so that memory need not depend on the cluster.
        if rows.size >= groupLimit {
          rows.isContinued = true
          try project(key, rows)
          rows.reset(table: key.table, cluster: key.cluster, isContinuation: true)
        }
        if !cursor.isRemoval {
          rows.append(order: cursor.order, bytes: cursor.bytes, sequence: cursor.sequence)
        }
        try cursor.advance()
      }
      try project(key, rows)
    }
  }

  /// Folds the rows that were staged. Before it, they are not yet in `sources`.
  mutating func settle() throws(JournalError) {
    guard !staged.isEmpty else { return }
    sources.add(staged.layer())
    staged = LayerBuilder()
    let folded = groups.sorted {
      ($0.key.table, $0.key.cluster.utf8Bytes) < ($1.key.table, $1.key.cluster.utf8Bytes)
    }
    groups = [:]
    for (key, rows) in folded { try project(key, rows) }
  }

  private mutating func project(_ key: ClusterKey, _ rows: RowGroup) throws(JournalError) {
    let changes: [DerivedChange]
    do {
      changes = try projection.project(
        table: key.table, cluster: key.cluster, rows: rows,
        read: DerivedReader(snapshot: Snapshot(sequence: lastSequence, sources: sources)))
    } catch let error as JournalError {
      // Reading failed, not folding.
      throw error
    } catch {
      throw .projectionFailed(sequence: lastSequence, reason: "\(error)")
    }
    guard !changes.isEmpty else { return }
    var derived = LayerBuilder()
    for change in changes {
      let row = Row(
        table: change.table, cluster: change.cluster, order: change.order, bytes: change.bytes ?? [])
      if let objection = Key.objection(row) {
        throw .projectionFailed(sequence: lastSequence, reason: objection)
      }
      derived.add(key: Key(change.table, change.cluster, change.order), bytes: change.bytes, sequence: 0)
      touched.insert(ClusterKey(table: change.table, cluster: change.cluster))
    }
    sources.add(derived.layer())
    relief?.relieve(&sources)
  }
}

extension String {
  /// The text's bytes, which compare as keys do.
  var utf8Bytes: ComparableBytes { ComparableBytes(text: self) }
}

/// Text that compares bytewise.
struct ComparableBytes: Comparable {
  let text: String
  static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

/// Which clusters changed, as long as they are few enough to list.
struct Touched: Sendable {
  private(set) var keys: Set<ClusterKey> = []
  private(set) var isMany = false

  private static let limit = 2048

  var changes: Refresh.Changes { isMany ? .many : .clusters(keys) }

  mutating func insert(_ key: ClusterKey) {
    if isMany { return }
    keys.insert(key)
    if keys.count > Touched.limit { setMany() }
  }

  mutating func setMany() {
    isMany = true
    keys = []
  }

  mutating func formUnion(_ other: Touched) {
    if other.isMany { setMany() }
    if isMany { return }
    keys.formUnion(other.keys)
    if keys.count > Touched.limit { setMany() }
  }
}
