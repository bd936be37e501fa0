import Rents

/// Reads the figures by which a form is judged from a file of `data/statement`, and says of an error its line and what is
/// wrong.
public enum StatementThresholdsFile {
  /// Why a file is none.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// How the file is named in the sentence.
    public var file: String
    /// The line, 1 for the first; 0 where no one line is meant.
    public var line: Int
    /// What is wrong, without a full stop.
    public var problem: String

    /// What is wrong, where, and what is safe.
    public var description: String {
      "\(file)\(line > 0 ? ", line \(line)" : "") is not right: \(problem). Forms are safe; put it right to be warned again."
    }
  }

  /// Reads the figures.
  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - file: how the file is named in errors.
  /// - Throws: ``Fault``.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> StatementThresholds {
    do throws(SettingsFault) {
      return try thresholds(SettingsFile(bytes))
    } catch {
      throw Fault(file: file, line: error.line, problem: error.sentence)
    }
  }

  private static func thresholds(_ settings: SettingsFile) throws(SettingsFault) -> StatementThresholds {
    try settings.refuseUnknown(sections: [
      "rates", "four-weekly", "licence", "household", "offers", "priority",
    ])
    try settings.root.refuseUnknown(keys: ["title", "dated", "source"])
    var thresholds = StatementThresholds()
    for section in settings.sections {
      switch section.name {
      case "rates": thresholds.rates.append(try rates(section))
      case "four-weekly": thresholds.fourWeekly.append(try fourWeekly(section))
      case "licence":
        try section.refuseUnknown(keys: ["from", "yearly"])
        guard let yearly = try money("yearly", in: section) else { throw missing("yearly", in: section) }
        thresholds.licences.append(.init(from: try from(section), yearly: yearly))
      default: break
      }
    }
    if let section = settings["household"] {
      try section.refuseUnknown(keys: ["least_fuel", "least_food", "low_income", "school_meals_free_from"])
      thresholds.leastFuel = try perPerson("least_fuel", in: section)
      thresholds.leastFood = try perPerson("least_food", in: section)
      thresholds.lowIncome = try perPerson("low_income", in: section)
      thresholds.schoolMealsFreeFrom = try day("school_meals_free_from", in: section)
    }
    if let section = settings["offers"] {
      try section.refuseUnknown(keys: ["savings_percent", "savings_most", "percents"])
      thresholds.savingsPercent = try percent("savings_percent", in: section) ?? 0
      thresholds.savingsMost = try money("savings_most", in: section)
      thresholds.offerPercents = try percents("percents", in: section) ?? []
    }
    if let section = settings["priority"] {
      try section.refuseUnknown(keys: ["words"])
      thresholds.priorityWords = try section.texts("words")?.filter { !$0.isEmpty } ?? []
    }
    return thresholds
  }

  private static func rates(_ section: SettingsSection) throws(SettingsFault) -> StatementThresholds.Rates {
    try section.refuseUnknown(keys: [
      "from", "child_benefit", "uc_standard_allowance", "uc_work_allowance", "uc_deductions_most",
      "uc_rent_deduction", "pension_guarantee", "free_prescriptions",
    ])
    var rates = StatementThresholds.Rates(from: try from(section))
    if let pair = try moneys("child_benefit", count: 2, in: section) {
      (rates.childBenefitEldest, rates.childBenefitOther) = (pair[0], pair[1])
    }
    rates.standardAllowances = try moneys("uc_standard_allowance", count: 4, in: section) ?? []
    rates.workAllowance = try money("uc_work_allowance", in: section)
    rates.deductionsMostPercent = try percent("uc_deductions_most", in: section)
    if let pair = try percents("uc_rent_deduction", in: section) {
      guard pair.count == 2, pair[0] <= pair[1] else {
        throw fault("uc_rent_deduction", "is the least and the most, in hundredths", in: section)
      }
      rates.rentDeductionPercents = pair[0]...pair[1]
    }
    rates.pensionGuarantees = try moneys("pension_guarantee", count: 2, in: section) ?? []
    rates.freePrescriptionEarnings = try moneys("free_prescriptions", count: 2, in: section) ?? []
    return rates
  }

  private static func fourWeekly(
    _ section: SettingsSection
  ) throws(SettingsFault) -> StatementThresholds.FourWeekly {
    try section.refuseUnknown(keys: ["line", "from", "weekly"])
    guard let line = try section.text("line"), !line.isEmpty else { throw missing("line", in: section) }
    guard let weekly = try moneys("weekly", count: nil, in: section) else {
      throw missing("weekly", in: section)
    }
    return .init(line: line, from: try from(section), weekly: weekly)
  }

  // MARK: Values

  private static func from(_ section: SettingsSection) throws(SettingsFault) -> CivilDate {
    guard let day = try day("from", in: section) else { throw missing("from", in: section) }
    return day
  }

  private static func day(_ key: String, in section: SettingsSection) throws(SettingsFault) -> CivilDate? {
    guard let text = try section.text(key) else { return nil }
    guard let day = CivilDate(iso: text) else { throw fault(key, "is a day, \"2026-04-06\"", in: section) }
    return day
  }

  private static func money(_ key: String, in section: SettingsSection) throws(SettingsFault) -> Money? {
    guard let text = try section.text(key) else { return nil }
    return try money(text, key, in: section)
  }

  private static func money(
    _ text: String, _ key: String, in section: SettingsSection
  ) throws(SettingsFault) -> Money {
    guard let money = try? Money(reading: text), money >= .zero, money.pence <= 100_000_000 else {
      throw fault(key, "is pounds in quotes, \"27.05\"", in: section)
    }
    return money
  }

  private static func moneys(
    _ key: String, count: Int?, in section: SettingsSection
  ) throws(SettingsFault) -> [Money]? {
    guard let texts = try section.texts(key) else { return nil }
    var moneys: [Money] = []
    for text in texts { moneys.append(try money(text, key, in: section)) }
    if let count, moneys.count != count {
      throw fault(key, "is a list of \(count) amounts, not \(moneys.count)", in: section)
    }
    return moneys
  }

  private static func perPerson(
    _ key: String, in section: SettingsSection
  ) throws(SettingsFault) -> StatementThresholds.PerPerson? {
    guard let parts = try moneys(key, count: 3, in: section) else { return nil }
    return .init(first: parts[0], adult: parts[1], child: parts[2])
  }

  private static func percent(_ key: String, in section: SettingsSection) throws(SettingsFault) -> Int? {
    guard let number = try section.number(key) else { return nil }
    guard (0...100).contains(number) else { throw fault(key, "is 0 to 100", in: section) }
    return Int(number)
  }

  private static func percents(_ key: String, in section: SettingsSection) throws(SettingsFault) -> [Int]? {
    guard let texts = try section.texts(key) else { return nil }
    var percents: [Int] = []
    for text in texts {
      guard let number = Int(text), (0...100).contains(number) else {
        throw fault(key, "is a list of numbers from 0 to 100, in quotes", in: section)
      }
      percents.append(number)
    }
    return percents
  }

  private static func fault(_ key: String, _ problem: String, in section: SettingsSection) -> SettingsFault {
    SettingsFault(line: section[key]?.line ?? section.line, problem: "\(section.label(key)) \(problem)")
  }

  private static func missing(_ key: String, in section: SettingsSection) -> SettingsFault {
    SettingsFault(line: section.line, problem: "this [[\(section.name)]] has no \(key)")
  }
}
