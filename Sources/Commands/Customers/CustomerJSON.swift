import Commerce
import Formats
import Ledger
import Privacy

/// The members that tell all about a customer, as `customers show` and `customers export` write them.
struct CustomerJSON {
  let customer: CustomerRecord
  let showsValues: Bool
  /// Whether documents are listed, in brief.
  var listsDocuments = true

  /// Writes the members into an object.
  func write(to object: inout JSONWriter) {
    object.key("today")
    object.object { today in
      for field in ContactField.allCases { today.member(field.word, customer[field].map(shown)) }
    }
    object.key("contacts")
    object.list(customer.contacts) { contact, object in
      object.member("contact", contact.number)
      object.member("store", contact.store)
      object.member("rule", contact.rule.name)
      object.member("evidence", contact.evidence)
      object.member("first_told_at", contact.told?.lowerBound.description)
      object.member("last_told_at", contact.told?.upperBound.description)
      record("told", contact.record, &object)
      record("invoicing", contact.invoicing, &object)
    }
    object.key("conflicts")
    object.list(customer.conflicts.flatMap { conflict in conflict.told.map { (conflict.field, $0) } }) { told, object in
      object.member("field", told.0.word)
      object.member("value", shown(told.1.value))
      object.member("store", told.1.store)
      object.member("told_at", told.1.at?.description)
    }
    if listsDocuments { documents(&object) }
    object.key("consents")
    object.list(customer.consents) { event, object in
      object.member("purpose", event.purpose.rawValue)
      object.member("state", event.state.rawValue)
      object.member("told_at", event.at?.description)
      object.member("recorded_at", event.recordedAt.description)
      object.member("store", event.store)
    }
    object.key("agreed")
    object.object { agreed in
      for purpose in ConsentPurpose.allCases { agreed.member(purpose.rawValue, customer.state(of: purpose).rawValue) }
    }
    object.key("decisions")
    object.list(customer.decisions) { decision, object in
      object.member("decision", decision.number)
      object.member("kind", decision.kind.rawValue)
      object.member("at", decision.at.description)
      if showsValues { object.member("reason", decision.reason) }
      object.key("contacts")
      object.array { array in for contact in decision.contacts { array.integer(contact) } }
    }
  }

  private func documents(_ object: inout JSONWriter) {
    object.key("documents")
    object.list(customer.documents) { document, object in
      object.member("store", document.store)
      object.member("kind", document.kind)
      object.member("external_id", document.externalID)
      object.member("date", document.date?.description)
      object.member("contact", document.contact)
      object.member("country", document.country)
      object.member("vat_id", document.vatID.map(shown))
      object.member("currency", document.gross?.currency)
      if let gross = document.gross {
        object.key("gross")
        object.decimal(gross.minorUnits, exponent: Currency(gross.currency)?.exponent ?? 0)
      }
    }
  }

  private func record(_ name: String, _ record: ContactRecord?, _ object: inout JSONWriter) {
    object.key(name)
    guard let record else { return object.null() }
    object.object { told in
      for field in ContactField.allCases {
        if let value = record[field] { told.member(field.word, shown(value)) }
      }
    }
  }

  private func shown(_ value: String) -> String { showsValues ? value : "•••" }
}
