public import Books
import Commerce
public import Pipeline

/// Journals as QuickBooks Online imports them from CSV (quickbooks.intuit.com, "Import journal entries").
///
/// Accounts go by their names: account numbers have to be switched off while the file is imported, and a sub-account is
/// `Parent:Child` in the chart. Lines of an open item name the store, as lines on receivables must name somebody.
public struct QuickBooksJournalFormat: JournalFormat {
  /// `quickbooks_journals`.
  public let name = "quickbooks_journals"
  /// What it is for.
  public let summary = "Journals for QuickBooks Online, at most 1,000 lines a file."
  /// QuickBooks has not read it.
  public let unverified = "QuickBooks has not read it; 1,000 lines a file is what importers in use keep to."

  static let lineMaximum = 1_000
  private static let header = [
    "Journal No", "Journal Date", "Account Name", "Debits", "Credits", "Description", "Name",
  ]

  /// The format.
  public init() {}

  /// Writes the entries in the order of their numbers.
  public func package(_ entries: [JournalEntry], _ facts: ExportFacts) throws(RunFailure) -> ExportPackage {
    let files = try CSVFile.files(
      "quickbooks_journals_\(ExportFile.stretch(entries.map(\.number)))", Self.header,
      entries.map { ($0, Self.rows($0, facts)) }, CSVFile.Limits(program: "QuickBooks", rows: Self.lineMaximum))
    let warning =
      "switch account numbers off in QuickBooks while the file is imported: it knows accounts by their names"
    return ExportPackage(files: files, warnings: [warning])
  }

  private static func rows(_ entry: JournalEntry, _ facts: ExportFacts) -> [[ReportCell]] {
    let lines = entry.lines.filter { $0.base != .zero }
    return lines.map { line in
      let figure = ReportCell.amount(Int64(line.base.count.magnitude), exponent: facts.exponent)
      let words = [entry.kind.words, entry.document, line.note, line.reference].filter { !$0.isEmpty }
      let isOpenItem = line.account.type == .asset && !line.reference.isEmpty
      return [
        .text("SL-\(entry.number)"), CSVFile.day(entry, facts), .text(line.account.name),
        line.base > .zero ? figure : .missing, line.base < .zero ? figure : .missing,
        .text(words.joined(separator: " ")), isOpenItem ? .text(entry.store) : .missing,
      ]
    }
  }
}
