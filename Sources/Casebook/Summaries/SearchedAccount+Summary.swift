extension SearchedAccount {
  /// What a search shows of a summary.
  public init(_ summary: AccountSummary) {
    self.init(
      reference: summary.reference, names: summary.names, address: summary.address,
      postcode: summary.postcode, phone: summary.phone, patch: summary.patch, tenure: summary.tenure,
      status: summary.status, balance: summary.balance)
  }
}

extension AccountSummary {
  /// Whether a search finds it by the same texts, and in the same patch.
  func isSearched(as other: AccountSummary) -> Bool {
    names == other.names && address == other.address && postcode == other.postcode && phone == other.phone
      && patch == other.patch
  }
}
