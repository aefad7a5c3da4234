import ArgumentParser
import Commerce
import Ledger

/// `customers list`: the customers of a ledger.
struct CustomersList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List customers, those with the most contacts first; nothing personal is shown.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "How many.", transform: ArgumentValue.count)
  var limit = 50

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerReader(path: books.ledger)
    let customers = try LimitedList(limit) { try ledger.customers(limit: $0) }
    try result.print(
      RecordList(
        customers.records, orSay: "the ledger has no customers",
        [
          .number("customer") { $0.number }, .number("contacts") { $0.contacts }, .texts("stores") { $0.stores },
          .number("documents") { $0.documents }, .texts("joined by", as: "rules") { $0.rules.map(\.name) },
        ]))
    customers.tell("customers")
  }
}
