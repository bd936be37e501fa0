import Testing

@testable import Rents

/// Thousands of forms drawn by chance from a fixed seed: what must hold of every one of them.
@Suite("Whatever is typed on a form")
struct StatementPropertyTests {
  private static let lines = MarshForm.format.groups.flatMap(\.lines)

  /// An amount as somebody might type it, with what it is worth a year in pence, reckoned apart from the program.
  private static func amount(
    using random: inout SeededGenerator, usual: Frequency
  ) -> (text: String, yearly: Int64) {
    let frequencies: [(texts: [String], times: Int64)] = [
      (["w", " pw", "/1", " weekly"], 52), (["f", "/2", " pf"], 26), ([" 4w", "/4"], 13),
      (["m", " pcm", " pm"], 12), (["q", " pq"], 4), (["t"], 3), (["y", " pa"], 1), (["/10"], 10),
      (["*38y"], 38), (["*48y"], 48), ([""], usual.timesAYear.numerator),
    ]
    var text = ""
    var yearly: Int64 = 0
    let parts = Int.random(in: 1...3, using: &random)
    for part in 0..<parts {
      let pence = Int64.random(in: 1...250_000, using: &random)
      // Only the last part may leave its frequency out, or be in so many weeks: a sum would run on into it.
      let choices = part == parts - 1 && parts == 1 ? frequencies : Array(frequencies.prefix(8))
      let frequency = choices[Int.random(in: 0..<choices.count, using: &random)]
      let isTaken = part > 0 && Bool.random(using: &random)
      if part > 0 { text += isTaken ? "-" : "+" }
      text += "\(pence / 100)." + (pence % 100 < 10 ? "0" : "") + "\(pence % 100)"
      text += frequency.texts.randomElement(using: &random) ?? ""
      yearly += (isTaken ? -1 : 1) * pence * frequency.times
    }
    return (text, yearly)
  }

  /// Twelfths rounded half away from zero, by whole numbers alone.
  private static func rounded(_ numerator: Int64, over denominator: Int64) -> Int64 {
    let (quotient, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    let magnitude = Int64(remainder * 2 >= denominator.magnitude ? quotient + 1 : quotient)
    return numerator < 0 ? -magnitude : magnitude
  }

  @Test("Each line is its exact fraction rounded once, a month and a week, and the printed totals cast")
  func exact() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<1_000 {
      var form = StatementForm()
      var yearly: [String: Int64] = [:]
      for line in Self.lines where Int.random(in: 0..<3, using: &random) > 0 {
        let drawn = Self.amount(using: &random, usual: line.usual)
        form[.amount(line: line.id)] = drawn.text
        yearly[line.id] = drawn.yearly
      }
      let reckoning = StatementReckoning(
        form, facts: StatementFacts(day: MarshForm.day), rules: MarshForm.rules)
      for line in reckoning.lines {
        #expect(line.monthly?.pence == yearly[line.id].map { Self.rounded($0, over: 12) }, "\(form)")
        #expect(line.weekly?.pence == yearly[line.id].map { Self.rounded($0, over: 52) }, "\(form)")
      }
      for group in reckoning.groups {
        let sum = reckoning.lines[group.lines].reduce(Int64(0)) { $0 + ($1.monthly?.pence ?? 0) }
        #expect(group.monthly.pence == sum)
      }
      let sums = zip(MarshForm.format.groups, reckoning.groups)
      let income = sums.reduce(Int64(0)) { $0 + ($1.0.section == .income ? $1.1.monthly.pence : 0) }
      let spent = sums.reduce(Int64(0)) { $0 + ($1.0.section == .income ? 0 : $1.1.monthly.pence) }
      #expect(reckoning.totals.income.pence == income && reckoning.totals.outgoings.pence == spent)
      #expect(reckoning.totals.surplus.pence == income - spent)
    }
  }

