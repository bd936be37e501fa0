import Casebook
import Rents
import Testing

@Suite("People's details, put right by officers") struct PersonTests {
  private let marsh = Office.marsh

  private func made() throws -> (Office, Casebook) {
    var joint = facts(Office.marsh, name: "Ms Kelly Marsh")
    joint.people.append(Person(name: "Mr Ed Nowak"))
    joint.phone = "07700 900400"
    joint.people[0].dateOfBirth = day("1988-02-19")
    let office = try Office([joint, facts(Office.doyle)])
    return (office, try office.sit("jp"))
  }

  private func extract(_ office: Office, phone: String, batch: String) throws {
    var joint = facts(Office.marsh, name: "Ms Kelly Marsh")
    joint.people.append(Person(name: "Mr Ed Nowak"))
    joint.people[0].dateOfBirth = day("1988-02-19")
    joint.phone = phone
    _ = try TestBook.take(
      [TestBook.accounts([joint, facts(Office.doyle)], batch: batch)], into: try office.sit("jp"))
  }

  @Test("A changed telephone number shows old, new, who and when, with the landlord's beside it")
  func changed() throws {
    let (_, book) = try made()
    try book.perform(
      .amendPerson(account: marsh, slot: 1, field: .phone, from: "07700 900400", to: "07700 900412"))
    let record = try book.record(marsh)
    let phone = try #require(record.people.first?[.phone])
    #expect(phone.value == "07700 900412" && phone.landlord == "07700 900400" && phone.differs)
    let change = try #require(phone.history.first)
    #expect(change.from == "07700 900400" && change.to == "07700 900412" && change.officer == "Jaya Patel")
    #expect(change.recorded == Office.first)
    #expect(record.facts.phone == "07700 900412" && record.landlordFacts.phone == "07700 900400")
    #expect(try book.view.summary(of: marsh)?.phone == "07700 900412", "the list calls the right number")
  }

