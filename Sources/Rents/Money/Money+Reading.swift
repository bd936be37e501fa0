extension Money {
  /// Reads an amount as officers and housing systems write it.
  ///
  /// `1,234.56`, `1234.5`, `.50`, `£12`, `-12.34`, `12.34-`, `(12.34)`, `12.34CR`, `1234.56 DR`. A minus,
  /// brackets or `CR` make a credit; a plus, `DR` or nothing a debit. Spaces may stand around the parts,
  /// never inside a number. Nothing is guessed: two sign marks, three decimals, a comma out of place, letters
  /// or nothing at all are refused.
  /// - Throws: ``MoneyError/unreadable(text:reason:)`` with what is wrong; ``MoneyError/overflow`` where the
  ///   amount does not fit in 64 bits of pence.
  public init(reading text: some StringProtocol) throws(MoneyError) {
    var text = String(text)
    let read = text.withUTF8 { Money.read($0) }
    switch read {
    case .success(let money): self = money
    case .failure(.overflow): throw .overflow
    case .failure(let fault): throw .unreadable(text: text, reason: fault.reason)
    }
  }

  /// Reads an amount from UTF-8 bytes; as ``init(reading:)``, without making a string where it succeeds.
  /// - Throws: as ``init(reading:)``.
  public init(readingUTF8 bytes: UnsafeBufferPointer<UInt8>) throws(MoneyError) {
    switch Money.read(bytes) {
    case .success(let money): self = money
    case .failure(.overflow): throw .overflow
    case .failure(let fault):
      throw .unreadable(text: String(decoding: bytes, as: UTF8.self), reason: fault.reason)
    }
  }

  private enum ReadingFault: Error {
    case empty, letters, twoSigns, twoPounds, openBracket, threeDecimals, nothingAfterPoint, comma, twoPoints,
      gap, overflow

    var reason: String {
      switch self {
      case .empty: "there is no figure in it"
      case .letters: "it holds something else than figures, a pound sign, and CR or DR"
      case .twoSigns: "it has two signs (minus, plus, brackets, CR and DR are one each)"
      case .twoPounds: "it has two pound signs"
      case .openBracket: "its brackets do not match"
      case .threeDecimals: "it has more than two figures after the point"
      case .nothingAfterPoint: "nothing follows the point"
      case .comma: "a comma does not stand before each third figure"
      case .twoPoints: "it has two points"
      case .gap: "there is a space inside the figure"
      case .overflow: "it is too large"
      }
    }
  }

  /// One pass over the bytes: marks before the figure, the figure, marks after it.
  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<Money, ReadingFault> {
    var reader = Reader(bytes: bytes)
    return reader.amount()
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0
    var signs = 0
    var isCredit = false
    var hasBracket = false
    var hasPound = false

    mutating func amount() -> Result<Money, ReadingFault> {
      if let fault = marksBefore() { return .failure(fault) }
      let magnitude: UInt64
      switch figure() {
      case .success(let pence): magnitude = pence
      case .failure(let fault): return .failure(fault)
      }
      if let fault = marksAfter() { return .failure(fault) }
      if hasBracket { return .failure(.openBracket) }
      if signs > 1 { return .failure(.twoSigns) }
      guard let pence = Int64(exactly: magnitude) else { return .failure(.overflow) }
      return .success(Money(pence: isCredit ? -pence : pence))
    }

    private mutating func marksBefore() -> ReadingFault? {
      while place < bytes.count {
        if skipSpace() { continue }
        if skip(0xC2, 0xA3) {
          if hasPound { return .twoPounds }
          hasPound = true
          continue
        }
        if skipMinus() {
          sign(credit: true)
          continue
        }
        switch bytes[place] {
        case UInt8(ascii: "+"): sign(credit: false)
        case UInt8(ascii: "("):
          if hasBracket { return .openBracket }
          sign(credit: true)
          hasBracket = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): return nil
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: ")"): return .openBracket
        default: return .letters
        }
        place += 1
      }
      return .empty
    }

    /// The figure in pence; commas, if there are any, before each third figure of the pounds.
    private mutating func figure() -> Result<UInt64, ReadingFault> {
      var pence: UInt64 = 0
      var overflow = false
      var (digits, sinceComma, hasComma) = (0, 0, false)
      func take(_ byte: UInt8) {
        let (tens, first) = pence.multipliedReportingOverflow(by: 10)
        let (sum, second) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
        pence = sum
        overflow = overflow || first || second
      }
      while place < bytes.count {
        let byte = bytes[place]
        if byte == UInt8(ascii: ",") {
          guard hasComma ? sinceComma == 3 : (1...3).contains(digits) else { return .failure(.comma) }
          (hasComma, sinceComma) = (true, 0)
        } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
          take(byte)
          digits += 1
          sinceComma += 1
        } else {
          break
        }
        place += 1
      }
      if hasComma && sinceComma != 3 { return .failure(.comma) }
      var decimals = 0
      if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
        place += 1
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
          decimals += 1
          if decimals > 2 { return .failure(.threeDecimals) }
          take(bytes[place])
          place += 1
        }
        if decimals == 0 { return .failure(digits == 0 ? .empty : .nothingAfterPoint) }
        if place < bytes.count, bytes[place] == UInt8(ascii: ",") { return .failure(.comma) }
      }
      for _ in decimals..<2 { take(UInt8(ascii: "0")) }
      if overflow { return .failure(.overflow) }
      return .success(pence)
    }

    private mutating func marksAfter() -> ReadingFault? {
      while place < bytes.count {
        if skipSpace() { continue }
        if skipMinus() {
          sign(credit: true)
          continue
        }
        if skip(0xC2, 0xA3) { return hasPound ? .twoPounds : .letters }
        switch bytes[place] {
        case UInt8(ascii: ")"):
          if !hasBracket { return .openBracket }
          hasBracket = false
          place += 1
        case UInt8(ascii: "C"), UInt8(ascii: "c"), UInt8(ascii: "D"), UInt8(ascii: "d"):
          let isCR = bytes[place] | 0x20 == UInt8(ascii: "c")
          guard place + 1 < bytes.count, bytes[place + 1] | 0x20 == UInt8(ascii: "r") else { return .letters }
          sign(credit: isCR)
          place += 2
        case UInt8(ascii: "."): return .twoPoints
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: "+"), UInt8(ascii: "("): return signs > 0 ? .twoSigns : .letters
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return .gap
        default: return .letters
        }
      }
      return nil
    }

    private mutating func sign(credit: Bool) {
      signs += 1
      isCredit = isCredit || credit
    }

    /// A space, a tab, or the no-break space that spreadsheets and Windows put before CR.
    private mutating func skipSpace() -> Bool {
      if bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") {
        place += 1
        return true
      }
      return skip(0xC2, 0xA0)
    }

    /// A hyphen, or the minus sign that word processors make of it (U+2212).
    private mutating func skipMinus() -> Bool {
      if bytes[place] == UInt8(ascii: "-") {
        place += 1
        return true
      }
      guard place + 2 < bytes.count, bytes[place] == 0xE2, bytes[place + 1] == 0x88, bytes[place + 2] == 0x92
      else {
        return false
      }
      place += 3
      return true
    }

    private mutating func skip(_ first: UInt8, _ second: UInt8) -> Bool {
      guard place + 1 < bytes.count, bytes[place] == first, bytes[place + 1] == second else { return false }
      place += 2
      return true
    }
  }
}
