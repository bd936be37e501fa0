import Rents
import Testing

@testable import Interchange

@Suite("Amounts as files write them")
struct AmountStyleTests {
  private func read(_ text: String, _ style: AmountStyle, signed: Bool = true) -> Result<
    Int64, AmountStyle.Failure
  > {
    var copy = text
    return copy.withUTF8 { bytes in
      do throws(AmountStyle.Failure) {
        return .success(try style.read(bytes, signed: signed).pence)
      } catch {
        return .failure(error)
      }
    }
  }

  private let pence = AmountStyle(unit: .pence, sign: .minus)
  private let brackets = AmountStyle(unit: .pounds, sign: .brackets)
  private let drCr = AmountStyle(unit: .pounds, sign: .drCr)

  @Test("Each style reads its debits and credits")
  func reads() {
    #expect(read("-17324", pence) == .success(-17324))
    #expect(read("8662", pence) == .success(8662))
    #expect(read("1,234.56", brackets) == .success(123_456))
    #expect(read("(12.34)", brackets) == .success(-1234))
    #expect(read("(1,012.34)", brackets) == .success(-101_234))
    #expect(read("1234.56DR", drCr) == .success(123_456))
    #expect(read("12.34CR", drCr) == .success(-1234))
    #expect(read("12.34 cr", drCr) == .success(-1234))
    #expect(read("£12.34", brackets) == .success(1234))
    #expect(read("12.34-", brackets) == .success(-1234))
    #expect(read("12", brackets) == .success(1200))
  }

  @Test("A missing amount is not zero")
  func blank() {
    #expect(read("", pence) == .failure(.blank))
  }

  @Test(
    "No part of a wrong figure is read",
    arguments: ["114l2", "12 34", "1e5", "0x10", "1.2.3", "+5", "٣", "--", "-", "()"])
  func letters(text: String) {
    if case .success = read(text, pence) { Issue.record("\(text) was read") }
    if case .success = read(text, brackets) { Issue.record("\(text) was read") }
  }

  @Test("Two signs at once are a conflict")
  func signConflicts() {
    #expect(read("--2500", pence) == .failure(.signConflict))
    #expect(read("-(25.00)", brackets) == .failure(.signConflict))
    #expect(read("-25.00CR", drCr) == .failure(.signConflict))
    #expect(read("(25.00)DR", drCr) == .failure(.signConflict))
    #expect(read("-25.00-", brackets) == .failure(.signConflict))
  }

  @Test("Letters after the figure are no sign, and where every amount has its sign, none is no amount")
  func signs() {
    #expect(read("11.42DlR", drCr) == .failure(.notAFigure))
    #expect(read("11.42", drCr) == .failure(.signMissing))
    #expect(read("11.42", drCr, signed: false) == .success(1142))
    #expect(read("-5", pence, signed: false) == .failure(.signNotExpected))
  }

  @Test("Pence and thousands stand where they should")
  func places() {
    #expect(read("12.5", brackets) == .failure(.decimals))
    #expect(read("12.345", brackets) == .failure(.decimals))
    #expect(read("12.34", pence) == .failure(.decimals))
    #expect(read("1,23.45", brackets) == .failure(.notAFigure))
    #expect(read("1,234,567.00", brackets) == .success(123_456_700))
    #expect(read("12,34", pence) == .failure(.notAFigure))
  }

  @Test("A figure too long for an account is refused, without a trap")
  func tooLarge() {
    #expect(read("9999999999999999999999999", pence) == .failure(.tooLarge))
    #expect(read("999999999999999", brackets) == .success(99_999_999_999_999_900))
  }
}
