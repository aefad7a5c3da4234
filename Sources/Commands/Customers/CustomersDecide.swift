import ArgumentParser
import Commerce
import Formats
import Ledger
import Privacy

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

  @Option(name: .long, help: "Why, for the record.")
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    guard Set(customers).count > 1 else { throw ValidationError("name two customers or more") }
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let decision = try ledger.merge(customers, reason: reason, at: Now.seconds)
    try ledger.close()
    result.print(DecisionMade(decision: decision, customer: customers.min() ?? 0))
  }
}

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

  @Option(name: .long, help: "Why, for the record.")
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    let decision = try ledger.split(contacts, reason: reason, at: Now.seconds)
    try ledger.close()
    result.print(DecisionMade(decision: decision, customer: contacts.min() ?? 0))
  }
}

/// `customers undo`: takes a decision back.
struct CustomersUndo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a merge or split back, by the decision's number.")

  @Argument(help: "The decision's number, as \"customers show\" lists it.")
  var decision: Int64

  @Option(name: .long, help: "Why, for the record.")
  var reason: String

  @OptionGroup var books: LedgerOptions
  @OptionGroup var key: KeyOptions
  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try LedgerStore.open(books.ledger, key: key.source())
    try ledger.undo(decision: decision, reason: reason, at: Now.seconds)
    try ledger.close()
    result.print(DecisionUndone(decision: decision))
  }
}

/// `customers consent`: records what a customer agreed to.
struct CustomersConsent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "Record by hand what a customer agreed to, or took back.",
    discussion: """
      shopledger customers consent 17 --purpose email_marketing --state withdrawn
      shopledger customers consent 17 --purpose email_marketing --state granted --told 2024-03-01
      """)

  @OptionGroup var choice: CustomerChoice

  @Option(
    name: .long, help: "To what: email_marketing, sms_marketing, sharing or profiling.",
    transform: { try word($0, ConsentPurpose.init(rawValue:)) })
  var purpose: ConsentPurpose

  @Option(
    name: .long, help: "Which way: granted, pending, absent or withdrawn.",
    transform: { try word($0, ConsentState.init(rawValue:)) })
  var state: ConsentState

  @Option(
    name: .long, help: ArgumentHelp("When the person said so (UTC); today by default.", valueName: "date"),
    transform: { try word($0) { CivilDate($0) } })
  var told: CivilDate?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try choice.ledger()
    let number = try choice.number(in: ledger)
    try ledger.recordConsent(
      of: number, to: purpose, state, told: told.map { Instant(seconds: Int64($0.day) * 86_400) }, at: Now.seconds)
    try ledger.close()
    result.print(ConsentRecorded(customer: number, purpose: purpose, state: state))
  }

  private static func word<Value>(_ text: String, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(text) else { throw ValidationError("\"\(text)\" is none of those; see --help") }
    return value
  }
}

/// That a decision was made.
private struct DecisionMade: CommandResult {
  let decision: Int64
  let customer: Int64

  var text: String { "decision \(decision); see: shopledger customers show \(customer)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("decision", decision)
      object.member("customer", customer)
    }
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

/// That a consent was recorded.
private struct ConsentRecorded: CommandResult {
  let customer: Int64
  let purpose: ConsentPurpose
  let state: ConsentState

  var text: String { "customer \(customer): \(purpose.rawValue) \(state.rawValue)\n" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("customer", customer)
      object.member("purpose", purpose.rawValue)
      object.member("state", state.rawValue)
    }
  }
}
