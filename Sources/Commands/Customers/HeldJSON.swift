import Commerce
import Formats
import Ledger
import Pipeline
import Platforms
import Privacy

/// The members of an export that tell what is held beside what stores told: documents, accounts, checks, requests.
struct HeldJSON {
  let held: HeldRecords
  /// For how long what is kept; `nil` where there is no business file.
  let policy: RetentionPolicy?

  func write(to object: inout JSONWriter) {
    object.key("documents")
    object.list(held.documents) { document, object in write(document, &object) }
    object.key("accounts")
    object.list(held.accounts) { account, object in write(account, &object) }
    object.key("vat_id_checks")
    object.list(held.vatIDChecks) { check, object in
      object.member("vat_id", check.vatID)
      object.member("asked_at", check.askedAt.description)
      object.member("answer", check.answer.rawValue)
      object.member("reason", check.reason)
      object.member("consultation", check.consultation)
      object.member("origin", check.origin.rawValue)
    }
    object.key("requests")
    object.list(held.requests) { request, object in
      object.member("request", request.number)
      object.member("store", request.store)
      object.member("kind", request.kind.rawValue)
      object.member("received_at", Instant(seconds: request.receivedAt).description)
      object.member("due_at", Instant(seconds: request.dueAt).description)
      object.member("status", request.status.rawValue)
      object.member("settled_at", request.settledAt.map { Instant(seconds: $0).description })
      object.member("reason", request.reason)
    }
  }

  private func write(_ document: HeldRecords.Document, _ object: inout JSONWriter) {
    let exponent = Currency(document.currency)?.exponent ?? 0
    object.member("store", document.store)
    object.member("kind", document.kind)
    object.member("external_id", document.externalID)
    object.member("reference", document.reference)
    object.member("revision", document.revision)
    object.member("current", document.isCurrent)
    object.member("placed_at", document.placedAt?.description)
    object.member("date", document.date?.description)
    object.member("contact", document.contact)
    object.member("country", document.country)
    object.member("region", document.region)
    object.member("postcode", document.postcode)
    object.member("vat_id", document.vatID)
    object.member("payment_method", document.paymentMethod)
    object.member("currency", document.currency)
    object.key("gross")
    object.decimal(document.gross, exponent: exponent)
    object.key("lines")
    object.list(document.lines) { line, object in
      object.member("kind", line.kind)
      object.member("sku", line.sku)
      object.member("title", line.title)
      object.key("quantity")
      if let quantity = line.quantity { object.decimal(quantity, exponent: 6) } else { object.null() }
      object.key("net")
      object.decimal(line.net, exponent: exponent)
      object.key("tax")
      object.decimal(line.tax, exponent: exponent)
      object.member("tax_country", line.taxCountry)
    }
    write(document.origin, &object)
    object.key("asked_for")
    object.list(periods(of: document)) { period, object in
      object.member("country", period.country)
      object.member("until", period.until.description)
      object.member("law", period.law)
    }
    object.member(
      "kept_until", document.date.flatMap { policy?.lastDay(.fiscal, since: $0) }?.description)
  }

  /// Until when the countries whose tax it is ask for a document.
  private func periods(of document: HeldRecords.Document) -> [(country: String, until: CivilDate, law: String)] {
    guard let date = document.date else { return [] }
    return Set(document.lines.compactMap(\.taxCountry)).sorted().compactMap { country in
      let rule = RetentionPolicy(country: country, usesOneStopShop: false).rules.first { $0.recordClass == .invoicing }
      return rule.map { (country, $0.lastDay(of: date), $0.law) }
    }
  }

  private func write(_ account: HeldRecords.Account, _ object: inout JSONWriter) {
    object.member("store", account.store)
    object.member("external_id", account.externalID)
    object.member("revision", account.revision)
    object.member("current", account.isCurrent)
    object.member("contact", account.contact)
    object.member("country", account.country)
    object.member("region", account.region)
    object.member("vat_id", account.vatID)
    object.member("created_at", account.createdAt?.description)
    object.member("updated_at", account.updatedAt?.description)
    write(account.origin, &object)
  }

  private func write(_ origin: HeldRecords.Origin, _ object: inout JSONWriter) {
    object.member("source", origin.source)
    object.member("stream", origin.isStream)
    object.member("line", origin.line)
    object.member("run", origin.run)
  }
}
