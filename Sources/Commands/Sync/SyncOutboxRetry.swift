import ArgumentParser
import Formats
import Ledger

/// `sync outbox retry`: lets what stores have refused be told again.
struct SyncOutboxRetry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Let what a store has refused be told again with the next run.",
    discussion: """
      shopledger sync outbox retry 12
      shopledger sync outbox retry --store woocommerce-de

      What was refused is not told again as it is, for the store would refuse it again. It is told once either side has \
      changed, or after this, when the cause was mended in the store.
      """)

  @Argument(help: "The entry's number, as \"sync outbox --all\" gives it; default: all that were refused.")
  var entry: Int64?

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let name = try store.checked(in: LedgerReader(path: books.ledger))
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let count = try ledger.retry(of: name, entry: entry)
    try ledger.close()
    try result.print(OutboxRetried(count: count))
  }
}

/// How many entries are told again.
private struct OutboxRetried: CommandResult {
  let count: Int

  var text: String {
    count == 0
      ? "no store has refused anything\n"
      : "\(count == 1 ? "1 entry is" : "\(count) entries are") told again with the next run\n"
  }

  func write(to json: inout JSONWriter) { json.object { $0.member("told_again", Int64(count)) } }
}
