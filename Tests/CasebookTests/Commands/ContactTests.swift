import Casebook
import Rents
import Testing

@Suite("Contacts and attempts at them") struct ContactTests {
  private func made(_ change: (inout AccountFacts) -> Void = { _ in }) throws -> (Office, Casebook) {
    var marsh = facts(Office.marsh)
    change(&marsh)
    let office = try Office([marsh, facts(Office.doyle)])
    return (office, try office.sit("jp"))
  }

  @Test("A contact keeps channel, outcome, whom we spoke to and the words")
  func recorded() throws {
    let (_, book) = try made()
    let attempt = ContactAttempt(
      .telephoneOut, .spoke, text: "Will pay Friday\nwages are late", person: "Kelly Marsh")
    let receipt = try book.perform(.contact(account: Office.marsh, attempt: attempt))
    let contact = try #require(try book.record(Office.marsh).contacts.first)
    #expect(contact.id == receipt.minted.first && contact.sequence == receipt.sequence)
    #expect(
      contact.attempt.text == "Will pay Friday\nwages are late" && contact.attempt.person == "Kelly Marsh")
    #expect(contact.attempt.wording == "Telephone, out: spoke")
    #expect(contact.officer == "Jaya Patel" && contact.date == Office.first)
    #expect(try book.view.summary(of: Office.marsh)?.lastContact == Office.first)
  }

  @Test("Nobody answering is an attempt and no contact: the list goes on asking for the next call")
  func attempt() throws {
    let (office, book) = try made()
    try book.perform(.contact(account: Office.marsh, attempt: ContactAttempt(.telephoneOut, .spoke)))
    office.pass(days: 5)
    for attempt in [
      ContactAttempt(.telephoneOut, .noAnswer), ContactAttempt(.text, .textDelivered),
      ContactAttempt(.visit, .card),
      ContactAttempt(.letter, .letter), ContactAttempt(.telephoneOut, .voicemail),
    ] {
      try book.perform(.contact(account: Office.marsh, attempt: attempt))
    }
    #expect(try book.view.summary(of: Office.marsh)?.lastContact == Office.first)
    #expect(try book.record(Office.marsh).contacts.count == 6)
    try book.perform(
      .contact(
        account: Office.marsh, attempt: ContactAttempt(.text, .heardFrom, direction: .incoming, text: "ok")))
    #expect(try book.view.summary(of: Office.marsh)?.lastContact == Office.first.adding(days: 5))
  }

  @Test("Already paid or due is a contact, and measures our own mistake")
  func paidOrDue() {
    let attempt = ContactAttempt(.telephoneOut, .paidOrDue)
    #expect(attempt.isContact && attempt.outcome.isOurMistake)
    #expect(attempt.outcome.wording == "Already paid or due")
    #expect(ContactOutcome.allCases.filter(\.isOurMistake) == [.paidOrDue])
  }

  @Test("Every outcome goes with some channel, and every channel has a direction")
  func codes() {
    var reached: Set<ContactOutcome> = []
    for channel in ContactChannel.allCases {
      for direction in ContactDirection.allCases
      where channel.direction == nil || channel.direction == direction {
        let outcomes = channel.outcomes(direction)
        #expect(!outcomes.isEmpty && Set(outcomes).count == outcomes.count)
        reached.formUnion(outcomes)
      }
    }
    #expect(reached == Set(ContactOutcome.allCases))
    // The codes of the field, as they are printed in its papers.
    #expect(
      ContactChannel.allCases.map(\.rawValue) == [
        "TEL-OUT", "TEL-IN", "SMS", "EMAIL", "LETTER", "VISIT", "OFFICE", "VIDEO", "AGENCY",
      ])
  }

  @Test("An outcome that cannot come of a channel is refused, and those that can are named")
  func senseless() throws {
    let (_, book) = try made()
    let said = refusal {
      try book.perform(.contact(account: Office.marsh, attempt: ContactAttempt(.letter, .busy)))
    }
    #expect(said?.contains("LTR letter sent") == true && said?.contains("Nothing was recorded") == true)
  }

  @Test("A contact to come is a diary date; one of long ago is looked at again")
  func dates() throws {
    let (_, book) = try made()
    for days in [1, -400] {
      let attempt = ContactAttempt(.telephoneOut, .spoke, date: Office.first.adding(days: days))
      #expect(refusal { try book.perform(.contact(account: Office.marsh, attempt: attempt)) } != nil)
    }
    let yesterday = ContactAttempt(.telephoneOut, .spoke, date: Office.first.adding(days: -1))
    try book.perform(.contact(account: Office.marsh, attempt: yesterday))
    #expect(try book.view.summary(of: Office.marsh)?.lastContact == Office.first.adding(days: -1))
  }

  @Test(
    "On a safe-contact account no voicemail, text or card is offered, and one that happened is not kept silently"
  )
  func safeContact() throws {
    let (_, book) = try made { $0.vulnerabilities = ["SAFE"] }
    #expect(!ContactChannel.offered(isSafeContact: true).contains(.text))
    #expect(!ContactChannel.telephoneOut.offeredOutcomes(.outgoing, isSafeContact: true).contains(.voicemail))
    #expect(ContactChannel.telephoneIn.offeredOutcomes(.incoming, isSafeContact: true).contains(.voicemail))
    try book.perform(
      .amendPerson(
        account: Office.marsh, slot: 1, field: .safeContact, from: "", to: "Only by her sister, 07700 900412")
    )
    let warnings = try book.view.warnings(account: Office.marsh, channel: .text, direction: .outgoing)
    #expect(warnings == [.safeContact(how: "Only by her sister, 07700 900412")])
    #expect(try book.view.warnings(account: Office.marsh, channel: .text, direction: .incoming) == [])
    var attempt = ContactAttempt(.telephoneOut, .voicemail)
    let said = refusal { try book.perform(.contact(account: Office.marsh, attempt: attempt)) }
    #expect(said?.contains("no voicemail") == true && said?.contains("07700 900412") == true)
    attempt.isConfirmed = true
    try book.perform(.contact(account: Office.marsh, attempt: attempt))
    #expect(try book.record(Office.marsh).contacts.map(\.attempt.isConfirmed) == [true])
    // Answering is never warned of.
    try book.perform(.contact(account: Office.marsh, attempt: ContactAttempt(.telephoneOut, .spoke)))
  }

  @Test("In breathing space we do not ask for the debt; answering them is free")
  func breathingSpace() throws {
    let (_, book) = try made {
      $0.breathingSpace = BreathingSpace(
        from: Office.first.adding(days: -3), to: Office.first.adding(days: 57))
    }
    let said = refusal {
      try book.perform(.contact(account: Office.marsh, attempt: ContactAttempt(.telephoneOut, .spoke)))
    }
    #expect(said?.contains("Breathing space until 11 Aug 2025") == true)
    try book.perform(.contact(account: Office.marsh, attempt: ContactAttempt(.telephoneIn, .spoke)))
  }

  @Test("An auditor records no contact")
  func auditor() throws {
    let (office, _) = try made()
    let book = try office.sit("au")
    let attempt = ContactAttempt(.telephoneOut, .spoke)
    #expect(
      refusal { try book.perform(.contact(account: Office.marsh, attempt: attempt)) }?.contains("auditor")
        == true)
  }
}