  @Test("The order in which fields are typed never matters")
  func order() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<1_000 {
      var typed = MarshForm.form.fields.map { ($0.key, $0.value) }
      for number in 1...4 {
        typed.append((.debt(number, .owed), "\(Int.random(in: 1...5_000, using: &random))"))
      }
      let expected = StatementReckoning(
        StatementForm(Dictionary(uniqueKeysWithValues: typed)), facts: MarshForm.facts, rules: MarshForm.rules
      )
      typed.shuffle(using: &random)
      var form = StatementForm()
      for (field, text) in typed {
        // Something else stood there first, or it was cleared on the way.
        form[field] = Bool.random(using: &random) ? "9" : "x"
        if Bool.random(using: &random) { form[field] = "" }
        form[field] = text
      }
      #expect(StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules) == expected)
    }
  }

  @Test("Changing how an amount is typed never changes its value")
  func typing() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<800 {
      let pounds = Int64.random(in: 0...99_999, using: &random)
      let pence = Int64.random(in: 0...99, using: &random)
      let figure = "\(pounds)." + (pence < 10 ? "0" : "") + "\(pence)"
      let other = Int64.random(in: 0...pounds, using: &random)
      let thousands =
        pounds >= 1_000
        ? "\(pounds / 1_000)," + String("\(1_000 + pounds % 1_000)".dropFirst()) + figure.suffix(3) : figure
      let ways = [
        figure, "£" + figure, thousands, " \(figure) ", "(\(figure))",
        "\(other)+\(pounds - other).00+0"
          + figure.suffix(3), "\(figure)*1", "2*\(figure)-\(figure)",
      ]
      for frequency in [
        ["w", "pw", " week", "/1", "W"], ["f", "/2", " fortnightly"], [" 4w", "/4"], ["m", "pcm", ""],
        ["q", "*4y"], ["y", "pa", "*1y"], ["/10", "*10y"], ["t", "*3y"],
      ] {
        let values = try Set(
          ways.flatMap { way in
            try frequency.filter {
              !$0.contains("*") || !way.contains("-") && !way.contains("+") && !way.contains("*")
            }
            .map { try AmountEntry(way + $0).exactMonthly(usual: .monthly) }
          })
        #expect(values.count == 1, "\(figure) \(frequency)")
      }
    }
  }

  @Test("No text in any field traps, and what it is worth always casts")
  func hostile() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "9", "0", ".", ",", "-", "+", "*", "(", ")", "/", "w", "4w", "/10", "y", "£", " ",
      "99999999999999999999",
      "9223372036854775807", "92233720368547758.07", "0.01", "–", "\u{0}", "\u{1B}[2J", "\u{202E}", "é", "👩‍👧",
      "٣",
      "\n", "x", "m", "yes", "refused", "31/12/9999", "1 Jan 0001", "29 feb", "{\\rtf", "\u{FFFD}",
    ]
    var fields = Self.lines.flatMap {
      [
        StatementField.amount(line: $0.id), .standing(line: $0.id), .note(line: $0.id),
        .nextPayday(line: $0.id),
      ]
    }
    fields += StatementField.UniversalCreditPart.allCases.map { .universalCredit($0) }
    fields += StatementField.Single.allCases.map { .single($0) }
    for number in [1, 2, 99] {
      fields += StatementField.DeductionPart.allCases.map { .deduction(number, $0) }
      fields += StatementField.PersonPart.allCases.map { .person(number, $0) }
      fields += StatementField.PriorityDebtPart.allCases.map { .priorityDebt(number, $0) }
      fields += StatementField.DebtPart.allCases.map { .debt(number, $0) }
    }
    for round in 0..<1_500 {
      var form = StatementForm()
      for field in fields where Int.random(in: 0..<4, using: &random) == 0 {
        form[field] = (0..<Int.random(in: 1...6, using: &random)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
      }
      var facts = round % 2 == 0 ? MarshForm.facts : StatementFacts(day: round % 3 == 0 ? .first : .last)
      if round % 5 == 0 {
        facts.balance = Money(pence: .max)
        facts.stillToCome = Money(pence: .min)
        facts.managedPayment = Money(pence: .min)
        facts.charge = .init(amount: Money(pence: .max), frequency: .weekly)
        facts.arrearsDeduction = Money(pence: .max)
        facts.housingBenefit = .init(amount: Money(pence: .min), frequency: .halfYearly)
      }
      let reckoning = StatementReckoning(form, facts: facts, rules: MarshForm.rules)
      let sum = reckoning.groups.reduce(Int64(0)) {
        $0 + $1.monthly.pence * ($1.key.hasPrefix("income") ? 1 : -1)
      }
      #expect(reckoning.totals.surplus.pence == sum)
      #expect(reckoning.forArrears >= .zero)
      #expect(reckoning.warnings.allSatisfy { $0.sentence.count <= StatementWarning.longest })
      for option in reckoning.options where option.monthly > reckoning.forArrears {
        Issue.record("an option beyond what is left")
      }
      #expect(StatementChanges(from: (form, reckoning), to: (form, reckoning)).isEmpty)
    }
  }
}
