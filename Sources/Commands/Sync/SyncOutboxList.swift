import ArgumentParser
import Ledger

/// `sync outbox list`: what stores are to be told, and what became of what they were told.
struct SyncOutboxList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what waits to be told to stores; --all with what became of what was told.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "Only that of this store.")
  var store: String?

  @Flag(name: .long, help: "Also what was told, refused or taken back.")
  var all = false

  @Option(name: .long, help: "How many changes, the latest.")
  var limit = 200

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    result.print(RecordList.outbox(try reader.outbox(of: store, waiting: !all, limit: limit), showsFate: true))
  }
}
