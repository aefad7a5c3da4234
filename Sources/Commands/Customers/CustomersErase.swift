import ArgumentParser
import Formats
import Ledger

/// `customers erase`: the right to be forgotten.
struct CustomersErase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erase a person: what identifies goes for good, what tax law asks for stays.",
    discussion: """
      shopledger customers erase 17 --yes
      echo anna@example.org | shopledger customers erase - --yes

      The keys of names, addresses and numbers are destroyed, and with them every copy of the ledger that lacks today's \
      keys is silent. Documents keep amounts, tax, country, region, a shortened postcode and the VAT id. A keyed hash \
      keeps the person from coming back with tonight's import of documents that are older than the erasure.
      """)

  @OptionGroup var choice: CustomerChoice

  @Flag(name: .long, help: "Do it. Without this it only tells what would go: nothing brings it back.")
  var yes = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try choice.ledger()
    let person = try choice.person(in: ledger)
    let outcome = yes ? try ledger.erase(person, at: Now.seconds) : try ledger.erasure(of: person)
    try ledger.close()
    try result.print(ErasureResult(outcome: outcome, isDone: yes))
  }
}

/// What erasing did, or would do.
private struct ErasureResult: CommandResult {
  let outcome: ErasureOutcome
  let isDone: Bool

  var text: String {
    let who = outcome.customer.map { "customer \($0)" } ?? "who stands in refused documents alone"
    let what = "\(outcome.contacts) contacts, \(outcome.rejects) rejects"
    var lines = [
      isDone ? "\(who) is erased: \(what)" : "would erase \(who): \(what)",
      "  \(outcome.documents) documents keep amounts, tax, country, region, shortened postcode and VAT id",
    ]
    if !outcome.sources.isEmpty {
      lines.append("  these files are none of the ledger's and still hold what the stores told:")
      lines += outcome.sources.map { "    \($0)" }
    }
    if !isDone { lines.append("  add --yes to do it") }
    return lines.asLines
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("customer", outcome.customer)
      object.member("erased", isDone)
      object.member("contacts", Int64(outcome.contacts))
      object.member("rejects", Int64(outcome.rejects))
      object.member("documents", Int64(outcome.documents))
      object.key("sources")
      object.array { array in for source in outcome.sources { array.string(source) } }
    }
  }
}
