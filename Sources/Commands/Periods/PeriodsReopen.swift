import ArgumentParser
import Commerce
import Ledger

/// `periods reopen`: reopens the month that was closed last.
struct PeriodsReopen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Reopen the month that was closed last; this stays on record.")

  @Argument(help: "The month, such as 2026-01.", transform: ArgumentValue.month)
  var month: CivilMonth

  @Option(name: .long, help: "Why, for the record.", transform: ArgumentValue.reason)
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    try ledger.reopenPeriod(month, reason: reason, at: Now.seconds)
    try ledger.close()
    let reader = try LedgerReader(path: books.ledger)
    try result.print(PeriodHistory(through: try reader.closedThrough(), changes: try reader.periodChanges()))
  }
}
