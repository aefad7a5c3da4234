/// Conflicts that wait for a person: each keeps what both sides say until they agree or somebody decides.
import Commerce
import GRDB
import Matching

struct ConflictRows {
  private let store: Int64
  private let database: Database

  init(store: Int64, _ database: Database) {
    self.store = store
    self.database = database
  }

  /// Keeps the conflicts that there are; those that are no more have been settled by the stores themselves.
  func keep(_ conflicts: [FieldConflict], at instant: Int64) throws {
    var open: [ConflictKey: Int64] = [:]
    for row in try Row.fetchAll(
      database, sql: "SELECT id, product, variant, field FROM sync_conflicts WHERE store_id = ? AND status = 'open'",
      arguments: [store])
    {
      guard let field = MaterialField(rawValue: row["field"]) else { continue }
      open[ConflictKey(ArticleKey(product: row["product"], variant: row["variant"]), field)] = row["id"]
    }
    for conflict in conflicts {
      let told: StatementArguments = [
        conflict.ledger.value, conflict.ledger.at, conflict.store.value, conflict.store.at,
      ]
      if let id = open.removeValue(forKey: conflict.key) {
        try database.executeRepeatedly(
          sql: """
            UPDATE sync_conflicts SET ledger_value = ?, ledger_at = ?, store_value = ?, store_at = ? WHERE id = ?
            """, arguments: told + [id])
      } else {
        let key = conflict.key
        try database.executeRepeatedly(
          sql: """
            INSERT INTO sync_conflicts (ledger_value, ledger_at, store_value, store_at, store_id, product, variant, field,
              owner, found_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
            """,
          arguments: told
            + [store, key.article.product, key.article.variant, key.field.rawValue, conflict.owner, instant])
      }
    }
    for id in open.values {
      try database.executeRepeatedly(
        sql: "UPDATE sync_conflicts SET status = 'agreed', ended_at = ? WHERE id = ?", arguments: [instant, id])
    }
  }
}

/// What a person should know of a store's products or stock, item by item.
struct ProblemRows {
  private let store: Int64
  private let entity: String
  private let database: Database

  init(store: Int64, _ entity: Entity, _ database: Database) {
    self.store = store
    self.entity = entity.rawValue
    self.database = database
  }

  /// Keeps the problems of the products that were looked at; those of others stay.
  ///
  /// - Parameter looked: the products that were looked at; what is about none was looked at too.
  func keep(_ problems: Set<CatalogueProblem>, of looked: [String], at instant: Int64) throws {
    for product in looked + [""] {
      try database.executeRepeatedly(
        sql: "DELETE FROM sync_problems WHERE store_id = ? AND entity = ? AND product = ? AND kind <> 'refused'",
        arguments: [store, entity, product])
    }
    for problem in problems {
      try add(problem.kind.rawValue, problem.article, problem.detail, at: instant)
    }
  }

  /// Adds a problem.
  func add(_ kind: String, _ article: ArticleKey, _ detail: String, at instant: Int64) throws {
    try database.executeRepeatedly(
      sql: "INSERT OR IGNORE INTO sync_problems VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [store, entity, article.product, article.variant, kind, detail, instant])
  }

  /// Takes the problems of a kind about a product back.
  func remove(_ kind: String, of product: String) throws {
    try database.executeRepeatedly(
      sql: "DELETE FROM sync_problems WHERE store_id = ? AND entity = ? AND product = ? AND kind = ?",
      arguments: [store, entity, product, kind])
  }

  /// How many there are of each kind.
  func counts() throws -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for row in try Row.fetchAll(
      database, sql: "SELECT kind, count(*) FROM sync_problems WHERE store_id = ? AND entity = ? GROUP BY kind",
      arguments: [store, entity])
    {
      counts[row[0]] = row[1]
    }
    return counts
  }
}
