import Glibc

/// A landlord's extract in the plain style, of any size: accounts with 880 postings each (six years of a weekly rent and
/// what was paid), written in date order, so that one account's rows lie scattered over the whole file as in real life.
struct InventedExtract {
  /// Postings of each account.
  static let postingsEach = 880

  /// The file of accounts, and that of transactions.
  let accounts: String
  let transactions: String
  /// How many accounts and rows.
  let accountCount: Int
  let rowCount: Int

  /// Makes the files, unless they are there.
  init(rows: Int, in folder: String) throws {
    accountCount = max(1, rows / InventedExtract.postingsEach)
    rowCount = accountCount * InventedExtract.postingsEach
    accounts = folder + "/accounts-\(rowCount).tsv"
    transactions = folder + "/transactions-\(rowCount).tsv"
    if access(transactions, R_OK) != 0 { try write() }
  }

  /// The reference of an account, by its number.
  static func reference(_ number: Int) -> String { String(10_000_000 + number * 13) }

  private func write() throws {
    var out = try Writer(accounts)
    out.text(
      "account_ref\ttenancy_ref\ttenure_type\tstatus\tstart_date\tend_date\tproperty_ref\taddress\ttown\tpostcode\t"
        + "bedrooms\tpatch\tofficer\tofficer_name\ttenant_name\tdate_of_birth\tjoint_tenant_name\tphone\temail\t"
        + "payment_method\tdd_day\tcharge_frequency\tcharge_total\tcharge_rent\tcharge_service\tcharge_water\t"
        + "charge_other\tcharge_effective_from\tprevious_charge_total\tprevious_charge_from\trent_free_weeks\thb_flag\t"
        + "hb_weekly\tuc_flag\tuc_payment_day\tuc_claim_date\tapa_flag\tbenefit_cap\tunder_occupied_bedrooms\t"
        + "vulnerability\tnsp_served\tnsp_expires\tcourt_order\tcourt_order_date\tcourt_terms_weekly\t"
        + "breathing_space_from\tbreathing_space_to\tbalance\tbalance_as_at\n")
    for number in 0..<accountCount {
      let balance = (0..<InventedExtract.postingsEach).reduce(0) { $0 + InventedExtract.amount($1, number) }
      out.text(
        "\(InventedExtract.reference(number))\tT\(200_000 + number)/01\tsecure\tcurrent\t2015-04-06\t\tP\(300_000 + number)\t"
          + "\(number % 200 + 1) Invented Road\tWestmere\tZZ1 1AA\t2\tP\(number / 400 + 1)\tABR\tAlison Brackley\t"
          + "Ms Invented Person \(number)\t1980-01-01\t\t07700 900\(number % 900 + 100)\t\tStanding order\t\tW\t11250\t11250\t0\t0\t"
          + "0\t2026-04-06\t10700\t2025-04-07\t2\tN\t\tN\t\t\tN\tN\t0\t\t\t\t\t\t\t\t\t\(balance)\t2026-11-21\n"
      )
    }
    try out.close()

    out = try Writer(transactions)
    out.text("account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n")
    var id = 10_000_000
    for posting in 0..<InventedExtract.postingsEach {
      let day = InventedExtract.day(
        2_190 - (InventedExtract.postingsEach - posting) * 2_190 / InventedExtract.postingsEach)
      let compact = day.filter { $0 != "-" }
      let charge = posting % 2 == 0
      for number in 0..<accountCount {
        id += 1
        out.text(
          "\(InventedExtract.reference(number))\t\(day)\t\(charge ? "RNT" : "STO")\t\(InventedExtract.amount(posting, number))\t"
            + "\(charge ? "RENT DEBIT WEEK \(posting / 2)" : "STANDING ORDER \(number)")\t\(charge ? "RR" : "BK")\(compact)\t\(id)\n"
        )
      }
    }
    try out.close()
  }

  private static func amount(_ posting: Int, _ number: Int) -> Int {
    posting % 2 == 0 ? 11_250 : -11_250 + (number % 5 == 0 ? 150 : 0)
  }

  /// The day so many days after 2020-11-20, six years before the extract.
  static func day(_ offset: Int) -> String {
    var time = time_t(1_605_830_400 + offset * 86_400)
    var parts = tm()
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  /// Writes text through a buffer.
  private struct Writer {
    private let file: UnsafeMutablePointer<FILE>
    private let path: String

    init(_ path: String) throws {
      guard let file = fopen(path + ".part", "w") else {
        throw BenchError(what: path, why: "cannot be written")
      }
      self.file = file
      self.path = path
    }

    func text(_ text: String) { fputs(text, file) }

    func close() throws {
      guard fclose(file) == 0, rename(path + ".part", path) == 0 else {
        throw BenchError(what: path, why: "cannot be written")
      }
    }
  }
}
