import Rents
import Testing

@Suite("A ratio") struct RatioTests {
  @Test("is kept in lowest terms with its sign above the line") func lowestTerms() throws {
    let ratio = try Ratio(-6, over: -8)
    #expect(ratio.numerator == 3 && ratio.denominator == 4)
    let negative = try Ratio(6, over: -8)
    #expect(negative.numerator == -3 && negative.denominator == 4)
    #expect(try Ratio(0, over: -5) == .zero)
    #expect(try Ratio(.min, over: .min) == .one)
  }

  @Test("by zero, or too large, is an error") func errors() {
    #expect(throws: RatioError.divisionByZero) { try Ratio(1, over: 0) }
    #expect(throws: RatioError.divisionByZero) { try Ratio.one.divided(by: .zero) }
    #expect(throws: RatioError.overflow) { try Ratio(.min, over: -1) }
    #expect(throws: RatioError.overflow) { try Ratio(.max).multiplied(by: Ratio(2)) }
    #expect(throws: RatioError.overflow) { try Ratio(.max).adding(.one) }
  }

  @Test("rounds a half away from zero, or to the even neighbour, as stated") func rounding() throws {
    let halves: [Int64] = [-5, -3, -1, 1, 3, 5]
    #expect(try halves.map { try Ratio($0, over: 2).rounded(.halfUp) } == [-3, -2, -1, 1, 2, 3])
    #expect(try halves.map { try Ratio($0, over: 2).rounded(.halfEven) } == [-2, -2, 0, 0, 2, 2])
    #expect(try Ratio(.max, over: 2).rounded() == 4_611_686_018_427_387_904)
    #expect(try Ratio(.min, over: 3).rounded() == -3_074_457_345_618_258_603)
    #expect(Ratio(.min).rounded() == .min)
  }

  @Test("gives money exactly, rounded once") func money() throws {
    let third = try Ratio(1, over: 3)
    #expect(try Money(pence: 100).multiplied(by: third) == Money(pence: 33))
    #expect(try Money(pence: 200).multiplied(by: third) == Money(pence: 67))
    #expect(try Money(pence: 5).multiplied(by: Ratio(1, over: 2), rounding: .halfEven) == Money(pence: 2))
    #expect(try Money(pence: .max).multiplied(by: .one) == Money(pence: .max))
    #expect(throws: MoneyError.overflow) { try Money(pence: .max).multiplied(by: Ratio(2)) }
  }

  @Test("obeys the rules of arithmetic") func arithmetic() throws {
    var generator = SeededGenerator(seed: 6)
    func ratio() throws -> Ratio {
      try Ratio(.random(in: -9_999...9_999, using: &generator), over: .random(in: 1...999, using: &generator))
    }
    for _ in 0..<1_000 {
      let (left, middle, right) = (try ratio(), try ratio(), try ratio())
      #expect(try left.adding(middle).adding(right) == left.adding(middle.adding(right)))
      #expect(try left.adding(middle).subtracting(middle) == left)
      #expect(try left.multiplied(by: middle) == middle.multiplied(by: left))
      if middle != .zero { #expect(try left.multiplied(by: middle).divided(by: middle) == left) }
      #expect((left < right) == (try left.subtracting(right) < .zero))
      let rounded = try Ratio(left.rounded()).subtracting(left)
      #expect(try rounded <= Ratio(1, over: 2) && rounded >= Ratio(-1, over: 2))
    }
  }
}
