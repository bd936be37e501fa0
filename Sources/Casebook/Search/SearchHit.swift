/// An account that a search found, and where.
public struct SearchHit: Hashable, Sendable {
  /// What of an account is searched.
  public enum Field: UInt8, CaseIterable, Hashable, Sendable {
    /// Its reference.
    case reference = 1
    /// A liable person's name.
    case name
    /// House and street.
    case address
    /// The postcode.
    case postcode
    /// The telephone number.
    case phone
  }

  /// Where a word of the search stands.
  public struct Match: Hashable, Sendable {
    /// In which field.
    public var field: Field
    /// Which name, counted from 0; 0 in other fields.
    public var index: Int
    /// Which characters of the field's text, counted from 0: what to underline.
    public var characters: Range<Int>

    /// A match in a field.
    public init(field: Field, index: Int = 0, characters: Range<Int>) {
      self.field = field
      self.index = index
      self.characters = characters
    }
  }

  /// The account.
  public var account: SearchedAccount
  /// For each word of the search the best place where it stands, in the order of the words.
  public var matches: [Match]

  /// An account with what was found in it.
  public init(account: SearchedAccount, matches: [Match]) {
    self.account = account
    self.matches = matches
  }

  init(_ account: SearchedAccount, found query: SearchQuery) {
    self.init(account, SearchText(account, keepsOrigins: true), found: query)
  }

  /// - Parameter text: What is searched of the account, with its origins.
  init(_ account: SearchedAccount, _ text: SearchText, found query: SearchQuery) {
    self.init(account: account, matches: query.words.compactMap { text.match(of: $0) })
  }
}
