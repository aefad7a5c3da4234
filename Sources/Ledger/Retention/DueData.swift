/// Finds what is kept longer than it may be.
import Commerce
import GRDB
import Privacy

/// What is to be destroyed.
public struct DueData: Sendable, Equatable {
  /// Contacts whose names, addresses and numbers are due.
  public var contacts: [Int64] = []
  /// Contacts whose names on invoices are due.
  public var invoicing: [Int64] = []
  /// Open rejects whose original bytes are due.
  public var rejects: [Int64] = []
  /// VAT ids that are due, with what was asked about them.
  public var vatIDs: [String] = []

  /// Whether nothing is due.
  public var isEmpty: Bool { contacts.isEmpty && invoicing.isEmpty && rejects.isEmpty && vatIDs.isEmpty }
}

extension DueData {
  /// What is due in a ledger on a day.
  ///
  /// A customer is kept as long as any of its contacts is: who bought under a new address lately is no stranger. What stands
  /// on invoices goes with the documents of its own contact.
  init(_ policy: RetentionPolicy, on today: CivilDate, _ database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        WITH days AS (
          SELECT contact_id AS contact, max(coalesce(tax_date, date(placed_at, 'unixepoch'))) AS day
          FROM transactions WHERE contact_id IS NOT NULL GROUP BY contact_id
          UNION ALL
          SELECT contact, max(date(coalesce(updated_at, created_at), 'unixepoch')) FROM accounts
          WHERE contact IS NOT NULL GROUP BY contact)
        SELECT c.id, c.sealed IS NOT NULL AS is_known, c.fiscal IS NOT NULL AS is_invoiced,
          coalesce(max(d.day), date(r.started_at, 'unixepoch')) AS day, coalesce(g.customer_id, c.id) AS customer
        FROM contacts c JOIN runs r ON r.id = c.run_id AND r.status <> 'open'
        LEFT JOIN days d ON d.contact = c.id LEFT JOIN memberships g ON g.contact_id = c.id
        GROUP BY c.id ORDER BY c.id
        """
    ).map { row in
      (
        id: row["id"] as Int64, isKnown: row["is_known"] as Bool, isInvoiced: row["is_invoiced"] as Bool,
        day: CivilDate(row["day"] as String), customer: row["customer"] as Int64
      )
    }
    var last: [Int64: CivilDate] = [:]
    for row in rows {
      guard let day = row.day else { continue }
      last[row.customer] = max(day, last[row.customer] ?? day)
    }
    for row in rows {
      if row.isKnown, let day = last[row.customer], policy.isOver(.contact, since: day, on: today) {
        contacts.append(row.id)
      }
      if row.isInvoiced, let day = row.day, policy.isOver(.fiscal, since: day, on: today) { invoicing.append(row.id) }
    }
    rejects = try Row.fetchAll(
      database,
      sql: """
        SELECT j.id, date(r.started_at, 'unixepoch') AS day FROM rejects j JOIN runs r ON r.id = j.run_id
        WHERE j.raw IS NOT NULL AND r.status <> 'open' ORDER BY j.id
        """
    ).compactMap { row in
      guard let day = CivilDate(row["day"] as String), policy.isOver(.reject, since: day, on: today) else { return nil }
      return row["id"]
    }
    vatIDs = try VATIDRetention(database).due(policy, on: today)
  }
}
