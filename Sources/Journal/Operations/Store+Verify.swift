extension Store {
  /// Checks every checksum, the chain, and bulk files against the digests with which they were adopted; when `deep`,
  /// also that the state made again from nothing equals the state that is kept, row by row and byte by byte.
  ///
  /// Others go on reading and writing meanwhile: what they record after the beginning is not looked at. Its memory does
  /// not depend on the book's size: what a deep look has to keep lies in nameless files under `incoming/`, where
  /// the directory allows it.
  ///
  /// - Parameters:
  ///   - noted: A chain hash that was noted earlier: the report says with which transaction the book had it.
  ///   - progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.failed` where a file cannot be read. Damage is reported, not thrown.
  public func verify(
    deep: Bool, against noted: String? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(JournalError) -> VerifyReport {
    var inspection = Inspection(path, files)
    inspection.noted = noted
    let result: Result<Void, JournalError> = withoutActuallyEscaping(progress) { progress in
      inspection.progress = progress
      defer { inspection.progress = { _, _ in } }
      do throws(JournalError) { return .success(try inspect(&inspection, deep: deep)) } catch {
        return .failure(error)
      }
    }
    try result.get()
    return inspection.report
  }

  private func inspect(_ inspection: inout Inspection, deep: Bool) throws(JournalError) {
    try inspection.attempt(isRecord: true) { (_) throws(JournalError) in try takeIn() }
    let kept = engine.withLock { $0 }
    try inspection.lookAtSmallFiles()
    inspection.lookAtQuarantine()
    if let missing = kept.missing { inspection.report.remarks.append(missing.remark) }
    inspection.expect(kept, deep: deep)
    var adopted: [(AdoptedBulk, UInt64)] = []
    try inspection.attempt(isRecord: true) { (inspection) throws(JournalError) in
      adopted = try inspection.lookAtJournal(to: kept.position)
    }
    for (bulk, sequence) in adopted {
      try inspection.attempt(isRecord: true) { (inspection) throws(JournalError) in
        try inspection.look(at: try kept.open(bulk, sequence), adoptedBy: sequence, wholeDigest: bulk.sha256)
      }
    }
    // A chain hash that is noted must be one that proves something.
    if inspection.report.faults.contains(where: \.isRecord) { inspection.report.chain = "" }
    try inspection.lookAtCheckpoints(using: kept.generation)
    guard deep, !inspection.report.faults.contains(where: \.isRecord) else { return }
    try inspection.attempt(isRecord: false) { (inspection) throws(JournalError) in
      var made = kept
      made.sources = Sources()
      try made.startFromNothing()
      let relief = Relief(path, files)
      let folding = inspection.beginPart(of: adopted.reduce(0) { $0 + $1.0.length })
      try made.replay(to: kept.position) { fold in
        fold.relief = relief
        fold.progress = folding
      }
      try inspection.compare(kept.sources, made.sources)
      if relief.isRefused {
        inspection.report.remarks.append(
          "Nothing could be written under incoming/, so the state was made again in memory.")
      }
    }
  }
}
