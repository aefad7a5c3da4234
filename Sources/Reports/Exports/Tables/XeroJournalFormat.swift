public import Books
import Commerce
public import Pipeline

/// Manual journals as Xero imports them from CSV (help.xero.com, "Import manual journals").
///
/// Lines with one narration and date are one journal, so the narration ends with the entry's number. Tax stands in lines of its
/// own: every line has the rate for no tax, or Xero would add its own.
public struct XeroJournalFormat: JournalFormat {
  /// `xero_journals`.
  public let name = "xero_journals"
  /// What it is for.
  public let summary = "Manual journals for Xero, at most 300 lines a file."
  /// Xero has not read it.
  public let unverified = "Xero has not read it; 300 lines a file is what its help says of older versions."

  static let lineMaximum = 300
  private static let header = [
    "*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount", "TrackingName1", "TrackingOption1",
    "TrackingName2", "TrackingOption2",
  ]

  /// The format.
  public init() {}

  /// Writes the entries in the order of their numbers.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    let files = try CSVFile.files(
      "xero_journals_\(ExportFile.stretch(entries.map(\.number)))", Self.header,
      entries.map { ($0, Self.rows($0, facts)) }, CSVFile.Limits(program: "Xero", rows: Self.lineMaximum))
    return ExportPackage(
      files: files,
      warnings: [
        "every line has the rate \"\(XeroTaxRates.noTax(facts))\" and tax stands in lines of its own: Xero's own VAT return does not see it"
      ])
  }

  private static func rows(_ entry: JournalEntry, _ facts: ExportFacts) -> [[ReportCell]] {
    let narration = [entry.kind.words, entry.store, entry.document, "entry \(entry.number)"].filter { !$0.isEmpty }
    return lines(entry).map { line in
      [
        .text(narration.joined(separator: " ")), CSVFile.day(entry, facts), .text(line.note),
        .text(line.account.number), .text(XeroTaxRates.noTax(facts)),
        .amount(line.base.count, exponent: facts.exponent), .missing, .missing, .missing, .missing,
      ]
    }
  }

  /// The lines that move anything; of an entry that is too long for a file, those on one account and side are summed.
  private static func lines(_ entry: JournalEntry) -> [JournalLine] {
    var lines = entry.lines.filter { $0.base != .zero }.map { line in
      var line = line
      line.note = [line.note, line.reference].filter { !$0.isEmpty }.joined(separator: " ")
      return line
    }
    guard lines.count > lineMaximum else { return lines }
    var sums: [JournalLine] = []
    for line in lines {
      if let index = sums.firstIndex(where: {
        $0.account == line.account && ($0.base < .zero) == (line.base < .zero)
      }) {
        sums[index].base.count += line.base.count
        sums[index].note = "sum of several lines"
      } else {
        sums.append(line)
      }
    }
    lines = sums
    return lines
  }
}
