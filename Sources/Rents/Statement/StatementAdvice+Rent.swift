/// Rent, the help with it, and the offer.
extension StatementAdvice {
  /// An offer that the form does not bear.
  func offer() -> StatementWarning? {
    guard let agreed = reckoning.agreed, agreed.monthly > reckoning.forArrears else { return nil }
    return StatementWarning(
      code: "offer-over-left", field: .single(.arrearsOffer),
      sentence: "The offer of \(text(agreed.monthly)) is more than the \(text(reckoning.forArrears)) left",
      ask: "What would you go without to pay that? Could you keep it up every month?")
  }

  /// Rent that is not the charge, and what it seems to be instead.
  func rent() -> StatementWarning? {
    guard let charge = facts.charge, let rent = reckoning.line("rent"), !rent.isFromAccount,
      let typed = rent.monthly, let usual = rules.format.line("rent")?.line.usual,
      let exact = try? charge.frequency.convert(charge.amount, to: .monthly)
    else { return nil }
    let full = Money(exact)
    let difference = StatementReckoning.less(typed, [full])
    guard difference != .zero else { return nil }
    guard case .amount(.amounts(let parts)) = rent.answer else {
      return warning(
        "rent-differs", "rent", "The form says no rent; the charge of the account is \(text(full))",
        ask: "What do you pay for your home? The charge stands whoever pays it.")
    }
    if parts.count == 1, let part = parts.first, part.pence.denominator == 1 {
      let said = part.frequency ?? usual
      for other in [charge.frequency, .weekly, .fortnightly, .fourWeekly, .monthly] where other != said {
        guard let same = try? charge.frequency.convert(charge.amount, to: other),
          Money(same).pence == part.pence.numerator
        else { continue }
        return warning(
          "rent-frequency", "rent",
          "\(text(Money(same))) is the charge \(other.wording), typed as \(said.wording)",
          ask: "Is that the rent of a week, four weeks or a month?")
      }
    }
    let help =
      (try? facts.housingBenefit.map { try Money($0.frequency.convert($0.amount, to: .monthly)) }) ?? .zero
    let share = StatementReckoning.less(full, [help, facts.managedPayment ?? .zero])
    if difference.isCredit, full > share, share.isDebit,
      StatementReckoning.less(typed, [share]).pence.magnitude <= 100
    {
      return warning(
        "rent-net-of-help", "rent",
        "Rent \(text(typed)) is the share after benefit; the charge is \(text(full))",
        ask: "Is that what you pay yourself, after Housing Benefit or Universal Credit?")
    }
    let instalment = facts.instalment.flatMap {
      try? Money($0.frequency.convert($0.amount, to: .monthly))
    }
    if difference.isDebit, difference.pence <= full.pence / 2 || difference == instalment {
      return warning(
        "rent-holds-arrears", "rent",
        "Rent is \(text(difference)) a month over the charge: arrears in it?",
        ask: "Does that include what you pay towards the arrears?")
    }
    return warning(
      "rent-differs", "rent", "Rent \(text(typed)) a month; the charge of the account is \(text(full))",
      ask: "Where does that figure come from? The charge may have changed.")
  }

  /// Universal Credit whose parts do not come to what the bank shows.
  func universalCreditParts() -> StatementWarning? {
    guard let parts = reckoning.universalCredit else { return nil }
    if let bank = parts.bank, bank != parts.expectedInBank {
      let others = StatementReckoning.sum([parts.toLandlord, parts.takenOff])
      if bank == parts.award, others > .zero {
        return warning(
          "uc-award-is-bank", "universal-credit",
          "UC \(text(parts.award)) is what the bank shows; the award is before \(text(others))",
          ask: "What does the statement on the journal say at the top, before anything is taken off?")
      }
      return StatementWarning(
        code: "uc-bank", field: .universalCredit(.bank),
        sentence:
          "UC less rent and deductions is \(text(parts.expectedInBank)); the bank shows \(text(bank))",
        ask: "What is the award, what is taken off, and what came into the bank?")
    }
    guard parts.expectedInBank < .zero else { return nil }
    return warning(
      "uc-award-too-small", "universal-credit",
      "UC \(text(parts.award)) is less than goes to us and is taken off",
      ask: "Is that the award, or what is left of it in the bank?")
  }

  /// What Universal Credit is said to pay us against our ledger.
  func universalCreditLedger() -> StatementWarning? {
    let typed = reckoning.rent.toLandlord
    let field = StatementField.universalCredit(.toLandlord)
    guard !form[field].isEmpty, isTold("universal-credit") || typed > .zero else { return nil }
    guard typed != facts.managedPayment ?? .zero else { return nil }
    let ledger = facts.managedPayment.map { "our ledger has \(text($0)) a month" } ?? "our ledger has none"
    return StatementWarning(
      code: "uc-ledger", field: field, sentence: "UC to us is down as \(text(typed)); \(ledger)",
      ask: "Is the rent part paid to you or to us? Has it changed?")
  }

