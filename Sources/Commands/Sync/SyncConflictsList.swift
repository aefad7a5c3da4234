import ArgumentParser
import Commerce
import Ledger

/// `sync conflicts list`: the values that both sides have changed, and that wait for a person.
struct SyncConflictsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the conflicts that wait: both values are kept until somebody decides.")

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    try result.print(
      RecordList(
        try reader.syncConflicts(of: store.checked(in: reader)), orSay: "no conflict waits",
        [
          .number("conflict") { $0.number }, .text("store") { $0.store }, .text("product") { $0.product },
          .text("variant") { $0.variant }, .text("field") { $0.field },
          .text("ledger", as: "ledger_value") { $0.ledger.value },
          .text("since (UTC)", as: "ledger_since") { Self.time($0.ledger.at) },
          .text("store's", as: "store_value") { $0.told.value },
          .text("since (UTC)", as: "store_since") { Self.time($0.told.at) },
        ]))
  }

  private static func time(_ seconds: Int64?) -> String? { seconds.map { Instant(seconds: $0).description } }
}
