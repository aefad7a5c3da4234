import ArgumentParser
import Books
import Commerce
import Formats
import Ledger
import Pipeline
import Reports

/// `reconcile`: what is open with payment providers and marketplaces.
struct Reconcile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is open with payment providers and marketplaces, since when and why.",
    discussion: """
      shopledger reconcile
      shopledger reconcile --require explained --max-age 30

      Every order that a provider owes is compared with what its payouts have settled of it. What is open comes to what \
      the journal has on the provider's account, or the exit code is 6. With --require the exit code is 5 when something \
      is open that is to be settled or explained, so that a script can go on only when the accounts are in order.
      """)

  @OptionGroup var books: LedgerOptions

  @Option(
    name: .long,
    help: "Fail when something is unexplained (explained), or open at all but for what providers hold (settled).",
    transform: ArgumentValue.word)
  var require: Requirement?

  @Option(
    name: .long, help: "Fail when something but what providers hold is open for more days.",
    transform: ArgumentValue.countOrZero)
  var maxAge: Int?

  @Option(
    name: .long, help: "The day on which ages are counted; default: today.",
    transform: ArgumentValue.day)
  var on: CivilDate?

  @Option(name: .long, help: "How many open items are listed for each account.", transform: ArgumentValue.count)
  var limit = 20

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let state = try LedgerReader(path: books.ledger).clearing()
    let day = on ?? Now.day
    let gate = ReconciliationGate(require, maxAge: maxAge, on: day)
    try result.print(ReconciliationResult(state: state, day: day, limit: limit))
    if let failure = gate.failure(state) { throw failure }
  }
}

/// What is asked of the accounts of providers.
enum Requirement: String, CaseIterable {
  /// Nothing is open that nobody can explain.
  case explained
  /// Nothing is open but what providers hold.
  case settled
}

/// Whether the accounts of providers are as they are asked to be.
struct ReconciliationGate {
  private let requirement: Requirement?
  private let ageMax: Int?
  private let day: CivilDate?

  /// A gate; ages are counted on `day`.
  init(_ requirement: Requirement?, maxAge: Int?, on day: CivilDate?) {
    self.requirement = requirement
    ageMax = maxAge
    self.day = day
  }

  /// Why they are not; `nil` when they are.
  func failure(_ state: ClearingState) -> RunFailure? {
    if let wrong = state.accounts.first(where: { !$0.isProven }) {
      return RunFailure(
        "E8621", .unbalanced,
        "account \(wrong.number) has \(wrong.text(wrong.balance)) in the journal, and its items come to \(wrong.text(wrong.items.total.amount))",
        remedy:
          "shopledger verify tells whether the journal was changed; book what was booked by hand on other accounts")
    }
    guard requirement != nil || ageMax != nil else { return nil }
    if requirement != nil, let first = state.waiting.first {
      return failed("\(state.waiting.count) payouts are not booked, the first is \(first.payout) of \(first.store)")
    }
    if requirement != nil, state.suspense != .zero { return failed("there are amounts that nobody has explained") }
    for account in state.accounts {
      for item in account.items.open {
        if let sentence = objection(to: item) {
          return failed(
            "account \(account.number): \(item.label(state)) is open with \(account.text(item.amount)): \(sentence)")
        }
      }
    }
    return nil
  }

  private func objection(to item: UnclearedItem) -> String? {
    if item.reason == .held { return nil }
    if requirement == .settled || (requirement == .explained && item.reason.isUnexplained) {
      return item.reason.sentence
    }
    if let ageMax, let day, item.age(on: day) > ageMax { return "for \(item.age(on: day)) days" }
    return nil
  }

  private func failed(_ message: String) -> RunFailure {
    RunFailure("E8622", .publishedWithRejects, message, remedy: "shopledger reconcile lists all of it with the reasons")
  }
}
