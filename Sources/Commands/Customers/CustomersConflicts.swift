import ArgumentParser
import Commerce
import Formats
import Ledger
import Privacy
import Reports

/// `customers conflicts`: where stores tell different things of one customer.
struct CustomersConflicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "List where stores tell different things of one customer, what was told last first: it is what counts.")

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions

  @Flag(name: .customLong("show-values"), help: "Show names, addresses and other personal values.")
  var showValues = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let customers = try ledger.conflictingCustomers(at: Now.seconds)
    try ledger.close()
    try result.print(ConflictList(customers: customers, showsValues: showValues))
  }
}

/// The conflicts, for people and programs.
private struct ConflictList: CommandResult {
  let customers: [CustomerRecord]
  let showsValues: Bool

  private typealias Row = (customer: Int64, field: ContactField, told: CustomerRecord.Told, counts: Bool)

  private var rows: [Row] {
    customers.flatMap { customer in
      customer.conflicts.flatMap { conflict in
        conflict.told.enumerated().map { (customer.number, conflict.field, $1, $0 == 0) }
      }
    }
  }

  var text: String {
    guard !customers.isEmpty else { return "all stores agree\n" }
    return TableText(
      header: ["customer", "field", "store", "told (UTC)", "counts", "value"],
      rows: rows.map { row in
        [
          String(row.customer), row.field.word, row.told.store,
          row.told.at.map(\.day) ?? "", row.counts ? "yes" : "no",
          showsValues ? row.told.value : "•••",
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(rows) { row, object in
      object.member("customer", row.customer)
      object.member("field", row.field.word)
      object.member("store", row.told.store)
      object.member("told_at", row.told.at?.description)
      object.member("counts", row.counts)
      object.member("value", showsValues ? row.told.value : "•••")
    }
  }
}
