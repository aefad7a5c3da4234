import ArgumentParser
import Ledger

/// `sync problems`: what keeps items from being exchanged, one by one.
struct SyncProblems: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problems",
    abstract: "List what keeps products and stock from being exchanged, item by item; the rest was done.")

  @OptionGroup var books: LedgerOptions

  @OptionGroup var store: StoreFilter

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let reader = try LedgerReader(path: books.ledger)
    try result.print(
      RecordList(
        try reader.syncProblems(of: store.checked(in: reader)), orSay: "everything can be exchanged",
        [
          .text("store") { $0.store }, .text("of", as: "entity") { $0.entity }, .text("product") { $0.product },
          .text("variant") { $0.variant }, .text("problem") { $0.kind }, .text("detail") { $0.detail },
        ]))
  }
}
