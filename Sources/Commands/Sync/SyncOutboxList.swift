import ArgumentParser
import Ledger

/// `sync outbox list`: what stores are to be told, and what became of what they were told.
struct SyncOutboxList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what waits to be told to stores; --all with what became of what was told.")

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @Flag(name: .long, help: "Also what was told, refused or taken back.")
  var all = false

  @Option(name: .long, help: "How many changes, the latest.", transform: ArgumentValue.count)
  var limit = 200

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    let name = try store.checked(in: reader)
    let entries = try LimitedList(limit, endsWithLatest: true) { try reader.outbox(of: name, waiting: !all, limit: $0) }
    try result.print(RecordList.outbox(entries.records, showsFate: true))
    entries.tell("changes")
  }
}
