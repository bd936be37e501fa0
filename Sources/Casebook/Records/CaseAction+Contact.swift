import Rents

extension CaseAction {
  /// Whether the household was reached out to or heard from: the rule by which an account's last contact is kept. A file
  /// note, tracing, a referral, a court date and word from the benefit office are no contact, nor is a note written here.
  public var isContact: Bool {
    if code == "NOTE" { return false }
    return Array(code.utf8).withUnsafeBufferPointer {
      ActionRecord.isContact(FieldReader.Slice(rebasing: $0[...]))
    }
  }
}
