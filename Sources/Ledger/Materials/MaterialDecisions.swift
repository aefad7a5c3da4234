/// What people decide about materials: which article is which, and which side of a conflict counts.
import GRDB
import Matching
public import Pipeline

/// Which side of a conflict counts.
public enum ConflictSide: String, Sendable, CaseIterable {
  /// What the ledger has.
  case ledger
  /// What the store has.
  case store
}

extension LedgerStore {
  /// Decides which side of a conflict counts; the other side is told with the next run.
  ///
  /// - Throws: `E8811` when there is no such conflict that waits.
  public func resolve(conflict number: Int64, taking side: ConflictSide, at instant: Int64) throws(RunFailure) {
    try durably { database in
      let found = try Row.fetchOne(
        database, sql: "SELECT * FROM sync_conflicts WHERE id = ? AND status = 'open'", arguments: [number])
      guard let found else { throw MaterialFailure.noConflict(number) }
      let field: String = found["field"]
      let isOfProduct = MaterialField(rawValue: field)?.isOfProduct ?? false
      if side == .store {
        let (table, owner) = isOfProduct ? ("family_values", "family_id") : ("material_values", "material_id")
        try database.execute(
          sql: "INSERT OR REPLACE INTO \(table) (\(owner), field, value, changed_at) VALUES (?, ?, ?, ?)",
          arguments: [found["owner"], field, found["store_value"], instant])
      }
      // Both have seen the store's value: where it does not count, the ledger's is the newer one.
      let (sides, links) = isOfProduct ? ("product_sides", "product_links") : ("article_sides", "article_links")
      let variant = isOfProduct ? "" : "AND l.variant = ?5"
      var own: StatementArguments = [found["store_value"], field, found["store_id"], found["product"]]
      if !isOfProduct { own += [found["variant"]] }
      try database.execute(
        sql: """
          UPDATE \(sides) SET agreed = ?1, has_agreed = 1 WHERE field = ?2 AND link_id = (
            SELECT l.id FROM \(links) l WHERE l.store_id = ?3 AND l.product = ?4 \(variant))
          """, arguments: own)
      try database.execute(
        sql: "UPDATE sync_conflicts SET status = 'resolved', ended_at = ? WHERE id = ?", arguments: [instant, number])
    }
  }

  /// Decides which material an article of a store is; `nil` for a new one. What the store says of it is read with the next
  /// run of its products.
  ///
  /// - Throws: `E8812` when the store never told of the article; `E8813` when there is no such material, or another
  ///   article of the store is it.
  public func link(
    _ product: String, variant: String, of store: String, to material: Int64?, at instant: Int64
  ) throws(RunFailure) {
    try durably { database in
      guard let id = try StoreNumber.of(store, database), let run = try Self.run(of: product, in: id, database) else {
        throw MaterialFailure.noArticle(product, variant, store)
      }
      let key: StatementArguments = [id, product, variant]
      let own = "store_id = ? AND product = ? AND variant = ?"
      if let material {
        guard
          let family = try Int64.fetchOne(
            database, sql: "SELECT family_id FROM materials WHERE id = ?", arguments: [material])
        else { throw MaterialFailure.noMaterial(material) }
        let isTaken =
          try Bool.fetchOne(
            database,
            sql: """
              SELECT count(*) > 0 FROM article_links WHERE store_id = ? AND material_id = ? AND is_gone = 0
                AND NOT (product = ? AND variant = ?)
              """, arguments: [id, material, product, variant]) ?? false
        if isTaken { throw MaterialFailure.noMaterial(material) }
        try database.execute(
          sql: "INSERT INTO product_links (store_id, product, family_id, is_gone, is_wanted) VALUES (?, ?, ?, 0, 1) "
            + "ON CONFLICT DO UPDATE SET is_gone = 0", arguments: [id, product, family])
        try Self.unlink(own, key, database)
        try database.execute(
          sql: """
            INSERT INTO article_links (store_id, product, variant, material_id, rule, is_gone)
            VALUES (?, ?, ?, ?, 'decided', 0)
            """, arguments: key + [material])
      } else {
        try Self.unlink(own, key, database)
      }
      try database.execute(sql: "DELETE FROM link_proposals WHERE \(own)", arguments: key)
      try database.execute(
        sql: "INSERT OR REPLACE INTO link_decisions VALUES (?, ?, ?, ?, ?)", arguments: key + [material, instant])
      try database.execute(
        sql: "DELETE FROM sync_folds WHERE run_id = ? AND purpose = 'materials'", arguments: [run])
    }
  }

  /// The published run that told of a product last.
  private static func run(of product: String, in store: Int64, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT d.run_id FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
        WHERE d.store_id = ? AND d.external_id = ? AND d.is_current = 1
        """, arguments: [store, product])
  }

  private static func unlink(_ own: String, _ key: StatementArguments, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM article_sides WHERE link_id IN (SELECT id FROM article_links WHERE \(own))", arguments: key)
    try database.execute(sql: "DELETE FROM article_links WHERE \(own)", arguments: key)
  }
}

/// Why something cannot be done with a material.
enum MaterialFailure {
  static func noConflict(_ number: Int64) -> RunFailure {
    RunFailure(
      "E8811", .usage, "there is no conflict \(number) that waits",
      remedy: "\"shopledger sync conflicts list\" has those that do")
  }

  static func noArticle(_ product: String, _ variant: String, _ store: String) -> RunFailure {
    RunFailure(
      "E8812", .usage, "\(store) has told of no article \(product)\(variant.isEmpty ? "" : "/\(variant)")",
      remedy: "\"shopledger sync problems\" and \"shopledger materials show\" have the ids of articles")
  }

  static func noMaterial(_ number: Int64) -> RunFailure {
    RunFailure(
      "E8813", .usage, "there is no material \(number), or the store has another article that is it",
      remedy: "\"shopledger materials list\" has the numbers; --new makes a material of the article")
  }
}
