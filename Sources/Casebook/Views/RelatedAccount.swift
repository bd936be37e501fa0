import Rents

/// Another account of the same patch that belongs to the same tenancy, or perhaps to the same person: a balance of its
/// own, never summed with another and never merged (decision 4).
public struct RelatedAccount: Hashable, Sendable {
  /// Why it stands beside the account that was asked for.
  public enum Relation: Int, Hashable, Sendable, Comparable {
    /// The landlord's reference of the tenancy is the same.
    case sameTenancy
    /// Name and date of birth agree. Two accounts are one person only when an officer says so.
    case sameNameAndBirth
    /// Name and telephone number agree. Two accounts are one person only when an officer says so.
    case sameNameAndPhone

    /// The surer first.
    public static func < (left: Relation, right: Relation) -> Bool { left.rawValue < right.rawValue }
  }

  /// Its reference.
  public var reference: String
  /// What it is.
  public var tenure: Tenure
  /// Whether its agreement still runs.
  public var status: AccountStatus
  /// What it owes now.
  public var balance: Money
  /// Why it stands here.
  public var relation: Relation

  /// An account beside another.
  public init(
    reference: String, tenure: Tenure, balance: Money, relation: Relation, status: AccountStatus = .current
  ) {
    self.reference = reference
    self.tenure = tenure
    self.status = status
    self.balance = balance
    self.relation = relation
  }

  /// Of some accounts those that are related to one: those of its tenancy first, then by reference.
  ///
  /// A tenancy is the same where its reference is, or where that differs behind the last `/` only and a name agrees: some
  /// landlords number the ledgers of one tenancy there, others the tenancies of one home, one after another. Names agree
  /// whatever their case, accents, titles and order of words. A telephone number agrees by its digits.
  public static func all(
    of account: AccountSummary, among others: some Sequence<AccountSummary>
  ) -> [RelatedAccount] {
    let own = Traits(account)
    var related: [RelatedAccount] = []
    for other in others where other.reference != account.reference {
      guard let relation = own.relation(to: other) else { continue }
      related.append(
        RelatedAccount(
          reference: other.reference, tenure: other.tenure, balance: other.balance, relation: relation,
          status: other.status))
    }
    return related.sorted {
      if $0.relation != $1.relation { return $0.relation < $1.relation }
      return $0.reference.utf8.lexicographicallyPrecedes($1.reference.utf8)
    }
  }

  /// What is compared of the account that was asked for.
  private struct Traits {
    var tenancy: String
    var stem: Substring?
    var names: [[FoldedText]]
    var born: CivilDate?
    var digits: [UInt8]

    init(_ account: AccountSummary) {
      tenancy = account.tenancyReference
      stem = Traits.stem(account.tenancyReference)
      names = account.names.map(Traits.words).filter { !$0.isEmpty }
      born = account.dateOfBirth
      digits = Traits.digits(account.phone)
    }

    func relation(to other: AccountSummary) -> Relation? {
      if !tenancy.isEmpty, tenancy == other.tenancyReference { return .sameTenancy }
      let isSameStem = stem != nil && stem == Traits.stem(other.tenancyReference)
      let isSameBirth = born != nil && born == other.dateOfBirth
      let isSamePhone = !digits.isEmpty && digits == Traits.digits(other.phone)
      // Names are folded only where something else agrees: a patch is read for each account that is opened.
      guard isSameStem || isSameBirth || isSamePhone else { return nil }
      let others = other.names.map(Traits.words)
      let isSameName = names.contains { others.contains($0) }
      if isSameStem, isSameName { return .sameTenancy }
      // The date of birth is that of the person first named.
      if isSameBirth, let first = names.first, first == others.first { return .sameNameAndBirth }
      return isSamePhone && isSameName ? .sameNameAndPhone : nil
    }

    /// The words of a name in one order, without titles.
    private static func words(_ name: String) -> [FoldedText] {
      name.split { $0 == " " || $0 == "," }.filter { !PersonTitle.isTitle($0) }
        .map { FoldedText($0) }.filter { !$0.isEmpty }.sorted()
    }

    private static func stem(_ reference: String) -> Substring? {
      guard let slash = reference.lastIndex(of: "/"), slash > reference.startIndex else { return nil }
      return reference[..<slash]
    }

    private static func digits(_ phone: String) -> [UInt8] {
      phone.utf8.filter { (0x30...0x39).contains($0) }
    }
  }
}

extension BookView {
  /// The accounts of the same patch that belong to the tenancy of an account, or perhaps to the same person: one
  /// contiguous read of the patch. None where the book has no such account.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func related(to reference: String) throws(CasebookError) -> [RelatedAccount] {
    guard let own = try summary(of: reference) else { return [] }
    return RelatedAccount.all(of: own, among: try summaries(patch: own.patch))
  }
}
