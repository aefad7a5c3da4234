/// Writes what people agreed to.
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

  /// Adds what the accounts of a run say, where it is not what their store said last.
  func take(run: Int64) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT d.contact, d.store_id, d.marketing_consent, d.marketing_consent_at, r.started_at,
          o.marketing_consent AS word_before, o.marketing_consent_at AS at_before
        FROM accounts d JOIN runs r ON r.id = d.run_id LEFT JOIN accounts o ON o.id = d.supersedes
        WHERE d.run_id = ? AND d.contact IS NOT NULL AND d.marketing_consent IS NOT NULL ORDER BY d.id
        """, arguments: [run])
    for row in rows {
      let word: String = row["marketing_consent"]
      let told: Int64? = row["marketing_consent_at"]
      if word == row["word_before"] as String?, told == row["at_before"] as Int64? { continue }
      guard let state = ConsentState(word: word) else { continue }
      try insert(
        contact: row["contact"], store: row["store_id"], run: run, .emailMarketing, state, told: told,
        at: row["started_at"])
    }
  }
}
