/// What becomes of an entry of the outbox, and of what ledger and store agree on by that.
import Commerce
import GRDB
import Matching
import Pipeline

struct OutboxEnding {
  private let verdict: OutboxVerdict
  private let instant: Int64
  private let database: Database

  init(_ verdict: OutboxVerdict, at instant: Int64, _ database: Database) {
    self.verdict = verdict
    self.instant = instant
    self.database = database
  }

  func end() throws {
    let rows = OutboxRows(database)
    guard verdict.outcome != .decided else { return try rows.reopen(verdict.number) }
    guard
      let entry = try Row.fetchOne(
        try database.cachedStatement(
          sql: "SELECT store_id, entity, product FROM outbox WHERE id = ? AND status IN ('decided', 'sent')"),
        arguments: [verdict.number])
    else { return }
    try rows.end(verdict.number, as: verdict.outcome.rawValue, answer: verdict.answer, at: instant)
    let (store, product): (Int64, String?) = (entry["store_id"], entry["product"])
    let isStock = entry["entity"] == "inventory"
    let problems = ProblemRows(store: store, isStock ? .inventory : .products, database)
    let key = ArticleKey(product: product ?? "", variant: "")
    try problems.remove("refused", of: key.product)
    switch verdict.outcome {
    case .confirmed: if isStock { try agreeOnStock(store, product ?? "") } else { try agree(store, product) }
    case .refused: try problems.add("refused", key, verdict.answer, at: instant)
    case .gone:
      if isStock { try loseStock(store, product ?? "", problems) } else { try lose(store, product, problems) }
    case .stale: if isStock, let level = verdict.level { try see(level, store, product ?? "") }
    case .decided: break
    }
  }

  /// The store says what it was told.
  private func agree(_ store: Int64, _ product: String?) throws {
    guard let product else { return }
    for (table, links, condition) in [
      ("product_sides", "product_links", "c.material_id IS NULL"),
      ("article_sides", "article_links", "c.material_id IS NOT NULL AND l.variant = c.variant"),
    ] {
      try database.executeRepeatedly(
        sql: """
          UPDATE \(table) SET seen = n.value, agreed = n.value, has_agreed = 1
          FROM (SELECT l.id AS link, c.field, c.value FROM outbox_changes c JOIN \(links) l
            ON l.store_id = ?1 AND l.product = ?2 AND \(condition) WHERE c.outbox_id = ?3) AS n
          WHERE link_id = n.link AND \(table).field = n.field
          """, arguments: [store, product, verdict.number])
    }
  }

  private func agreeOnStock(_ store: Int64, _ article: String) throws {
    try database.executeRepeatedly(
      sql: """
        UPDATE stock_links SET seen = n.level * 1000000, agreed = n.level * 1000000
        FROM (SELECT variant, CAST(value AS INTEGER) AS level FROM outbox_changes WHERE outbox_id = ?3) AS n
        WHERE store_id = ?1 AND article = ?2 AND place = n.variant
        """, arguments: [store, article, verdict.number])
  }

  /// What the store has by now is what the next decision rests on: not every list of a store's stock tells it.
  private func see(_ level: Int64, _ store: Int64, _ article: String) throws {
    try database.executeRepeatedly(
      sql: """
        UPDATE stock_links SET seen = ?4 * 1000000, told_at = ?5 WHERE store_id = ?1 AND article = ?2
          AND place IN (SELECT variant FROM outbox_changes WHERE outbox_id = ?3)
        """, arguments: [store, article, verdict.number, level, instant])
  }

  private func lose(_ store: Int64, _ product: String?, _ problems: ProblemRows) throws {
    guard let product else { return }
    for table in ["product_links", "article_links"] {
      try database.executeRepeatedly(
        sql: "UPDATE \(table) SET is_gone = 1 WHERE store_id = ? AND product = ?", arguments: [store, product])
    }
    try problems.add(
      CatalogueProblem.Kind.gone.rawValue, ArticleKey(product: product, variant: ""), "", at: instant)
  }

  private func loseStock(_ store: Int64, _ article: String, _ problems: ProblemRows) throws {
    for place in try String.fetchAll(
      database, sql: "SELECT coalesce(variant, '') FROM outbox_changes WHERE outbox_id = ?", arguments: [verdict.number]
    ) {
      try problems.add(
        CatalogueProblem.Kind.gone.rawValue, ArticleKey(product: article, variant: place), "", at: instant)
    }
    try database.executeRepeatedly(
      sql: """
        UPDATE stock_links SET is_gone = 1 WHERE store_id = ?1 AND article = ?2
          AND place IN (SELECT variant FROM outbox_changes WHERE outbox_id = ?3)
        """, arguments: [store, article, verdict.number])
  }
}
