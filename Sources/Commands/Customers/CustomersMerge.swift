import ArgumentParser
import Ledger

/// `customers merge`: decides that customers are one.
struct CustomersMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Decide that customers are one; documents and reports stay as they are.",
    discussion: """
      shopledger customers merge 17 42 --reason "married, told by telephone"

      The decision is kept and can be taken back with "customers undo". Put nothing personal into the reason.
      """)

  @Argument(help: "The customers' numbers, two or more.")
  var customers: [Int64]

  @Option(name: .long, help: "Why, for the record.", transform: ArgumentValue.reason)
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard Set(customers).count > 1 else { throw ValidationError("name two customers or more") }
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let decision = try ledger.merge(customers, reason: reason, at: Now.seconds)
    try ledger.close()
    try result.print(DecisionMade(decision: decision, customer: customers.min() ?? 0))
  }
}
