import ArgumentParser
import Ledger

/// `audit`: what is on record for good.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "List what is on record for good in a ledger, the latest first.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "How many.")
  var limit = 50

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    result.print(RecordList.audit(try LedgerReader(path: books.ledger).audit(limit: limit)))
  }
}
