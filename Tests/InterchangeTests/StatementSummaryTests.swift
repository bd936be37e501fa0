import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("A form on paper")
struct StatementSummaryTests {
  private static let shelf =
    Fixtures.maps.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/statement/"

  private static func rules(code: String = "") throws -> StatementRules {
    let (lines, figures) = (shelf + "income-and-expenditure.toml", shelf + "thresholds.toml")
    return StatementRules(
      format: try StatementFormatFile.read(Fixtures.bytes(lines), file: lines),
      thresholds: try StatementThresholdsFile.read(Fixtures.bytes(figures), file: figures),
      membershipCode: code)
  }

  private static var facts: StatementFacts {
    var facts = StatementFacts(
      day: CivilDate(dayNumber: 20_781), balance: Money(pence: 76_239), stillToCome: Money(pence: 32_560))
    facts.charge = .init(amount: Money(pence: 11_864), frequency: .weekly)
    facts.managedPayment = Money(pence: 51_411)
    return facts
  }

  private static var form: StatementForm {
    var form = StatementForm()
    form[.person(1, .name)] = "Kelly Marsh"
    form[.person(1, .relation)] = "client"
    form[.person(1, .works)] = "pt"
    form[.person(2, .relation)] = "son"
    form[.person(2, .born)] = "9"
    form[.amount(line: "salary-client")] = "320/2+118/1"
    form[.evidence(line: "salary-client")] = "payslip 14 Nov"
    form[.payee(line: "salary-client")] = "Kelly"
    form[.amount(line: "salary-partner")] = "-"
    form[.standing(line: "other-earnings")] = "refused"
    form[.amount(line: "universal-credit")] = "1373.64"
    form[.deduction(1, .what)] = "advance"
    form[.deduction(1, .amount)] = "35"
    form[.deduction(1, .ends)] = "12 Feb"
    form[.standing(line: "child-benefit")] = "will-send"
    form[.amount(line: "council-tax")] = "96/10"
    form[.amount(line: "gifts")] = "12 a"
    form[.amount(line: "groceries")] = "850.10m"
    form[.note(line: "groceries")] = "food bank twice in October"
    form[.priorityDebt(1, .creditor)] = "Council tax 2024"
    form[.priorityDebt(1, .owed)] = "340"
    form[.priorityDebt(1, .offer)] = "20"
    form[.debt(1, .creditor)] = "Catalogue"
    form[.debt(1, .owed)] = "900"
    form[.single(.arrearsOffer)] = "40"
    form[.single(.arrearsFirst)] = "14 Dec"
    form[.single(.assetsConsidered)] = "yes"
    form[.single(.agreedHow)] = "signature"
    return form
  }

  private static var subject: StatementSummary.Subject {
    var subject = StatementSummary.Subject(account: "40218863")
    subject.names = ["Marsh Kelly"]
    subject.version = 2
    subject.corrects = 1
    return subject
  }

  @Test("It says what was told and what was not, and no warning")
  func says() throws {
    let text = StatementSummary(
      Self.form, subject: Self.subject, facts: Self.facts, rules: try Self.rules()
    ).text
    for words in [
      "I&E summary", "40218863", "2, corrects version 1", "Kelly Marsh", "client, part-time",
      "child, 9 years",
      "1 adult, 1 child", "320.00 a fortnight and", "118.00 a week", "evidence: payslip 14 Nov",
      "paid to: Kelly", "None: Salary or wages, take-home (partner).", "Refuses to say: Other earnings",
      "Will send: Child Benefit.", "less advance", "until 12 Feb 2027", "-35.00", "Pensions: not asked.",
      "“12 a” cannot be read and is not counted", "note: food bank twice in October", "(from the",
      "Council tax 2024", "Left to clear", "436.79", "40.00 a month, 9.23 a week; clears 14 Oct 2027",
      "Assets considered", "Marsh Kelly, signed ____",
    ] { #expect(text.contains(words), "\(words)\n\(text)") }
    #expect(!text.contains("SFS") && !text.contains("Tax Support claimed"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= StatementSummary.columns })
    let coded = StatementSummary(
      Self.form, subject: Self.subject, facts: Self.facts, rules: try Self.rules(code: "M77")
    ).text
    #expect(coded.contains("SFS-format") && coded.contains("M77"))
  }

  @Test("The printed lines cast: each group's rows come to its sum, a month")
  func casts() throws {
    let summary = StatementSummary(
      Self.form, subject: Self.subject, facts: Self.facts, rules: try Self.rules())
    var sum: Int64 = 0
    var sums = 0
    for block in summary.blocks {
      switch block {
      case .row(_, _, _, let month): sum += try pence(month)
      case .total(let name, _, let month) where name.hasSuffix(", together"):
        #expect(try sum == pence(month), "\(name)")
        sum = 0
        sums += 1
      case .heading, .columns: sum = 0
      default: break
      }
    }
    #expect(sums == 5)
  }

  private func pence(_ text: String) throws -> Int64 { try Money(reading: text).pence }

  @Test("A draft says that it is one, and a correction what it changed")
  func versions() throws {
    let rules = try Self.rules()
    var later = Self.form
    later[.amount(line: "groceries")] = "900.10m"
    let changes = StatementChanges(
      from: (Self.form, StatementReckoning(Self.form, facts: Self.facts, rules: rules)),
      to: (later, StatementReckoning(later, facts: Self.facts, rules: rules)))
    let text = StatementSummary(
      later, subject: .init(account: "1"), facts: Self.facts, rules: rules, changes: changes
    ).text
    #expect(text.contains("draft, not finished"))
    #expect(text.contains("income +0.00, spending +50.00"))
    #expect(text.contains("Groceries: 850.10 a month became 900.10"))
  }

  // MARK: Rich Text Format

  /// What a word processor makes of a text, as far as a form needs it; nil where it is not well formed.
  private func opened(_ rtf: String) -> (text: String, words: Set<String>)? {
    var units: [UInt16] = []
    var words: Set<String> = []
    var depth = 0
    var bytes = Array(rtf.utf8)[...]
    guard bytes.allSatisfy({ $0 == 10 || (32..<127).contains($0) }) else { return nil }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        guard depth >= 0 else { return nil }
        if depth == 0 {
          return bytes.allSatisfy { $0 == 10 } ? (String(decoding: units, as: UTF16.self), words) : nil
        }
      case 10: break
      case UInt8(ascii: "\\"):
        guard let next = bytes.first else { return nil }
        if [UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(next) {
          units.append(UInt16(bytes.removeFirst()))
          continue
        }
        let name = String(decoding: bytes.prefix { (97...122).contains($0) }, as: UTF8.self)
        guard !name.isEmpty else { return nil }
        bytes = bytes.dropFirst(name.utf8.count)
        let digits = String(decoding: bytes.prefix { $0 == 45 || (48...57).contains($0) }, as: UTF8.self)
        bytes = bytes.dropFirst(digits.utf8.count)
        words.insert(name)
        if name == "u" {
          guard let number = Int16(digits), bytes.popFirst() == UInt8(ascii: "?") else { return nil }
          units.append(UInt16(bitPattern: number))
        } else {
          if bytes.first == 32 { bytes.removeFirst() }
          if ["par", "cell", "line", "tab", "row"].contains(name) { units.append(10) }
        }
      default: units.append(UInt16(byte))
      }
    }
    return nil
  }

