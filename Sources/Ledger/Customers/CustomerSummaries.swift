/// The customers of a ledger, without anything personal.
public import Commerce
import GRDB
public import Pipeline

/// A customer in a list.
public struct CustomerSummary: Sendable, Equatable {
  /// The lowest number of its contacts.
  public var number: Int64
  /// How many contacts it has.
  public var contacts: Int64
  /// How many documents that stand.
  public var documents: Int64
  /// The stores that told of it, sorted.
  public var stores: [String]
  /// The rules that join its contacts.
  public var rules: [MatchRule]
}

extension LedgerReader {
  /// The customers with the most contacts, at most `limit`.
  public func customers(limit: Int) throws(RunFailure) -> [CustomerSummary] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          WITH members AS (
            SELECT coalesce(g.customer_id, c.id) AS customer, c.id AS contact, c.store_id, g.rule
            FROM contacts c JOIN runs r ON r.id = c.run_id AND r.status = 'published'
            LEFT JOIN memberships g ON g.contact_id = c.id),
          chosen AS (
            SELECT customer, count(*) AS contacts FROM members GROUP BY customer
            ORDER BY contacts DESC, customer LIMIT ?)
          SELECT h.customer, h.contacts,
            (SELECT group_concat(name, char(31)) FROM (SELECT DISTINCT s.name FROM members m JOIN stores s
              ON s.id = m.store_id WHERE m.customer = h.customer ORDER BY s.name)) AS stores,
            (SELECT group_concat(DISTINCT m.rule) FROM members m WHERE m.customer = h.customer) AS rules,
            (SELECT count(*) FROM transactions t WHERE t.is_current = 1
              AND t.contact_id IN (SELECT contact FROM members m WHERE m.customer = h.customer)) AS documents
          FROM chosen h ORDER BY h.contacts DESC, h.customer
          """, arguments: [limit]
      ).map { row in
        let stores: String = row["stores"] ?? ""
        let rules: String = row["rules"] ?? ""
        return CustomerSummary(
          number: row["customer"], contacts: row["contacts"], documents: row["documents"],
          stores: stores.split(separator: "\u{1F}").map(String.init),
          rules: rules.split(separator: ",").compactMap { Int32($0) }.sorted().map(MatchRule.init(stored:)))
      }
    }
  }
}
