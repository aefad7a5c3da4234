import ArgumentParser
import Formats
import Ledger

/// `customers undo`: takes a decision back.
struct CustomersUndo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a merge or split back, by the decision's number.")

  @Argument(help: "The decision's number, as \"customers show\" lists it.")
  var decision: Int64

  @Option(name: .long, help: "Why, for the record.", transform: ArgumentValue.reason)
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    try ledger.undo(decision: decision, reason: reason, at: Now.seconds)
    try ledger.close()
    try result.print(DecisionUndone(decision: decision))
  }
}

/// That a decision was taken back.
private struct DecisionUndone: CommandResult {
  let decision: Int64

  var text: String { "decision \(decision) does not hold any more\n" }

  func write(to json: inout JSONWriter) {
    json.object { $0.member("undone", decision) }
  }
}
