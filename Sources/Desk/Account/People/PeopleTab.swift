import Casebook

/// The people of an account in lines, of which those that hold a detail can be chosen and changed.
typealias PeopleTab = ChosenLines<PersonDetailPlace>

/// Which detail of which person.
struct PersonDetailPlace: Hashable, Sendable {
  var slot: Int
  var field: PersonField
}

extension ChosenLines where Subject == PersonDetailPlace {
  typealias Field = PersonDetailPlace
}
