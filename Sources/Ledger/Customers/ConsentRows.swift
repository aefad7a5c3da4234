/// Writes what people agreed to.
import Columns
import Commerce
import GRDB
import Privacy

struct ConsentRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Adds an event.
  func insert(
    contact: Int64, store: Int64?, run: Int64?, _ purpose: ConsentPurpose, _ state: ConsentState, told: Int64?,
    at instant: Int64
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO consents (contact_id, store_id, run_id, purpose, state, told_at, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, arguments: [contact, store, run, purpose.rawValue, state.rawValue, told, instant])
  }

  /// The columns of accounts that say it, by purpose.
  private static let columns: [(purpose: ConsentPurpose, word: String, told: String)] = [
    (.emailMarketing, CustomerKeys.marketingConsent.name, CustomerKeys.marketingConsentAt.name),
    (.smsMarketing, CustomerKeys.smsConsent.name, CustomerKeys.smsConsentAt.name),
  ]

  /// Adds what the accounts of a run say, where it is not what their store said last.
  func take(run: Int64) throws {
    for column in Self.columns { try take(run, column.purpose, word: column.word, told: column.told) }
  }

  private func take(_ run: Int64, _ purpose: ConsentPurpose, word: String, told: String) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT d.contact, d.store_id, d.\(word) AS word, d.\(told) AS told, r.started_at,
          o.\(word) AS word_before, o.\(told) AS told_before
        FROM accounts d JOIN runs r ON r.id = d.run_id LEFT JOIN accounts o ON o.id = d.supersedes
        WHERE d.run_id = ? AND d.contact IS NOT NULL AND d.\(word) IS NOT NULL ORDER BY d.id
        """, arguments: [run])
    for row in rows {
      let word: String = row["word"]
      let told: Int64? = row["told"]
      if word == row["word_before"] as String?, told == row["told_before"] as Int64? { continue }
      guard let state = ConsentState(word: word) else { continue }
      try insert(
        contact: row["contact"], store: row["store_id"], run: run, purpose, state, told: told, at: row["started_at"])
    }
  }
}
