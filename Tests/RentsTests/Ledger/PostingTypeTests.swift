import Rents
import Testing

@Suite("Posting types") struct PostingTypeTests {
  @Test("have codes of three letters, each its own") func codes() {
    #expect(Set(PostingType.allCases.map(\.code)).count == PostingType.allCases.count)
    for type in PostingType.allCases {
      #expect(type.code.utf8.count == 3)
      #expect(PostingType(code: type.code) == type)
    }
    #expect(PostingType(code: "rnt") == nil)
  }

  @Test("stand on the side that their group does") func sides() {
    for type in PostingType.allCases {
      switch type.group {
      case .charge, .reversal, .costs, .refund: #expect(type.usualSide == .debit)
      case .payment, .benefit, .writeOff: #expect(type.usualSide == .credit)
      case .adjustment, .opening: #expect(type.usualSide == .either)
      }
    }
    #expect(PostingSide.debit.includes(Money(pence: 1)) && !PostingSide.debit.includes(Money(pence: -1)))
    #expect(PostingSide.credit.includes(.zero) && PostingSide.either.includes(Money(pence: -1)))
  }

  @Test("count as money received only where it came from outside") func receipts() {
    let received = PostingType.allCases.filter(\.group.isReceipt)
    #expect(received == [.housingBenefit, .managedPayment, .directDebit, .standingOrder, .cash, .card])
  }
}
