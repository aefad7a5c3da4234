import ArgumentParser
import Ledger

/// `customers split`: decides that contacts are another customer.
struct CustomersSplit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Decide that contacts are another customer than the one they are with.",
    discussion: """
      shopledger customers split 42 43 --reason "father and son"

      The contacts that are named become one customer of their own. No rule joins them with others any more until the \
      decision is taken back with "customers undo".
      """)

  @Argument(help: "The contacts' numbers, as \"customers show\" lists them.")
  var contacts: [Int64]

  @Option(name: .long, help: "Why, for the record.", transform: ArgumentValue.reason)
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let decision = try ledger.split(contacts, reason: reason, at: Now.seconds)
    try ledger.close()
    try result.print(DecisionMade(decision: decision, customer: contacts.min() ?? 0))
  }
}
