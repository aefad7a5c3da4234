/// Materials, conflicts, problems and the outbox as people and reports read them.
public import Commerce
import GRDB
public import Pipeline

/// A material as it is now.
public struct MaterialRecord: Sendable, Equatable {
  /// Its number.
  public var number: Int64
  /// The family of materials that are variants of one product.
  public var family: Int64
  /// What it is called.
  public var name: String?
  /// What sets it apart within its family.
  public var option: String?
  /// Stock-keeping unit.
  public var sku: String?
  /// EAN, UPC or another code.
  public var barcode: String?
  /// Price of one unit, a decimal number.
  public var price: String?
  /// In what the price is, such as `EUR gross`.
  public var priceBasis: String?
  /// `active`, `draft` or `archived`.
  public var status: String?
  /// What kind of thing it is.
  public var category: String?
  /// The stores that have it.
  public var stores: [String]
  /// Units in stock at all places together; `nil` where nobody counts.
  public var stock: Exact?
}

/// A store's article that a material is linked to.
public struct MaterialLinkRecord: Sendable, Equatable {
  /// Name of the store.
  public var store: String
  /// The platform's id of the product.
  public var product: String
  /// The platform's id of the variant; empty where the product is its only one.
  public var variant: String
  /// Why: `created`, `sku`, `barcode` or `decided`.
  public var rule: String
  /// Whether the store no longer has it.
  public var isGone: Bool
}

/// The stock of a material at a place, and what a store says of it.
public struct MaterialStockRecord: Sendable, Equatable {
  /// Number of the material.
  public var material: Int64
  /// The ledger's name of the place.
  public var location: String
  /// Units that the ledger counts.
  public var quantity: Exact
  /// Name of a store that sells from it; `nil` where none does any more.
  public var store: String?
  /// The platform's id of the place.
  public var place: String?
  /// Units that the store shows.
  public var level: Exact?
  /// Units that are promised there.
  public var reserved: Exact?
}

/// A value that both sides have changed.
public struct SyncConflictRecord: Sendable, Equatable {
  /// Its number.
  public var number: Int64
  /// Name of the store.
  public var store: String
  /// The platform's id of the product.
  public var product: String
  /// The platform's id of the variant; empty for a field of the product.
  public var variant: String
  /// The field.
  public var field: String
  /// What the ledger has, and since when (seconds since 1970).
  public var ledger: (value: String?, at: Int64?)
  /// What the store has, and since when (seconds since 1970).
  public var told: (value: String?, at: Int64?)

  /// Whether both are the same.
  public static func == (left: SyncConflictRecord, right: SyncConflictRecord) -> Bool {
    left.number == right.number && left.ledger == right.ledger && left.told == right.told
  }
}

/// Something about an item that a person should know.
public struct SyncProblemRecord: Sendable, Equatable {
  /// Name of the store.
  public var store: String
  /// `products` or `inventory`.
  public var entity: String
  /// The platform's id of the product, or of the article.
  public var product: String
  /// The platform's id of the variant, or of the place.
  public var variant: String
  /// What it is, such as `repeated_sku`.
  public var kind: String
  /// What to know besides.
  public var detail: String
}

/// A change that a store was or is to be told.
public struct OutboxRecord: Sendable, Equatable {
  /// Number of the entry; an entry may have several changes.
  public var number: Int64
  /// Name of the store.
  public var store: String
  /// `products` or `inventory`.
  public var entity: String
  /// `decided`, `sent`, `confirmed`, `refused`, `stale`, `gone` or `superseded`.
  public var status: String
  /// The platform's id of the product or article; `nil` for one that is to be created.
  public var product: String?
  /// The platform's id of the variant or place.
  public var variant: String?
  /// The material; `nil` for a field of the product.
  public var material: Int64?
  /// The field.
  public var field: String
  /// What the store had when it was decided.
  public var seen: String?
  /// What it is told.
  public var value: String?
  /// What it answered.
  public var answer: String
}

