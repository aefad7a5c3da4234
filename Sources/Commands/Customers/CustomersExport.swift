import ArgumentParser
import Columns
import Commerce
import Formats
import Ledger
import Pipeline

/// `customers export`: the rights of access and of data portability.
struct CustomersExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export everything that is held about a person as one JSON document.",
    discussion: """
      shopledger customers export anna@example.org > anna.json

      It has what every store told, why it is one person, documents, consents, purposes and how long each kind of record is \
      kept. The export is put on record (see audit).
      """)

  @OptionGroup var choice: CustomerChoice

  mutating func run() throws {
    let ledger = try choice.ledger()
    let person = try choice.person(in: ledger)
    let now = Now.seconds
    var customer: CustomerRecord?
    if case .customer(let number) = person {
      customer = try ledger.customer(number, for: .customerExported, at: now)
      guard customer != nil else {
        throw ValidationError("there is no customer \(number) in \(choice.books.ledger)")
      }
    }
    let refused = try ledger.refusedDocuments(of: person, at: now)
    try ledger.close()
    let contacts = Set(customer?.contacts.map(\.number) ?? [])
    let audit = try LedgerReader(path: choice.books.ledger).audit(ofContacts: contacts)
    let export = CustomerExport(customer: customer, refused: refused, audit: audit, at: Instant(seconds: now))
    print(export.json, terminator: "")
  }
}

/// The document that a person gets.
struct CustomerExport: CommandResult {
  /// Changes with the meaning of a member; new members do not change it.
  static let schema = "shopledger customer export 1"

  /// `nil` for somebody who stands in refused documents alone.
  let customer: CustomerRecord?
  let refused: [RefusedDocument]
  let audit: [AuditRow]
  let at: Instant

  var text: String { json }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("schema", Self.schema)
      object.member("exported_at", at.description)
      object.member("customer", customer?.number)
      if let customer { CustomerJSON(customer: customer, showsValues: true).write(to: &object) }
      object.key("refused")
      object.list(refused) { document, object in
        object.member("reject", document.reject)
        object.member("store", document.store)
        object.member("entity", document.entity)
        object.member("external_id", document.externalID)
        object.member("status", document.status)
        object.member("code", document.code)
        object.member("refused_at", Instant(seconds: document.refusedAt).description)
        object.member("run", document.run)
        object.member("source", document.source)
        object.member("line", Int64(document.position.line))
        object.member("text", document.text)
      }
      object.key("held")
      object.list(HeldData.all) { held, object in
        object.member("what", held.what)
        object.member("purpose", held.purpose)
        object.member("legal_basis", held.legalBasis)
        object.member("kept_until", held.keptUntil)
      }
      object.key("audit")
      object.list(audit) { row, object in
        object.member("entry", row.number)
        object.member("at", Instant(seconds: row.at).description)
        object.member("event", row.event)
      }
    }
  }
}

/// What is held of a person, what for, and until when.
struct HeldData {
  let what: String
  let purpose: String
  let legalBasis: String
  let keptUntil: String

  static let all = [
    HeldData(
      what: "name, e-mail address, telephone number and address as each store told them, sealed",
      purpose: "telling which orders are one customer's",
      legalBasis: "Regulation (EU) 2016/679, article 6(1)(b) and (f)",
      keptUntil: "erasure is asked for, or no document of the customer has to be kept any more"),
    HeldData(
      what: "documents: amounts, tax, dates, country, region, postcode, VAT id and what was asked about it",
      purpose: "books and tax returns", legalBasis: "Regulation (EU) 2016/679, article 6(1)(c)",
      keptUntil: "the period of the country whose tax it is has passed; see \"shopledger privacy retention\""),
    HeldData(
      what: "consents", purpose: "showing what was agreed to", legalBasis: "Regulation (EU) 2016/679, article 7(1)",
      keptUntil: "the person's other data are"),
    HeldData(
      what: "keyed hashes of the above", purpose: "finding the same person again without reading names",
      legalBasis: "Regulation (EU) 2016/679, article 6(1)(f)", keptUntil: "erasure"),
  ]
}
