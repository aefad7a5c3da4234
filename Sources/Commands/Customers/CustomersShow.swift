import ArgumentParser
import Commerce
import Formats
import Ledger
import Pipeline
import Privacy
import Reports

/// `customers show`: one customer.
struct CustomersShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a customer: its contacts and why they are one, what counts today, and where stores differ.",
    discussion: """
      shopledger customers show 17
      shopledger customers show anna@example.org --show-values
      echo anna@example.org | shopledger customers show -

      Names, addresses and numbers are shown with --show-values only. Every look is put on record (see audit).
      """)

  @OptionGroup var choice: CustomerChoice

  @Flag(name: .customLong("show-values"), help: "Show names, addresses and other personal values.")
  var showValues = false

  @OptionGroup var result: ResultOptions

  mutating func run() throws {
    let ledger = try choice.ledger()
    let number = try choice.number(in: ledger)
    guard let customer = try ledger.customer(number, for: .customerRead, at: Now.seconds) else {
      throw ValidationError("there is no customer \(number) in \(choice.books.ledger)")
    }
    try ledger.close()
    try result.print(CustomerDetails(customer: customer, showsValues: showValues))
  }
}

/// A customer, for people and programs.
struct CustomerDetails: CommandResult {
  let customer: CustomerRecord
  let showsValues: Bool

  var text: String {
    var text = "customer \(customer.number)\(customer.isErased ? ", erased" : "")\n\ncontacts\n"
    text +=
      TableText(
        header: ["contact", "store", "rule", "with", "first (UTC)", "last (UTC)", "state"],
        rows: customer.contacts.map { contact in
          [
            String(contact.number), contact.store, contact.rule.name, contact.evidence.map(String.init) ?? "",
            day(contact.told?.lowerBound), day(contact.told?.upperBound), contact.record == nil ? "erased" : "",
          ]
        }
      ).text
    let told = ["field", "value", "store", "told (UTC)"]
    text += section("what counts today", told, today)
    text += section("where stores differ", told, differences)
    text += section(
      "documents", ["store", "kind", "id", "date", "contact"],
      customer.documents.map { [$0.store, $0.kind, $0.externalID, $0.date?.description ?? "", String($0.contact)] })
    text += section(
      "consents", ["purpose", "state", "told (UTC)", "recorded (UTC)", "by"],
      customer.consents.map {
        [$0.purpose.rawValue, $0.state.rawValue, day($0.at), day($0.recordedAt), $0.store ?? "hand"]
      })
    text += section(
      "decisions", ["decision", "kind", "at (UTC)", "contacts"],
      customer.decisions.map {
        [String($0.number), $0.kind.rawValue, day($0.at), $0.contacts.map(String.init).joined(separator: ", ")]
      })
    return text
  }

  private var today: [[String]] {
    ContactField.allCases.compactMap { field in
      customer.values(of: field).first.map { [field.word, shown($0.value), $0.store, day($0.at)] }
    }
  }

  private var differences: [[String]] {
    customer.conflicts.flatMap { conflict in
      conflict.told.map { [conflict.field.word, shown($0.value), $0.store, day($0.at)] }
    }
  }

  private func section(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
    rows.isEmpty ? "" : "\n\(title)\n\(TableText(header: header, rows: rows).text)"
  }

  private func day(_ instant: Instant?) -> String { instant.map { String($0.description.prefix(10)) } ?? "" }

  private func shown(_ value: String) -> String { showsValues ? value : "•••" }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("customer", customer.number)
      object.member("erased", customer.isErased)
      CustomerJSON(customer: customer, showsValues: showsValues).write(to: &object)
    }
  }
}
