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
      var summaries = try Self.largest(limit, database)
      let members = try Row.fetchAll(
        database,
        sql: """
          SELECT coalesce(g.customer_id, c.id) AS customer, c.id AS contact, s.name AS store, g.rule FROM contacts c
          JOIN stores s ON s.id = c.store_id LEFT JOIN memberships g ON g.contact_id = c.id
          WHERE c.id IN (SELECT value FROM json_each(:customers))
            OR g.customer_id IN (SELECT value FROM json_each(:customers)) ORDER BY s.name, g.rule
          """, arguments: ["customers": summaries.map(\.number).jsonArray])
      let documents = try Row.fetchAll(
        database,
        sql: """
          SELECT contact_id, count(*) FROM transactions
          WHERE is_current = 1 AND contact_id IN (SELECT value FROM json_each(?)) GROUP BY contact_id
          """, arguments: [members.map { $0["contact"] as Int64 }.jsonArray]
      ).reduce(into: [Int64: Int64]()) { $0[$1[0]] = $1[1] }
      let places = Dictionary(uniqueKeysWithValues: summaries.enumerated().map { ($1.number, $0) })
      for row in members {
        guard let place = places[row["customer"]] else { continue }
        let (store, contact): (String, Int64) = (row["store"], row["contact"])
        summaries[place].contacts += 1
        summaries[place].documents += documents[contact] ?? 0
        if !summaries[place].stores.contains(store) { summaries[place].stores.append(store) }
        let rule = (row["rule"] as Int32?).map(MatchRule.init(stored:))
        if let rule, !summaries[place].rules.contains(rule) { summaries[place].rules.append(rule) }
      }
      return summaries
    }
  }

  /// The numbers of the customers with the most contacts; those of one contact follow in the order of their numbers.
  private static func largest(_ limit: Int, _ database: Database) throws -> [CustomerSummary] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT customer FROM (
          SELECT customer_id AS customer, count(*) AS others FROM memberships GROUP BY customer_id
          UNION ALL
          SELECT * FROM (SELECT c.id, 0 FROM contacts c JOIN runs r ON r.id = c.run_id AND r.status = 'published'
            WHERE c.id NOT IN (SELECT contact_id FROM memberships)
              AND c.id NOT IN (SELECT customer_id FROM memberships) ORDER BY c.id LIMIT :limit))
        ORDER BY others DESC, customer LIMIT :limit
        """, arguments: ["limit": limit]
    ).map { CustomerSummary(number: $0, contacts: 0, documents: 0, stores: [], rules: []) }
  }
}
