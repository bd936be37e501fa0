extension Money {
  /// The ways in which an amount is written.
  public enum Style: Hashable, Sendable {
    /// `1,234.56 DR`, `12.34 CR`, `0.00`: a balance on a screen or in a letter, never a bare minus (decision
    /// 23).
    case debitOrCredit
    /// `1,234.56` whichever the side: for a column or a sentence that says the side.
    case unsigned
    /// `1234.56` or `-1234.56`, without commas: for files that other programs read.
    case signed
  }

  /// The amount as text, in pounds and pence.
  public func text(_ style: Style = .debitOrCredit) -> String {
    switch style {
    case .debitOrCredit:
      pence == 0 ? "0.00" : Money.digits(pence.magnitude, commas: true) + (pence > 0 ? " DR" : " CR")
    case .unsigned: Money.digits(pence.magnitude, commas: true)
    case .signed: (pence < 0 ? "-" : "") + Money.digits(pence.magnitude, commas: false)
    }
  }

  private static func digits(_ pence: UInt64, commas: Bool) -> String {
    // Written from the right; twenty figures, six commas and a point fit in 32 bytes.
    String(unsafeUninitializedCapacity: 32) { bytes in
      var rest = pence
      var place = 32
      var written = 0
      repeat {
        place -= 1
        bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        written += 1
        if written == 2 {
          place -= 1
          bytes[place] = UInt8(ascii: ".")
        } else if commas, written > 2, (written - 2) % 3 == 0, rest > 0 {
          place -= 1
          bytes[place] = UInt8(ascii: ",")
        }
      } while rest > 0 || written < 3
      let count = 32 - place
      for index in 0..<count { bytes[index] = bytes[place + index] }
      return count
    }
  }
}

extension Money: CustomStringConvertible {
  /// `1234.56` or `-1234.56`.
  public var description: String { text(.signed) }
}