  @Test("Each person has details of their own")
  func second() throws {
    let (_, book) = try made()
    try book.perform(.amendPerson(account: marsh, slot: 2, field: .phone, from: "", to: "0161 496 0000"))
    try book.perform(
      .amendPerson(account: marsh, slot: 2, field: .name, from: "Mr Ed Nowak", to: "Mr Edward Nowak"))
    let record = try book.record(marsh)
    #expect(record.people.map(\.name) == ["Ms Kelly Marsh", "Mr Edward Nowak"])
    #expect(record.people.last?[.phone].value == "0161 496 0000")
    #expect(record.facts.phone == "07700 900400")
    #expect(try book.view.summary(of: marsh)?.names == ["Ms Kelly Marsh", "Mr Edward Nowak"])
    #expect(
      refusal {
        try book.perform(.amendPerson(account: marsh, slot: 3, field: .phone, from: "", to: "0161 496 0001"))
      }?
      .contains("has 2 people, not 3") == true)
  }

  @Test("Of two officers who change the same number the second is shown both and chooses")
  func conflict() throws {
    let (office, jaya) = try made()
    let kofi = try office.sit("ko")
    try kofi.perform(
      .amendPerson(account: marsh, slot: 1, field: .phone, from: "07700 900400", to: "07700 900411"))
    let said = refusal {
      try jaya.perform(
        .amendPerson(account: marsh, slot: 1, field: .phone, from: "07700 900400", to: "07700 900412"))
    }
    for words in ["is now “07700 900411”", "was “07700 900400”", "Kofi Osei", "You gave “07700 900412”"] {
      #expect(said?.contains(words) == true)
    }
    // Another field is no conflict.
    try jaya.perform(.amendPerson(account: marsh, slot: 1, field: .language, from: "", to: "Polish"))
    // Having seen it, she chooses.
    try jaya.perform(
      .amendPerson(account: marsh, slot: 1, field: .phone, from: "07700 900411", to: "07700 900412"))
    #expect(try jaya.record(marsh).people.first?[.phone].history.count == 2)
  }

  @Test("A later extract that agrees ends the difference; one that does not leaves both in sight")
  func extracts() throws {
    let (office, book) = try made()
    try book.perform(
      .amendPerson(account: marsh, slot: 1, field: .phone, from: "07700 900400", to: "07700 900412"))
    try extract(office, phone: "07700 900499", batch: "2025-06-22")
    var phone = try #require(try book.record(marsh).people.first?[.phone])
    #expect(phone.value == "07700 900412" && phone.landlord == "07700 900499" && phone.differs)
    // The landlord writes it without the space: the same number.
    try extract(office, phone: "07700900412", batch: "2025-06-29")
    phone = try #require(try book.record(marsh).people.first?[.phone])
    #expect(phone.value == "07700900412" && !phone.differs && phone.history.count == 1)
    // From then on the landlord's word stands.
    try extract(office, phone: "07700 900500", batch: "2025-07-06")
    #expect(try book.record(marsh).facts.phone == "07700 900500")
    #expect(try book.view.summary(of: marsh)?.phone == "07700 900500")
    #expect(try book.verify(deep: true).faults == [])
  }

  @Test("How to reach somebody safely makes a safe-contact account")
  func safeContact() throws {
    let (_, book) = try made()
    #expect(try book.view.summary(of: marsh)?.flags(on: Office.first).contains(.safeContact) == false)
    try book.perform(.amendPerson(account: marsh, slot: 2, field: .safeContact, from: "", to: "E-mail only"))
    #expect(try book.view.summary(of: marsh)?.flags(on: Office.first).contains(.safeContact) == true)
  }

  @Test("Support needs are put right as codes; those of others on the account count beside them")
  func supportNeeds() throws {
    let (_, book) = try made()
    let before = try #require(try book.view.account(marsh, asAt: .now)?.facts.vulnerabilities)
    try book.perform(
      .amendPerson(
        account: marsh, slot: 1, field: .supportNeeds, from: before.joined(separator: " "), to: "MH INT"))
    try book.perform(.amendPerson(account: marsh, slot: 2, field: .supportNeeds, from: "", to: "DIS MH"))
    #expect(try book.view.account(marsh, asAt: .now)?.facts.vulnerabilities == ["MH", "INT", "DIS"])
    #expect(try book.view.summary(of: marsh)?.flags(on: Office.first).contains(.vulnerable) == true)
    #expect(
      refusal {
        try book.perform(
          .amendPerson(account: marsh, slot: 1, field: .supportNeeds, from: "MH INT", to: "deaf, mostly"))
      }?.contains("codes in capitals") == true)
    #expect(try book.verify(deep: true).faults == [])
  }

  @Test("What was known on the day is seen on the day")
  func asKnown() throws {
    let (office, book) = try made()
    office.pass(days: 3)
    try book.perform(
      .amendPerson(account: marsh, slot: 1, field: .phone, from: "07700 900400", to: "07700 900412"))
    let before = AsAt.known(Office.first.adding(days: 2))
    let after = AsAt.known(Office.first.adding(days: 3))
    #expect(try book.view.account(marsh, asAt: before)?.facts.phone == "07700 900400")
    #expect(try book.view.account(marsh, asAt: before)?.people.first?[.phone].history == [])
    #expect(try book.view.account(marsh, asAt: after)?.facts.phone == "07700 900412")
  }

  @Test(
    "Values that make no sense are refused with what would",
    arguments: [
      (PersonField.phone, "07700 900400", "n/a", "digits"),
      (.email, "", "kelly at example", "name@example.org"),
      (.born, "1988-02-19", "19/02/1988", "1988-02-19"), (.born, "1988-02-19", "2031-01-01", "not come yet"),
      (.name, "Ms Kelly Marsh", "", "needs a name"), (.preferredChannel, "", "pigeon", "telephone"),
      (.phone, "07700 900400", "07700 900400", "already"),
    ])
  func senseless(_ field: PersonField, _ from: String, _ to: String, _ words: String) throws {
    let (_, book) = try made()
    let said = refusal {
      try book.perform(.amendPerson(account: marsh, slot: 1, field: field, from: from, to: to))
    }
    #expect(said?.contains(words) == true && said?.contains("Nothing was changed") == true)
  }
}
