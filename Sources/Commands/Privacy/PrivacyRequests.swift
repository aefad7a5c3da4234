import ArgumentParser
import Commerce
import Formats
import Ledger
import Pipeline
import Platforms
import Reports

/// `privacy requests`: what platforms passed on about people's data.
struct PrivacyRequests: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requests", abstract: "List what platforms passed on about people's data, carry it out, or close it.",
    discussion: """
      Shopify's webhooks customers/data_request, customers/redact and shop/redact are noted when a delivery of them is \
      read. Nothing is erased by itself: what is erased is gone for good. A night's job that erases what is asked for is

        shopledger privacy requests carry-out --yes
      """, subcommands: [List.self, CarryOut.self, Close.self], defaultSubcommand: List.self)

  /// `privacy requests list`: what is open, and whom it is about.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the requests with the customers whom they are about, the oldest first.")

    @Flag(name: .long, help: "Also those that are settled.")
    var all = false

    @OptionGroup var books: LedgerOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      try result.print(RecordList.requests(try LedgerReader(path: books.ledger).personalRequests(all: all)))
    }
  }

  /// `privacy requests carry-out`: erases whom requests are about.
  struct CarryOut: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "carry-out", abstract: "Erase the customers whose erasure is asked for, as customers erase does.")

    @Argument(help: "The request; default: every open one that asks for the erasure of one person.")
    var number: Int64?

    @Flag(name: .long, help: "Do it. Without this it only tells who would go: nothing brings them back.")
    var yes = false

    @OptionGroup var books: LedgerOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let open = try LedgerReader(path: books.ledger).personalRequests()
      let chosen = open.filter { request in number.map { $0 == request.number } ?? (request.kind == .erasure) }
      guard yes else { return try result.print(RequestTrial(requests: chosen)) }
      let store = try LedgerStore.open(books.ledger, key: key.source())
      for number in number.map({ [$0] }) ?? chosen.map(\.number) {
        _ = try store.carryOut(request: number, at: Now.seconds)
      }
      try store.close()
      let numbers = Set(chosen.map(\.number))
      let settled = try LedgerReader(path: books.ledger).personalRequests(all: true)
      try result.print(RecordList.requests(settled.filter { numbers.contains($0.number) }))
    }
  }

  /// `privacy requests close`: settled by a person.
  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note that a request was seen to, such as by customers export, or why nothing is to be done.")

    @Argument(help: "The request.")
    var number: Int64

    @Option(name: .long, help: "What was done, or why nothing is; nothing personal.", transform: ArgumentValue.reason)
    var reason: String

    @OptionGroup var books: LedgerOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var result: ResultOptions

    mutating func run() throws {
      let store = try LedgerStore.open(books.ledger, key: key.source())
      try store.close(request: number, reason: reason, at: Now.seconds)
      try store.close()
      let settled = try LedgerReader(path: books.ledger).personalRequests(all: true)
      try result.print(RecordList.requests(settled.filter { $0.number == number }))
    }
  }
}

extension RecordList<PersonalRequest> {
  /// Requests about people's data.
  fileprivate static func requests(_ requests: [PersonalRequest]) -> Self {
    RecordList(
      requests, orSay: "no request is open",
      [
        .number("request") { $0.number }, .text("store") { $0.store },
        .text("asks for", as: "kind") { $0.kind.rawValue },
        .text("received") { Instant(seconds: $0.receivedAt).day }.forPeople,
        .text("due") { Instant(seconds: $0.dueAt).day }.forPeople,
        .text("received_at") { Instant(seconds: $0.receivedAt).description }.forPrograms,
        .text("due_at") { Instant(seconds: $0.dueAt).description }.forPrograms,
        .text("status") { $0.status.rawValue },
        .text("settled_at") { request in request.settledAt.map { Instant(seconds: $0).description } }.forPrograms,
        .numbers("customers") { $0.customers }, .numbers("rejects") { $0.rejects }, .text("reason") { $0.reason },
      ])
  }
}

/// Whom requests would erase.
private struct RequestTrial: CommandResult {
  let requests: [PersonalRequest]

  var text: String {
    guard !requests.isEmpty else { return "no request for an erasure is open\n" }
    return requests.map { request in
      let held = [("customer", request.customers), ("refused document", request.rejects)].filter { !$1.isEmpty }
      let words = held.map { "\($0) \($1.map(String.init).joined(separator: ", "))" }.joined(separator: " and ")
      return words.isEmpty
        ? "request \(request.number): nothing is held"
        : "request \(request.number): would erase \(words)"
    }.asLines + "add --yes to do it\n"
  }

  func write(to json: inout JSONWriter) { RecordList.requests(requests).write(to: &json) }
}