  private static let words: Set<String> = [
    "i", "rtf", "ansi", "ansicpg", "deff", "uc", "fonttbl", "f", "fswiss", "fcharset", "paperw", "paperh",
    "margl",
    "margr", "margt", "margb", "lang", "fs", "pard", "sa", "sb", "b", "par", "keepn", "li", "fi", "tx", "tab",
    "trowd", "trgaph", "trkeep", "cellx", "intbl", "ql", "qr", "cell", "row", "line", "u",
  ]

  @Test("The rich text holds what the plain text does, letters beyond ASCII and all")
  func richText() throws {
    var form = Self.form
    form[.person(1, .name)] = "Zoë Wiśniewska 👩‍👧"
    form[.single(.notes)] = "first\nsecond: {braces} and \\back\\slashes"
    let rtf = StatementSummary(form, subject: Self.subject, facts: Self.facts, rules: try Self.rules()).rtf
    let read = try #require(opened(rtf))
    for words in [
      "Zoë Wiśniewska 👩‍👧", "{braces} and \\back\\slashes", "I&E summary", "1,373.64", "less advance",
    ] {
      #expect(read.text.contains(words), "\(words)")
    }
    #expect(read.words.isSubset(of: Self.words))
    #expect(rtf.hasPrefix("{\\rtf1\\ansi"))
  }

  @Test("Hostile texts break out of neither: no command, no control character, no wider line")
  func hostile() throws {
    let rules = try Self.rules()
    var random = SeededRandom(seed: 9)
    let pieces = [
      "}", "{", "\\", "\\par", "{\\*\\generator x}", "\\'41", "\\u65?", "\u{1B}[2J", "\u{7}", "\u{0}",
      "\u{85}",
      "\u{202E}", "\u{2028}", "\n", "\r\n", "\t", "界", "👩‍👧", "e\u{301}", "£", " ", "=HYPERLINK", "\u{FFFF}",
      "9", "w",
    ]
    let fields: [StatementField] = [
      .person(1, .name), .person(1, .works), .amount(line: "groceries"), .note(line: "groceries"),
      .evidence(line: "rent"), .payee(line: "salary-client"), .deduction(1, .what),
      .priorityDebt(1, .creditor),
      .priorityDebt(1, .note), .debt(1, .creditor), .single(.notes), .single(.assetsConsidered),
      .single(.agreedBy), .single(.agreedHow), .single(.review), .single(.reference), .single(.vehicles),
    ]
    for _ in 0..<80 {
      var form = Self.form
      for field in fields {
        form[field] = (0..<Int(random.next() % 40)).map { _ in
          pieces[Int(random.next() % UInt64(pieces.count))]
        }
        .joined()
      }
      var subject = Self.subject
      subject.names = [form[.single(.notes)], form[.debt(1, .creditor)]]
      subject.address = form[.person(1, .name)]
      let summary = StatementSummary(form, subject: subject, facts: Self.facts, rules: rules)
      let read = try #require(opened(summary.rtf), "\(summary.rtf)")
      #expect(read.words.isSubset(of: Self.words))
      for line in summary.text.split(separator: "\n", omittingEmptySubsequences: false) {
        #expect(line.count <= StatementSummary.columns)
        let isHarmless = line.unicodeScalars.allSatisfy {
          $0.properties.generalCategory != .control && !(0x202A...0x202E).contains($0.value)
            && !(0x2028...0x2029).contains($0.value)
        }
        #expect(isHarmless, "\(line.debugDescription)")
      }
    }
  }
}
