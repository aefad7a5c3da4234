import ArgumentParser
import Commerce
import Formats
import Ledger
import Privacy

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
    transform: ArgumentValue.word)
  var purpose: ConsentPurpose

  @Option(
    name: .long, help: "Which way: granted, pending, absent or withdrawn.",
    transform: ArgumentValue.word)
  var state: ConsentState

  @Option(
    name: .long, help: ArgumentHelp("When the person said so (UTC); today by default.", valueName: "date"),
    transform: ArgumentValue.day)
  var told: CivilDate?

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try choice.ledger()
    let number = try choice.number(in: ledger)
    try ledger.recordConsent(
      of: number, to: purpose, state, told: told.map { Instant(seconds: Int64($0.day) * 86_400) }, at: Now.seconds)
    try ledger.close()
    try result.print(ConsentRecorded(customer: number, purpose: purpose, state: state))
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