  /// Universal Credit that the account knows of and the form denies.
  func universalCreditRecord() -> StatementWarning? {
    guard facts.claimsUniversalCredit || facts.managedPayment != nil, isNone("universal-credit") else {
      return nil
    }
    return warning(
      "uc-on-record", "universal-credit", "The account has Universal Credit on record; the form says none",
      ask: "Has Universal Credit stopped? When, and why?")
  }

  /// Housing Benefit that the account knows of and the form has otherwise.
  func housingBenefitRecord() -> StatementWarning? {
    guard let record = facts.housingBenefit, let line = reckoning.line("housing-benefit"),
      !line.isFromAccount,
      let typed = line.weekly, let exact = try? record.frequency.convert(record.amount, to: .weekly),
      typed != Money(exact), StatementAdvice.single(line.answer) != record.amount
    else { return nil }
    let said = typed == .zero ? "the form says none" : "the form says \(text(typed))"
    return warning(
      "hb-on-record", "housing-benefit",
      "Housing Benefit is \(text(Money(exact))) a week on record; \(said)",
      ask: "Has the council written about Housing Benefit? From which date?")
  }

  /// Benefits on the form that are less than those on record.
  func incomeRecord() -> StatementWarning? {
    let help =
      (try? facts.housingBenefit.map { try Money($0.frequency.convert($0.amount, to: .monthly)) }) ?? .zero
    let record = StatementReckoning.sum([help, facts.managedPayment ?? .zero])
    guard record > .zero, facts.managedPayment == nil || isTold("universal-credit"),
      facts.housingBenefit == nil || isTold("housing-benefit"),
      let benefits = reckoning.group("income/benefits")
    else { return nil }
    let counted = StatementReckoning.sum([benefits.monthly] + reckoning.deductions.map(\.monthly))
    guard counted < record else { return nil }
    return warning(
      "income-below-record", "universal-credit",
      "Benefits of \(text(counted)) are below the \(text(record)) on record",
      ask: "Which benefits are in payment now, and which have stopped?")
  }

  /// Help with rent that is more than the rent, or comes twice.
  func helpWithRent() -> StatementWarning? {
    let rent = reckoning.rent
    if rent.housingBenefit > .zero, rent.toLandlord > .zero {
      return warning(
        "help-twice", "housing-benefit", "Housing Benefit and rent from Universal Credit are both down",
        ask: "Which of the two pays the rent? Only in temporary or supported homes are both right.")
    }
    guard isTold("rent"), rent.share < .zero else { return nil }
    return warning(
      "help-over-rent", "rent", "Help with rent is \(text(rent.share)) a month more than the rent",
      ask: "Is part of it for another home, or a payment towards arrears?")
  }

  /// What is wrong with what is taken off Universal Credit.
  var deductions: [StatementWarning] {
    var warnings: [StatementWarning] = []
    for deduction in reckoning.deductions {
      guard let ends = deduction.ends, ends < facts.day else { continue }
      let what = StatementAdvice.short(deduction.what, or: "A deduction")
      warnings.append(
        StatementWarning(
          code: "deduction-ended", field: .deduction(deduction.number, .ends),
          sentence: "\(what) ended \(ends.text(.dayMonthYear)): is it still taken off?",
          ask: "Was it still taken off the last payment?"))
    }
    let taken = StatementReckoning.sum(reckoning.deductions.map(\.monthly))
    if let first = reckoning.deductions.first, let standard = rates?.standardAllowance(household),
      let percent = rates?.deductionsMostPercent,
      let most = StatementReckoning.percent(percent, of: standard),
      taken > most
    {
      warnings.append(
        StatementWarning(
          code: "deductions-over-cap", field: .deduction(first.number, .amount),
          sentence: "\(text(taken)) a month is taken off; the cap is \(text(most)), \(percent)%",
          ask: "What is each for? Only rent and fuel as a last resort, or a fine, may pass the cap."))
    }
    if let ledger = facts.arrearsDeduction, ledger > .zero, isOnUniversalCredit,
      !reckoning.deductions.contains(where: \.isForArrears)
    {
      warnings.append(
        StatementWarning(
          code: "deduction-on-ledger",
          field: .deduction((form.deductions.last ?? 0) % StatementField.most + 1, .what),
          sentence: "UC pays us \(text(ledger)) a month for arrears: it is not listed",
          ask: "Is something for rent arrears taken off Universal Credit?"))
    }
    return warnings
  }

  /// The amount of an answer that is one amount of whole pence, whatever its frequency.
  static func single(_ answer: StatementForm.Answer) -> Money? {
    guard case .amount(.amounts(let parts)) = answer, parts.count == 1, let part = parts.first,
      part.pence.denominator == 1
    else { return nil }
    return Money(pence: part.pence.numerator)
  }

  /// A name that was typed, short enough for a sentence, without what cannot be seen.
  static func short(_ name: String, or other: String) -> String {
    let seen = String(
      String.UnicodeScalarView(
        name.unicodeScalars.filter {
          $0.properties.generalCategory != .format
            && ($0.properties.generalCategory != .control || $0.properties.isWhitespace)
        }))
    let words = seen.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
    if words.isEmpty { return other }
    return words.count <= 24 ? words : String(words.prefix(23)) + "…"
  }
}
