/// When sorted sources have become so many that some should be merged.
///
/// Sources stand oldest first. Sizes fall into tiers of a factor of four. Four sources of one tier among the
/// youngest, with nothing larger between them, are merged into one (with whatever smaller lies among them). So
/// there are never more than a few for each power of four, and a row is rewritten once for each tier it climbs.
enum Tiers {
  /// The place from which all younger sources should be merged into one, or nil.
  ///
  /// - Parameter base: The size up to which sources are of the lowest tier.
  static func start(ofMergeAmong sizes: [Int], base: Int) -> Int? {
    var largest = 0
    var alike = 0
    for index in sizes.indices.reversed() {
      let tier = tier(sizes[index], base)
      if tier > largest {
        largest = tier
        alike = 0
      }
      if tier == largest { alike += 1 }
      if alike == 4 { return index }
    }
    return nil
  }

  private static func tier(_ size: Int, _ base: Int) -> Int {
    var tier = 0
    var limit = max(base, 1)
    while size > limit && tier < 24 {
      limit *= 4
      tier += 1
    }
    return tier
  }
}
