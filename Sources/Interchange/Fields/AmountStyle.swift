import Rents

/// How a file writes amounts of money.
struct AmountStyle: Hashable, Sendable {
  /// What one unit before the point is.
  enum Unit: String, CaseIterable, Hashable, Sendable {
    /// Whole pence, without a point.
    case pence
    /// Pounds, with two decimals or none; thousands may have commas.
    case pounds
  }

  /// How a credit is told from a debit where both may stand.
  enum Sign: String, CaseIterable, Hashable, Sendable {
    /// A minus before the figure is a credit.
    case minus
    /// The figure in brackets is a credit.
    case brackets
    /// `DR` or `CR` follows every figure.
    case drCr = "DR/CR"
  }

  /// Why a text is not an amount.
  enum Failure: Error, Hashable, Sendable {
    case blank
    /// A letter or mark that has no place in a figure.
    case notAFigure
    /// Two marks of a sign at once.
    case signConflict
    /// Neither `DR` nor `CR`, where every amount has one.
    case signMissing
    /// A credit where only a plain figure may stand.
    case signNotExpected
    /// Pence with a point, or pounds with one decimal or three.
    case decimals
    /// Larger than any account.
    case tooLarge

    /// The failure in words.
    var words: String {
      switch self {
      case .blank: "the amount is missing; a missing amount is not zero"
      case .notAFigure: "this is not an amount; no part of it was read"
      case .signConflict: "two signs at once: is it a debit or a credit?"
      case .signMissing: "neither DR nor CR: is it a debit or a credit?"
      case .signNotExpected: "a sign where a plain amount was expected"
      case .decimals: "the pence are not written as in the rest of the file"
      case .tooLarge: "larger than any rent account"
      }
    }
  }

  var unit: Unit
  var sign: Sign

  init(unit: Unit, sign: Sign) {
    self.unit = unit
    self.sign = sign
  }

  /// Reads an amount.
  /// - Parameter signed: whether credits may stand here, and whether ``Sign/drCr`` demands its mark.
  /// - Throws: ``Failure``; no part of a wrong text is read.
  @inline(__always)
  func read(_ bytes: UnsafeBufferPointer<UInt8>, signed: Bool) throws(Failure) -> Money {
    var from = 0
    var to = bytes.count
    guard to > 0 else { throw .blank }
    var credits = 0
    var debits = 0
    // Marks after the figure: DR, CR, a closing bracket, a minus.
    if to >= 2, bytes[to - 1] | 0x20 == UInt8(ascii: "r") {
      switch bytes[to - 2] | 0x20 {
      case UInt8(ascii: "c"): credits += 1
      case UInt8(ascii: "d"): debits += 1
      default: throw .notAFigure
      }
      to -= 2
      while to > from, bytes[to - 1] == 0x20 { to -= 1 }
    }
    // Marks round and before it.
    scanning: while from < to {
      switch bytes[from] {
      case UInt8(ascii: "-"):
        credits += 1
        from += 1
      case UInt8(ascii: "("):
        guard to - from >= 2, bytes[to - 1] == UInt8(ascii: ")") else { throw .notAFigure }
        credits += 1
        from += 1
        to -= 1
      case 0xC2 where from + 1 < to && bytes[from + 1] == 0xA3: from += 2
      case 0xA3: from += 1
      default: break scanning
      }
    }
    if to > from, bytes[to - 1] == UInt8(ascii: "-") {
      credits += 1
      to -= 1
    }
    let pence = try figure(bytes, from, to)
    guard credits + debits <= 1 else { throw .signConflict }
    if signed {
      if sign == .drCr, credits + debits == 0 { throw .signMissing }
    } else if credits > 0 {
      throw .signNotExpected
    }
    return Money(pence: credits > 0 ? -pence : pence)
  }

  /// The figure between the marks, in pence.
  @inline(__always)
  private func figure(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) throws(Failure) -> Int64 {
    guard to > from else { throw .notAFigure }
    var value: Int64 = 0
    var digits = 0
    var decimals = -1
    var sinceComma = -1
    var at = from
    while at < to {
      let byte = bytes[at]
      let digit = byte &- 48
      if digit < 10 {
        value = value * 10 + Int64(digit)
        digits += 1
        // Fifteen digits are more than any account, and cannot overflow 64 bits.
        if digits > 15 { throw .tooLarge }
        if decimals >= 0 { decimals += 1 } else if sinceComma >= 0 { sinceComma += 1 }
      } else if byte == UInt8(ascii: "."), decimals < 0, digits > 0 {
        decimals = 0
      } else if byte == UInt8(ascii: ","), unit == .pounds, decimals < 0,
        sinceComma == 3 || (sinceComma < 0 && digits > 0 && digits <= 3)
      {
        sinceComma = 0
      } else {
        throw .notAFigure
      }
      at += 1
    }
    guard digits > 0, sinceComma < 0 || sinceComma == 3 else { throw .notAFigure }
    switch unit {
    case .pence:
      guard decimals < 0 else { throw .decimals }
      return value
    case .pounds:
      guard decimals < 0 || decimals == 2 else { throw .decimals }
      return decimals == 2 ? value : value * 100
    }
  }
}
