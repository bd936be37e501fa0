import Rents

/// The files that say what a form asks and how it is judged, as they were on a day: a finished form is kept with them
/// (decision 14), so that it can be made again as it was.
public struct StatementSources: Hashable, Sendable {
  /// A file, with how it is named in errors.
  public struct File: Hashable, Sendable {
    /// How it is named in errors.
    public var name: String
    /// What it holds.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The lines of the form.
  public var format: File
  /// The figures by which it is judged; nil where there are none.
  public var thresholds: File?
  /// The landlord's licensed spending guidelines; nil where it has none, and then nothing is marked.
  public var guidelines: File?

  /// The files.
  public init(format: File, thresholds: File? = nil, guidelines: File? = nil) {
    self.format = format
    self.thresholds = thresholds
    self.guidelines = guidelines
  }

  /// What they say. Without its lines there is no form; figures and guidelines that cannot be read are done without.
  /// - Parameter membershipCode: the landlord's code of the Standard Financial Statement; empty where it has none.
  /// - Returns: the rules, and a sentence for each file that is done without.
  /// - Throws: ``StatementFormatFile/Fault`` with the file, the line and what is wrong there.
  public func rules(
    membershipCode: String
  ) throws(StatementFormatFile.Fault) -> (rules: StatementRules, remarks: [String]) {
    var rules = StatementRules(
      format: try StatementFormatFile.read(format.bytes, file: format.name), membershipCode: membershipCode)
    var remarks: [String] = []
    if let thresholds {
      do throws(StatementThresholdsFile.Fault) {
        rules.thresholds = try StatementThresholdsFile.read(thresholds.bytes, file: thresholds.name)
      } catch { remarks.append(error.description) }
    }
    if let guidelines {
      do throws(SpendingGuidelines.Fault) {
        rules.guidelines = try SpendingGuidelines(String(decoding: guidelines.bytes, as: UTF8.self))
      } catch {
        remarks.append(
          "\(guidelines.name), line \(error.line) is not right: \(error.problem). Forms are safe; put it right to have "
            + "spending marked again.")
      }
    }
    return (rules, remarks)
  }

  /// The files with the names under which a finished form keeps their hashes.
  var files: [(kind: Kind, bytes: [UInt8])] {
    [(.format, format), (.thresholds, thresholds), (.guidelines, guidelines)].compactMap { kind, file in
      file.flatMap { $0.bytes.isEmpty ? nil : (kind, $0.bytes) }
    }
  }

  /// What a file is to a form. Raw values are the words of the record.
  enum Kind: String, CaseIterable {
    case format, thresholds, guidelines
  }
}
