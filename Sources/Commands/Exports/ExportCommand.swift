import ArgumentParser
import Commerce
import Ledger
import Pipeline
import Reports
import Tax

/// `export`: the journal for another program.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the entries of the journal that have not left yet for another program.",
    discussion: """
      shopledger export datev --period 2026-01 --output output/exports

      \(JournalFormats.all.map(help).joined(separator: "\n"))

      What left is on record (shopledger exports) and leaves again only when it is asked for: --all takes every entry, \
      --again repeats one export with the same bytes.
      """)

  @Argument(help: "The format, such as datev.")
  var name: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @Option(name: .long, help: "Only entries of this period: 2026-01, 2026-Q1 or 2026.")
  var period: String?

  @Flag(name: .long, help: "Also entries that have left already.")
  var all = false

  @Option(name: .long, help: ArgumentHelp("Repeat the export of that number.", valueName: "number"))
  var again: Int64?

  @Option(name: .long, help: "The folder for the files.")
  var output = "output/exports"

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard let format = JournalFormats.named(name) else {
      throw UnknownName.error("format", name, among: JournalFormats.all.map(\.name))
    }
    let order = try order()
    let business = try SellerOptions.read(key.business)
    // The lock comes before the list of what is new: another export may be about to take it.
    let ledger = try LedgerStore.open(books.ledger, key: business.key)
    let door = ExportDoor(to: output, from: try LedgerReader(path: books.ledger), recordedBy: ledger)
    let outcome = try door.leave(order, as: format, of: business, at: Now.seconds)
    try ledger.close()
    for notice in outcome.notices { Messages.line("note: \(notice)") }
    try result.print(ExportResult(outcome: outcome))
  }

  /// What is asked for.
  private func order() throws -> ExportOrder {
    let period = try period.map { text in
      guard let period = ReturnPeriod(text) else {
        throw ValidationError("\"\(text)\" is no period such as 2026-01, 2026-Q1 or 2026")
      }
      return period
    }
    guard let again else { return all ? .all(period) : .new(period) }
    guard period == nil, !all else { throw ValidationError("--again repeats an export as it was: leave out the rest") }
    return .again(again)
  }

  /// A format, as help lists it.
  private static func help(_ format: any JournalFormat) -> String {
    "  \(format.name): \(format.summary)\(format.unverified.isEmpty ? "" : " Unverified: \(format.unverified)")"
  }
}
