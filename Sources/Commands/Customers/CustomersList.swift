import ArgumentParser
import Commerce
import Formats
import Ledger
import Reports

/// `customers list`: the customers of a ledger.
struct CustomersList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List customers, those with the most contacts first; nothing personal is shown.")

  @OptionGroup var books: LedgerOptions

  @Option(name: .long, help: "How many.")
  var limit = 50

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    result.print(CustomerList(customers: try LedgerReader(path: books.ledger).customers(limit: limit)))
  }
}

/// The customers of a ledger, for people and programs.
private struct CustomerList: CommandResult {
  let customers: [CustomerSummary]

  var text: String {
    guard !customers.isEmpty else { return "the ledger has no customers\n" }
    return TableText(
      header: ["customer", "contacts", "stores", "documents", "joined by"],
      rows: customers.map {
        [
          String($0.number), String($0.contacts), $0.stores.joined(separator: ", "), String($0.documents),
          $0.rules.map(\.name).joined(separator: ", "),
        ]
      }
    ).text
  }

  func write(to json: inout JSONWriter) {
    json.list(customers) { customer, object in
      object.member("customer", customer.number)
      object.member("contacts", customer.contacts)
      object.member("documents", customer.documents)
      object.key("stores")
      object.array { array in for store in customer.stores { array.string(store) } }
      object.key("rules")
      object.array { array in for rule in customer.rules { array.string(rule.name) } }
    }
  }
}
