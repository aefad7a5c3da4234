/// What people say of materials by hand: values, counts of stock, and how little of them is too little.
public import Commerce
import GRDB
public import Matching
public import Pipeline

/// What is to be said of one material.
public struct MaterialEdit: Sendable {
  /// Values by their fields; empty text for none.
  public var values: [MaterialField: String] = [:]
  /// In what the price is, such as `EUR gross`; `nil` to leave it.
  public var priceBasis: String?
  /// Units that were counted, by the ledger's name of the place.
  public var counts: [String: Exact] = [:]
  /// Units at or below which there is an alert in every store; `nil` to leave it.
  public var threshold: Int64?

  /// Nothing yet.
  public init() {}
}

extension LedgerStore {
  /// Says something of a material; stores are told with the next runs of their pipelines.
  ///
  /// - Throws: `E8813` when there is no such material, `E8814` when a value does not do, with what would.
  public func edit(material number: Int64, _ edit: MaterialEdit, at instant: Int64) throws(RunFailure) {
    try durably { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT family_id, price_basis FROM materials WHERE id = ?", arguments: [number])
      else { throw MaterialFailure.noMaterial(number) }
      let basis = edit.priceBasis ?? row["price_basis"]
      for (field, text) in edit.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let value = try Self.checked(text, field, of: number, basis, database)
        let (table, owner) =
          field.isOfProduct ? ("family_values", row["family_id"] as Int64) : ("material_values", number)
        try database.execute(
          sql: "INSERT OR REPLACE INTO \(table) VALUES (?, ?, ?, ?)",
          arguments: [owner, field.rawValue, value, instant])
      }
      if let basis = edit.priceBasis {
        try database.execute(sql: "UPDATE materials SET price_basis = ? WHERE id = ?", arguments: [basis, number])
      }
      for (location, units) in edit.counts.sorted(by: { $0.key < $1.key }) {
        try Self.count(units, of: number, at: location, instant, database)
      }
      if let threshold = edit.threshold {
        try database.execute(
          sql: "INSERT OR REPLACE INTO material_thresholds VALUES (?, ?)", arguments: [number, threshold])
      }
    }
  }

  private static func count(
    _ units: Exact, of material: Int64, at location: String, _ instant: Int64, _ database: Database
  ) throws {
    let before = try Int64.fetchOne(
      database, sql: "SELECT quantity FROM material_stock WHERE material_id = ? AND location = ?",
      arguments: [material, location])
    try database.execute(
      sql: "INSERT OR REPLACE INTO material_stock VALUES (?, ?, ?)", arguments: [material, location, units.millionths])
    try database.execute(
      sql: "INSERT INTO stock_moves (material_id, location, quantity, kind, moved_at) VALUES (?, ?, ?, 'count', ?)",
      arguments: [material, location, units.millionths - (before ?? 0), instant])
  }

  /// A value in the form in which it is compared with those of stores.
  private static func checked(
    _ text: String, _ field: MaterialField, of material: Int64, _ basis: String?, _ database: Database
  ) throws -> String? {
    guard let value = ProductValues.text(text) else {
      if field.canBeEmptied { return nil }
      throw MaterialFailure.unfit(field, "it cannot be empty")
    }
    switch field {
    case .name:
      if ProductValues.name(value).flaw != nil { throw MaterialFailure.unfit(field, "it holds HTML") }
    case .status:
      guard ["active", "draft", "archived"].contains(value) else {
        throw MaterialFailure.unfit(field, "it is active, draft or archived")
      }
    case .sku:
      let isTaken = try Bool.fetchOne(
        database,
        sql: "SELECT count(*) > 0 FROM material_values WHERE field = 'sku' AND value = ? AND material_id <> ?",
        arguments: [value, material])
      if isTaken == true { throw MaterialFailure.unfit(field, "another material has it") }
    case .price:
      guard let basis, let currency = basis.split(separator: " ").first.flatMap({ Currency(String($0)) }) else {
        throw MaterialFailure.unfit(field, "nothing says in which currency it is: add --in \"EUR gross\"")
      }
      let decimals = currency.exponent ?? 2
      guard let price = ProductValues.price(Exact(value), decimals: decimals).value else {
        throw MaterialFailure.unfit(
          field, "it is a decimal number above zero with a point and at most \(decimals) decimals")
      }
      return price
    case .description, .category, .barcode, .parent, .theme: break
    }
    return value
  }

  /// Lets what stores have refused be told again with the next run, as after the cause was mended in the store.
  ///
  /// - Parameters:
  ///   - store: only what this store has refused.
  ///   - entry: only this entry.
  /// - Returns: how many are told again.
  /// - Throws: `E8815` when there is no such entry that was refused last.
  public func retry(of store: String? = nil, entry: Int64? = nil) throws(RunFailure) -> Int {
    try durably { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT o.id, o.store_id, o.entity, o.product FROM outbox o JOIN stores s ON s.id = o.store_id
          WHERE o.status = 'refused' AND (?1 IS NULL OR s.name = ?1) AND (?2 IS NULL OR o.id = ?2) AND NOT EXISTS (
            SELECT 1 FROM outbox n WHERE n.store_id = o.store_id AND n.key = o.key AND n.id > o.id)
          """, arguments: [store, entry])
      if let entry, rows.isEmpty { throw MaterialFailure.notRefused(entry) }
      for row in rows {
        // What was refused no longer keeps the same from being decided again; the answer stays with it.
        try database.execute(sql: "UPDATE outbox SET status = 'superseded' WHERE id = ?", arguments: [row["id"]])
        let entity: String = row["entity"]
        let product: String? = row["product"]
        try ProblemRows(store: row["store_id"], entity == "inventory" ? .inventory : .products, database)
          .remove("refused", of: product ?? "")
      }
      return rows.count
    }
  }
}

extension MaterialFailure {
  static func unfit(_ field: MaterialField, _ why: String) -> RunFailure {
    RunFailure(
      "E8814", .usage, "that is no \(field.rawValue) of a material: \(why)",
      remedy: "\"shopledger materials show NUMBER\" has the values that a material has")
  }

  static func notRefused(_ entry: Int64) -> RunFailure {
    RunFailure(
      "E8815", .usage, "entry \(entry) was not refused, or something else was decided since",
      remedy: "\"shopledger sync outbox --all\" has the entries with what became of them")
  }
}
