/// What a ledger knows of its stores: how much it has of each, when each was synchronised last, and what went wrong.
public import Commerce
import GRDB
public import Pipeline

/// What a ledger knows of a store.
public struct StoreState: Sendable, Equatable {
  /// What went wrong in the last run of a pipeline.
  public struct Failure: Sendable, Equatable {
    /// The pipeline.
    public var pipeline: String
    /// Its stable code; `nil` where the run came to its end and was refused.
    public var code: String?
    /// What happened.
    public var message: String
    /// When, in seconds since 1970.
    public var at: Int64
  }

  /// Products as they stand.
  public var products: Int64 = 0
  /// Those of them that are linked to materials, and so kept alike in all stores.
  public var syncedProducts: Int64 = 0
  /// Orders that were imported.
  public var orders: Int64 = 0
  /// When each entity was loaded last, or found unchanged, in seconds since 1970.
  public var lastSync: [Entity: Int64] = [:]
  /// What went wrong and was not put right by a later run of the same pipeline, the latest first.
  public var failures: [Failure] = []

  /// Nothing.
  public init() {}
}

extension LedgerReader {
  /// When an entity of a store was loaded last, or found unchanged, in seconds since 1970; `nil` before that.
  public func lastSync(of entity: Entity, store: String) throws(RunFailure) -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT max(r.finished_at) FROM runs r JOIN stores s ON s.id = r.store_id
          WHERE s.name = ? AND r.entity = ? AND r.status IN ('published', 'unchanged')
          """, arguments: [store, entity.rawValue])
    }
  }

  /// What is known of each store, by its name.
  public func storeStates() throws(RunFailure) -> [String: StoreState] {
    try read { database in try StoreStateSearch(database: database).states() }
  }
}

private struct StoreStateSearch {
  let database: Database

  func states() throws -> [String: StoreState] {
    var states: [String: StoreState] = [:]
    for name in try String.fetchAll(database, sql: "SELECT name FROM stores") { states[name] = StoreState() }
    let products = try counts(
      """
      SELECT d.store_id AS store_id, count(*) AS count, count((SELECT 1 FROM product_links l
        WHERE l.store_id = d.store_id AND l.product = d.external_id AND l.is_gone = 0 LIMIT 1)) AS synced
      FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published' WHERE d.is_current = 1
      GROUP BY d.store_id
      """)
    for row in products {
      states[row["store"]]?.products = row["count"]
      states[row["store"]]?.syncedProducts = row["synced"]
    }
    let orders = try counts(
      """
      SELECT t.store_id AS store_id, count(*) AS count FROM transactions t
      JOIN runs r ON r.id = t.run_id AND r.status = 'published'
      WHERE t.is_current = 1 AND t.kind = \(TransactionKind.sale.rawValue) GROUP BY t.store_id
      """)
    for row in orders { states[row["store"]]?.orders = row["count"] }
    let syncs = try counts(
      """
      SELECT store_id, entity, max(finished_at) AS at FROM runs WHERE status IN ('published', 'unchanged')
      GROUP BY store_id, entity
      """)
    for row in syncs {
      guard let entity = Entity(rawValue: row["entity"]) else { continue }
      states[row["store"]]?.lastSync[entity] = row["at"]
    }
    for row in try failures() {
      states[row["store"]]?.failures.append(
        StoreState.Failure(pipeline: row["pipeline"], code: row["code"], message: row["message"], at: row["at"]))
    }
    return states
  }

  private func counts(_ sql: String) throws -> [Row] {
    try Row.fetchAll(database, sql: "SELECT s.name AS store, x.* FROM (\(sql)) x JOIN stores s ON s.id = x.store_id")
  }

  /// Runs that stopped or were refused, of pipelines that have not come to a good end since.
  private func failures() throws -> [Row] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT s.name AS store, f.pipeline, f.code, f.message, f.failed_at AS at FROM store_failures f
        JOIN stores s ON s.id = f.store_id
        UNION ALL
        SELECT s.name, r.pipeline, NULL, r.message, r.finished_at FROM runs r JOIN stores s ON s.id = r.store_id
        WHERE r.status = 'refused' AND r.id = (SELECT max(o.id) FROM runs o
          WHERE o.store_id = r.store_id AND o.pipeline = r.pipeline AND o.status <> 'undone')
        ORDER BY at DESC
        """)
  }
}
