/// Whether the agreement still runs. Raw values are the words of the JSON contract.
public enum AccountStatus: String, CaseIterable, Hashable, Sendable {
  /// The agreement runs.
  case current
  /// The agreement ended; what is owed outlived it.
  case former
}
