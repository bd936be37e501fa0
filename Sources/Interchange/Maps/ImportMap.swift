import Casebook
import Rents

/// How one system's extracts are read: made from a file of `data/maps` by ``MapFile``.
public struct ImportMap: Sendable {
  /// A row that is not data: a title before the header, or a trailer after the rows.
  struct ControlRow: Hashable, Sendable {
    /// The first field begins with it.
    var begins: String
    /// Where the run's date stands, 1 for the first field; in a title row.
    var dateColumn: Int?
    /// Where the count of rows stands; in a trailer.
    var countColumn: Int?
    /// Where the sum of balances or amounts stands; in a trailer.
    var totalColumn: Int?
  }

  /// The words that the source uses for what has a name here.
  struct Codes: Sendable {
    var tenure: CodeTable<Tenure>
    var status: CodeTable<AccountStatus>
    var paymentMethod: CodeTable<PaymentMethod>
    var chargeFrequency: CodeTable<ChargeFrequency>
    var flag: CodeTable<Bool>
    var housingBenefit: CodeTable<HousingBenefit.Status>
    var courtOrder: CodeTable<CourtOrder.Kind?>
    var postingType: CodeTable<PostingType>
    var arrangementKind: CodeTable<Arrangement.Kind>
    var arrangementFrequency: CodeTable<Arrangement.Frequency>
    var arrangementStatus: CodeTable<Arrangement.Status>
    var instalmentStatus: CodeTable<Instalment.Status>
  }

  /// The map's name: its file's, without `.toml`.
  public let name: String
  /// What it reads, in words for a person.
  public let title: String
  /// The day of the map's last change.
  public let dated: CivilDate
  /// How records and fields are cut.
  let style: RecordStyle
  /// How letters are written.
  let encoding: TextEncoding
  /// The source ends each of its lines, so that a last line without an end was cut short.
  let everyLineEnds: Bool
  let titleRow: ControlRow?
  let trailer: ControlRow?
  let dates: DateStyle
  let amounts: AmountStyle
  let batch: BatchPattern?
  let codes: Codes
  /// For each kind of file that the source sends: what it calls each of Patchbook's columns.
  let columns: [IntakeKind: [String: String]]
}