extension LedgerReader {
  /// The materials, by their numbers.
  ///
  /// - Parameters:
  ///   - store: only those that this store has; `nil` for all.
  ///   - number: only that one; `nil` for all.
  public func materials(
    of store: String? = nil, number: Int64? = nil, limit: Int = .max
  ) throws(RunFailure) -> [MaterialRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM v_materials WHERE (?2 IS NULL OR material = ?2) AND (?1 IS NULL OR material IN (
            SELECT l.material_id FROM article_links l JOIN stores s ON s.id = l.store_id
            WHERE s.name = ?1 AND l.is_gone = 0))
          ORDER BY material LIMIT ?3
          """, arguments: [store, number, limit]
      ).map(MaterialRecord.init)
    }
  }

  /// The store's articles that a material is linked to.
  public func links(ofMaterial number: Int64) throws(RunFailure) -> [MaterialLinkRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.name, l.product, l.variant, l.rule, l.is_gone FROM article_links l JOIN stores s ON s.id = l.store_id
          WHERE l.material_id = ? ORDER BY s.name, l.product, l.variant
          """, arguments: [number]
      ).map { MaterialLinkRecord(store: $0[0], product: $0[1], variant: $0[2], rule: $0[3], isGone: $0[4]) }
    }
  }

  /// The stock of materials by place, and what stores say of it.
  ///
  /// - Parameter number: only that material; `nil` for all.
  public func materialStock(_ number: Int64? = nil) throws(RunFailure) -> [MaterialStockRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM v_material_stock WHERE ?1 IS NULL OR material = ?1 ORDER BY material, location, store, article
          """, arguments: [number]
      ).map(MaterialStockRecord.init)
    }
  }

  /// The conflicts that wait for a person, by their numbers.
  public func syncConflicts(of store: String? = nil) throws(RunFailure) -> [SyncConflictRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT c.*, s.name FROM sync_conflicts c JOIN stores s ON s.id = c.store_id
          WHERE c.status = 'open' AND (?1 IS NULL OR s.name = ?1) ORDER BY c.id
          """, arguments: [store]
      ).map { row in
        SyncConflictRecord(
          number: row["id"], store: row["name"], product: row["product"], variant: row["variant"], field: row["field"],
          ledger: (row["ledger_value"], row["ledger_at"]), told: (row["store_value"], row["store_at"]))
      }
    }
  }

  /// What a person should know, item by item.
  public func syncProblems(of store: String? = nil) throws(RunFailure) -> [SyncProblemRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT s.name, p.entity, p.product, p.variant, p.kind, p.detail FROM sync_problems p
          JOIN stores s ON s.id = p.store_id WHERE ?1 IS NULL OR s.name = ?1 ORDER BY 1, 2, 5, 3, 4
          """, arguments: [store]
      ).map {
        SyncProblemRecord(store: $0[0], entity: $0[1], product: $0[2], variant: $0[3], kind: $0[4], detail: $0[5])
      }
    }
  }

  /// The changes that stores were or are to be told, the oldest first.
  ///
  /// - Parameter waiting: only those that wait to be sent or answered.
  public func outbox(
    of store: String? = nil, waiting: Bool = true, limit: Int = .max
  ) throws(RunFailure) -> [OutboxRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM (SELECT * FROM v_outbox WHERE (?1 IS NULL OR store = ?1)
            AND (NOT ?2 OR status IN ('decided', 'sent')) ORDER BY id DESC LIMIT ?3) ORDER BY id
          """, arguments: [store, waiting, limit]
      ).map { row in
        OutboxRecord(
          number: row["id"], store: row["store"], entity: row["entity"], status: row["status"],
          product: row["product"], variant: row["variant"], material: row["material"], field: row["field"],
          seen: row["seen"], value: row["value"], answer: row["answer"])
      }
    }
  }
}

extension MaterialRecord {
  fileprivate init(row: Row) {
    let stores: String? = row["stores"]
    let stock: Int64? = row["stock_millionths"]
    self.init(
      number: row["material"], family: row["family"], name: row["name"], option: row["option"], sku: row["sku"],
      barcode: row["barcode"], price: row["price"], priceBasis: row["price_basis"], status: row["status"],
      category: row["category"], stores: stores?.split(separator: ", ").map(String.init) ?? [],
      stock: stock.map { Exact(millionths: $0) })
  }
}

extension MaterialStockRecord {
  fileprivate init(row: Row) {
    func figure(_ name: String) -> Exact? {
      let millionths: Int64? = row[name]
      return millionths.map { Exact(millionths: $0) }
    }
    self.init(
      material: row["material"], location: row["location"], quantity: figure("quantity_millionths") ?? .zero,
      store: row["store"], place: row["place"], level: figure("level_millionths"),
      reserved: figure("reserved_millionths"))
  }
}
