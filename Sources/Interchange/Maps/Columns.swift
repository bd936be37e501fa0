import Casebook

/// Patchbook's names for the columns of a kind of file. A map says what the file calls each.
protocol ColumnName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The file cannot be read without it.
  var isRequired: Bool { get }
}

/// Columns of an accounts file: one row an account, a snapshot.
enum AccountColumn: String, ColumnName {
  case reference = "account_ref"
  case tenancyReference = "tenancy_ref"
  case tenure = "tenure_type"
  case status
  case start = "start_date"
  case end = "end_date"
  case propertyReference = "property_ref"
  case address, town, postcode, bedrooms, patch
  case officer
  case officerName = "officer_name"
  case tenantName = "tenant_name"
  case dateOfBirth = "date_of_birth"
  case jointTenantName = "joint_tenant_name"
  case phone, email
  case paymentMethod = "payment_method"
  case directDebitDay = "dd_day"
  case chargeFrequency = "charge_frequency"
  case chargeTotal = "charge_total"
  case chargeRent = "charge_rent"
  case chargeService = "charge_service"
  case chargeWater = "charge_water"
  case chargeOther = "charge_other"
  case chargeFrom = "charge_effective_from"
  case previousTotal = "previous_charge_total"
  case previousFrom = "previous_charge_from"
  case rentFreeWeeks = "rent_free_weeks"
  case housingBenefit = "hb_flag"
  case housingBenefitWeekly = "hb_weekly"
  case universalCredit = "uc_flag"
  case universalCreditDay = "uc_payment_day"
  case universalCreditClaim = "uc_claim_date"
  case managedPayment = "apa_flag"
  case benefitCap = "benefit_cap"
  case underOccupied = "under_occupied_bedrooms"
  case vulnerability
  case noticeServed = "nsp_served"
  case noticeExpires = "nsp_expires"
  case courtOrder = "court_order"
  case courtOrderDate = "court_order_date"
  case courtTerms = "court_terms_weekly"
  case breathingSpaceFrom = "breathing_space_from"
  case breathingSpaceTo = "breathing_space_to"
  case balance
  case balanceAsAt = "balance_as_at"

  var isRequired: Bool {
    switch self {
    case .reference, .tenure, .status, .chargeFrequency, .chargeTotal: true
    default: false
    }
  }
}

/// Columns of a transactions file.
enum TransactionColumn: String, ColumnName {
  case reference = "account_ref"
  case date, type, amount, narrative, batch
  case id = "transaction_id"

  var isRequired: Bool { self != .narrative && self != .batch }
}

/// Columns of a file of officers' actions.
enum ActionColumn: String, ColumnName {
  case id = "action_id"
  case reference = "account_ref"
  case date, time
  case code = "action_code"
  case description, officer, note

  var isRequired: Bool {
    switch self {
    case .id, .reference, .date, .code: true
    default: false
    }
  }
}

/// Columns of a file of repayment arrangements.
enum ArrangementColumn: String, ColumnName {
  case id = "arrangement_id"
  case reference = "account_ref"
  case kind
  case start = "start_date"
  case arrearsAtStart = "arrears_at_start"
  case instalment, frequency, status
  case due = "instalments_due_to_date"
  case paid = "instalments_paid"
  case missed = "instalments_missed"
  case lastPaid = "last_paid_date"
  case nextDue = "next_due_date"
  case officer

  var isRequired: Bool {
    switch self {
    case .id, .reference, .kind, .start, .instalment, .frequency, .status: true
    default: false
    }
  }
}

/// Columns of a file of instalments.
enum InstalmentColumn: String, ColumnName {
  case arrangement = "arrangement_id"
  case reference = "account_ref"
  case number = "seq"
  case due = "due_date"
  case amount, paid, status

  var isRequired: Bool { self != .paid }
}

extension IntakeKind {
  /// Files of one import are read in this order: accounts before what hangs on them.
  var readingPlace: Int { IntakeKind.allCases.firstIndex(of: self) ?? 0 }

  /// Patchbook's names of the columns of such a file, each with whether the file cannot be read without it.
  var columns: [(name: String, isRequired: Bool)] {
    func list<Column: ColumnName>(_: Column.Type) -> [(name: String, isRequired: Bool)] {
      Column.allCases.map { ($0.rawValue, $0.isRequired) }
    }
    return switch self {
    case .accounts: list(AccountColumn.self)
    case .transactions: list(TransactionColumn.self)
    case .actions: list(ActionColumn.self)
    case .arrangements: list(ArrangementColumn.self)
    case .instalments: list(InstalmentColumn.self)
    }
  }
}
