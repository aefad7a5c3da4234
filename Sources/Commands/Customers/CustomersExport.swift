import ArgumentParser
import Columns
import Commerce
import Formats
import Ledger
import Pipeline
import Privacy
import Reports

/// `customers export`: the rights of access and of data portability.
struct CustomersExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export everything that is held about a person as one JSON document.",
    discussion: """
      shopledger customers export anna@example.org > anna.json

      It has what every store told, why it is one person, documents and accounts with where they were read, checks of VAT \
      ids, refused documents, requests, consents, decisions, purposes, until when what is kept, and who looked. The export is \
      put on record (see audit).
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
    let reader = try LedgerReader(path: choice.books.ledger)
    let held = try reader.heldRecords(ofContacts: contacts, rejects: Set(refused.map(\.reject)))
    let export = CustomerExport(
      customer: customer, refused: refused, held: HeldJSON(held: held, policy: try choice.key.policy()),
      audit: try reader.audit(ofContacts: contacts), at: Instant(seconds: now))
    try StandardOutput.write(export.json)
  }
}

/// The document that a person gets.
struct CustomerExport: CommandResult {
  /// Changes with the meaning of a member; new members do not change it.
  static let schema = "shopledger customer export 1"

  /// `nil` for somebody who stands in refused documents alone.
  let customer: CustomerRecord?
  let refused: [RefusedDocument]
  let held: HeldJSON
  let audit: [AuditRow]
  let at: Instant

  var text: String { json }

  /// The last day on which names, addresses and numbers are kept, if nobody asks for their erasure; `nil` where no document
  /// says when it was placed, or there is no business file.
  private var contactKeptUntil: CivilDate? {
    let last = customer?.contacts.compactMap { $0.told?.upperBound }.max()
    return last.flatMap { CivilDate($0.day) }.flatMap { held.policy?.lastDay(.contact, since: $0) }
  }

  func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("schema", Self.schema)
      object.member("exported_at", at.description)
      object.member("customer", customer?.number)
      if let customer {
        CustomerJSON(customer: customer, showsValues: true, listsDocuments: false).write(to: &object)
      }
      held.write(to: &object)
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
      object.member("contact_kept_until", contactKeptUntil?.description)
      object.key("audit")
      object.list(audit) { row, object in
        object.member("entry", row.number)
        object.member("at", Instant(seconds: row.at).description)
        object.member("event", row.event)
        object.member("subject", row.subject)
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
      what: "refused documents as they came, sealed", purpose: "loading them once the cause is mended",
      legalBasis: "Regulation (EU) 2016/679, article 6(1)(c) and (f)",
      keptUntil: "they are loaded or refused again, erasure is asked for, or a year has passed"),
    HeldData(
      what: "requests about the person, as keyed hashes", purpose: "seeing to them, and showing that",
      legalBasis: "Regulation (EU) 2016/679, article 12(3)",
      keptUntil: "they are settled, and the person's other data are gone"),
    HeldData(
      what: "who looked at the data or changed it, by number", purpose: "showing that nobody does so unnoticed",
      legalBasis: "Regulation (EU) 2016/679, article 5(2)", keptUntil: "the ledger is"),
    HeldData(
      what: "keyed hashes of the above", purpose: "finding the same person again without reading names",
      legalBasis: "Regulation (EU) 2016/679, article 6(1)(f)", keptUntil: "erasure"),
  ]
}
