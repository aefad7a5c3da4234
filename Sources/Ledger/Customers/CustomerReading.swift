/// Reads customers and opens what stores told of them.
import Columns
import Commerce
import Foundation
import GRDB
import Pipeline
import Privacy

struct CustomerReading {
  private let database: Database
  private let keys: KeyFile

  init(_ database: Database, _ keys: KeyFile) {
    self.database = database
    self.keys = keys
  }

  /// The number of the customer that has a contact; `nil` when there is no such contact that is published.
  func number(ofContact contact: Int64) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT coalesce(g.customer_id, c.id) FROM contacts c JOIN runs r ON r.id = c.run_id AND r.status = 'published'
        LEFT JOIN memberships g ON g.contact_id = c.id WHERE c.id = ?
        """, arguments: [contact])
  }

  /// A customer by its number.
  func customer(_ number: Int64) throws -> CustomerRecord {
    let numbers = try members(of: number)
    let contacts = try contacts(numbers, ToldDates(of: numbers, database))
    return CustomerRecord(
      number: number, contacts: contacts, documents: try documents(of: numbers), consents: try consents(of: numbers),
      decisions: try decisions(about: numbers))
  }

  /// The numbers of a customer's contacts.
  func members(of customer: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      database, sql: "SELECT ?1 UNION SELECT contact_id FROM memberships WHERE customer_id = ?1 ORDER BY 1",
      arguments: [customer])
  }

  /// The customers of whom more than one store tells, with nothing but what the stores told.
  func sharedByStores() throws -> [CustomerRecord] {
    let dates = try ToldDates(database)
    let shared = try Int64.fetchAll(
      database,
      sql: """
        SELECT g.customer_id FROM memberships g
        JOIN contacts c ON c.id IN (g.contact_id, g.customer_id)
        GROUP BY g.customer_id HAVING count(DISTINCT c.store_id) > 1 ORDER BY 1
        """)
    return try shared.map { number in
      CustomerRecord(
        number: number, contacts: try contacts(members(of: number), dates), documents: [], consents: [], decisions: [])
    }
  }

  private func contacts(_ members: [Int64], _ dates: ToldDates) throws -> [CustomerRecord.Contact] {
    try members.compactMap { number -> CustomerRecord.Contact? in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT s.name AS store, c.sealed, c.fiscal, g.rule, g.evidence FROM contacts c
          JOIN stores s ON s.id = c.store_id LEFT JOIN memberships g ON g.contact_id = c.id WHERE c.id = ?
          """, arguments: [number])
      guard let row else { return nil }
      return CustomerRecord.Contact(
        number: number, store: row["store"], rule: (row["rule"] as Int32?).map(MatchRule.init(stored:)) ?? .created,
        evidence: row["evidence"], told: dates[number],
        record: try open(row["sealed"], .contact, number), invoicing: try open(row["fiscal"], .fiscal, number))
    }
  }

  /// The record that was sealed; `nil` when it was erased.
  func open(_ sealed: Data?, _ purpose: SealPurpose, _ contact: Int64) throws -> ContactRecord? {
    guard let sealed, let key = try keys.openingKey(purpose, row: contact) else { return nil }
    do {
      return try ContactRecord(Seal.open(Array(sealed), key: key, associated: purpose.associated(row: contact)))
    } catch { throw CustomerFailure.unreadable(contact) }
  }

  private func documents(of contacts: [Int64]) throws -> [CustomerRecord.Document] {
    let list = contacts.map(String.init).joined(separator: ", ")
    let transactions = try Row.fetchAll(
      database,
      sql: """
        SELECT store, kind, external_id, tax_date, contact_id, country, vat_id, currency, gross FROM v_transactions
        WHERE contact_id IN (\(list)) ORDER BY store, kind, external_id
        """)
    let accounts = try Row.fetchAll(
      database,
      sql: """
        SELECT store, 'account' AS kind, external_id, NULL AS tax_date, contact AS contact_id, country, vat_id,
          NULL AS currency, NULL AS gross FROM v_accounts WHERE contact IN (\(list)) ORDER BY store, external_id
        """)
    return (transactions + accounts).map { row in
      CustomerRecord.Document(
        store: row["store"], kind: row["kind"], externalID: row["external_id"],
        date: (row["tax_date"] as String?).flatMap { CivilDate($0) }, contact: row["contact_id"],
        country: row["country"], vatID: row["vat_id"],
        gross: (row["gross"] as Int64?).map { (row["currency"] ?? "", $0) })
    }
  }

  private func consents(of contacts: [Int64]) throws -> [ConsentEvent] {
    let list = contacts.map(String.init).joined(separator: ", ")
    return try Row.fetchAll(
      database,
      sql: """
        SELECT e.id, e.contact_id, e.purpose, e.state, e.told_at, e.recorded_at, s.name AS store
        FROM consents e LEFT JOIN stores s ON s.id = e.store_id WHERE e.contact_id IN (\(list)) ORDER BY e.id
        """
    ).compactMap { row in
      guard let purpose = ConsentPurpose(rawValue: row["purpose"]), let state = ConsentState(rawValue: row["state"])
      else { return nil }
      return ConsentEvent(
        number: row["id"], contact: row["contact_id"], purpose: purpose, state: state,
        at: (row["told_at"] as Int64?).map(Instant.init(seconds:)),
        recordedAt: Instant(seconds: row["recorded_at"]), store: row["store"])
    }
  }

  private func decisions(about contacts: [Int64]) throws -> [CustomerDecision] {
    let list = contacts.map(String.init).joined(separator: ", ")
    return try Row.fetchAll(
      database,
      sql: """
        SELECT d.id, d.kind, d.decided_at, d.reason, d.score, group_concat(c.contact_id) AS contacts
        FROM customer_decisions d JOIN decided_contacts c ON c.decision_id = d.id
        WHERE d.id IN (SELECT decision_id FROM decided_contacts WHERE contact_id IN (\(list)))
          AND NOT EXISTS (SELECT 1 FROM customer_decisions u WHERE u.undoes = d.id)
        GROUP BY d.id ORDER BY d.id
        """
    ).compactMap { row in
      guard let kind = CustomerDecision.Kind(rawValue: row["kind"]) else { return nil }
      let contacts: String = row["contacts"]
      return CustomerDecision(
        number: row["id"], kind: kind, at: Instant(seconds: row["decided_at"]), reason: row["reason"],
        contacts: contacts.split(separator: ",").compactMap { Int64($0) }.sorted(), score: row["score"])
    }
  }
}
