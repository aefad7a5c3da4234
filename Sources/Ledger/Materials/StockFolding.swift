/// One fold of a store's stock into that of the materials, from the tables and back.
import Commerce
import GRDB
import Matching
import Pipeline

struct StockFolding {
  private var order: StockOrder
  private let database: Database

  init(_ order: StockOrder, _ database: Database) {
    self.order = order
    self.database = database
  }

  /// A level that a store tells.
  private struct Level {
    var article: String
    var place: String
    var sku: String?
    var barcode: String?
    var isTracked: Bool
    var available: Int64?
    var reserved: Int64?
    var changedAt: Int64?
  }

  mutating func fold() throws -> SyncTally {
    guard let store = try StoreNumber.of(order.store, database) else { return SyncTally() }
    let told = ToldProducts(store: store, database)
    let runs = try told.runs(.inventory, for: .stock)
    let listings = try told.runs(.products, for: .stock)
    var problems: Set<CatalogueProblem> = []
    let levels = try levels(of: runs, store) + listed(in: listings, store)
    try nameOnlyPlace(levels, store)
    let created = try ownCreations(store)
    for level in levels { try see(level, store, created, &problems) }
    try told.note(runs + listings, for: .stock)
    if order.direction == .toStore { try OrderMoves(order, store: store, database).take() }
    let decisions = try settle(store, &problems) + uncounted(store, created)
    let outbox = OutboxRows(database)
    try outbox.decide(decisions, store: store, .inventory, run: order.run, at: order.at)
    let rows = ProblemRows(store: store, .inventory, database)
    try rows.keep(problems, of: levels.map(\.article), at: order.at)
    var tally = SyncTally()
    tally.told = Int64(levels.count)
    tally.waiting = Int64(try outbox.open(store: store, .inventory).count)
    tally.problems = try rows.counts()
    return tally
  }

  // MARK: What the store tells

  private func levels(of runs: [Int64], _ store: Int64) throws -> [Level] {
    guard !runs.isEmpty else { return [] }
    let rows = try Statement(
      """
      SELECT l.article, l.place, l.sku, l.barcode, l.tracked, l.available, l.on_hand, l.reserved, l.unfulfillable,
        d.updated_at
      FROM stock_records d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
      JOIN stock l ON l.document_id = d.id
      WHERE d.store_id = ?1 AND d.is_current = 1 AND d.run_id IN (\(runs.map(String.init).joined(separator: ", ")))
      ORDER BY l.article, l.place
      """, database)
    rows.bind(1, store)
    var levels: [Level] = []
    while try rows.next() {
      guard let article = rows.text(0) else { continue }
      var level = Level(
        article: article, place: rows.string(1), sku: rows.text(2), barcode: rows.text(3),
        isTracked: rows.whole(4) != 0, available: rows.whole(5), reserved: rows.whole(7), changedAt: rows.whole(9))
      // What lies there less what is promised or broken, where the source does not say what can be sold.
      if level.available == nil, let onHand = rows.whole(6) {
        level.available = onHand - (level.reserved ?? 0) - (rows.whole(8) ?? 0)
      }
      levels.append(level)
    }
    return levels
  }

  /// Stock that listings tell of: on Amazon what the seller sends, which no list of stock has.
  private func listed(in runs: [Int64], _ store: Int64) throws -> [Level] {
    guard !runs.isEmpty else { return [] }
    let rows = try Statement(
      """
      SELECT l.article, l.sku, l.barcode, l.stock, d.updated_at
      FROM products d JOIN runs r ON r.id = d.run_id AND r.status = 'published'
      JOIN variants l ON l.document_id = d.id AND l.fulfillment_channel = 'DEFAULT'
      WHERE d.store_id = ?1 AND d.is_current = 1 AND d.run_id IN (\(runs.map(String.init).joined(separator: ", ")))
      ORDER BY l.article
      """, database)
    rows.bind(1, store)
    var levels: [Level] = []
    while try rows.next() {
      guard let article = rows.text(0) else { continue }
      levels.append(
        Level(
          article: article, place: "DEFAULT", sku: rows.text(1), barcode: rows.text(2), isTracked: true,
          available: rows.whole(3), reserved: nil, changedAt: rows.whole(4)))
    }
    return levels
  }

  /// Gives the one place of a store the name that its settings have for it.
  private mutating func nameOnlyPlace(_ levels: [Level], _ store: Int64) throws {
    guard order.places.isEmpty, let name = order.onlyPlace else { return }
    let known = try String.fetchSet(
      database, sql: "SELECT DISTINCT place FROM stock_links WHERE store_id = ? AND is_gone = 0", arguments: [store])
    let places = known.union(levels.map(\.place)).subtracting(order.readOnly)
    if let place = places.first, places.count == 1 { order.places = [place: name] }
  }

  private func see(
    _ level: Level, _ store: Int64, _ created: Set<Int64>, _ problems: inout Set<CatalogueProblem>
  ) throws {
    let key = ArticleKey(product: level.article, variant: level.place)
    guard let material = try material(of: level, store) else {
      problems.insert(CatalogueProblem(.noSKU, key, level.sku ?? ""))
      return
    }
    let location = order.places[level.place] ?? "\(order.store)/\(level.place.isEmpty ? "main" : level.place)"
    let available = level.isTracked ? level.available : nil
    // What an article shows that the ledger has created there is no count of anything.
    let agreed = created.contains(material) ? available : nil
    try database.executeRepeatedly(
      sql: """
        INSERT INTO stock_links VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?9, ?7, ?8, 0)
        ON CONFLICT DO UPDATE SET
          agreed = CASE WHEN location = ?5 AND material_id = ?4 THEN agreed END,
          material_id = ?4, location = ?5, seen = ?6, reserved = ?7, told_at = ?8, is_gone = 0
        """,
      arguments: [
        store, level.article, level.place, material, location, available, level.reserved,
        level.changedAt ?? order.at, agreed,
      ])
  }

  /// The materials whose article in the store the ledger has created.
  private func ownCreations(_ store: Int64) throws -> Set<Int64> {
    try Int64.fetchSet(
      database,
      sql: """
        SELECT DISTINCT c.material_id FROM outbox_changes c CROSS JOIN outbox o ON o.id = c.outbox_id
        WHERE c.variant IS NULL AND c.material_id IS NOT NULL
          AND o.store_id = ? AND o.entity = 'products' AND o.status = 'confirmed'
        """, arguments: [store])
  }

  /// The articles that the ledger has created in the store, and that the store does not count yet: they are told what there
  /// is, at the one place that the store shares.
  private func uncounted(_ store: Int64, _ created: Set<Int64>) throws -> [OutboxRows.Decision] {
    guard order.direction.gives, order.places.count == 1, let place = order.places.first else { return [] }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT l.article, l.material_id, q.quantity FROM article_links l
        JOIN material_stock q ON q.material_id = l.material_id AND q.location = ?2
        WHERE l.store_id = ?1 AND l.is_gone = 0 AND l.article IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM stock_links s WHERE s.store_id = ?1 AND s.article = l.article AND s.seen IS NOT NULL)
        ORDER BY l.article
        """, arguments: [store, place.value])
    return try rows.compactMap { row -> OutboxRows.Decision? in
      let (article, material, quantity): (String, Int64, Int64) = (row[0], row[1], row[2])
      guard created.contains(material) else { return nil }
      try database.executeRepeatedly(
        sql: "INSERT OR IGNORE INTO stock_links VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL, ?, 0)",
        arguments: [store, article, place.key, material, place.value, order.at])
      let level = StockSettlement.level(of: quantity, heldBack: order.heldBack * StockSettlement.unit)
      return decision(article, place.key, material, seen: nil, told: level)
    }
  }

  /// The material of an article: by what stock is kept of, else by its SKU where that is one article's.
  private func material(of level: Level, _ store: Int64) throws -> Int64? {
    let linked = try Int64.fetchAll(
      try database.cachedStatement(
        sql: "SELECT DISTINCT material_id FROM article_links WHERE store_id = ? AND article = ? AND is_gone = 0 LIMIT 2"
      ),
      arguments: [store, level.article])
    if linked.count == 1 { return linked[0] }
    for (field, value) in [("sku", level.sku), ("barcode", level.barcode)] {
      guard linked.isEmpty, let value = ProductValues.text(value) else { continue }
      let found = try Int64.fetchAll(
        try database.cachedStatement(
          sql: "SELECT material_id FROM material_values WHERE value = ? AND field = ? LIMIT 2"),
        arguments: [value, field])
      if found.count == 1 { return found[0] }
    }
    return nil
  }

  // MARK: Settling

  private func settle(
    _ store: Int64, _ problems: inout Set<CatalogueProblem>
  ) throws -> [OutboxRows.Decision] {
    var decisions: [OutboxRows.Decision] = []
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT l.article, l.place, l.material_id, l.location, l.seen, l.agreed, l.told_at, v.value = 'archived' AS withdrawn
        FROM stock_links l JOIN materials m ON m.id = l.material_id
        LEFT JOIN family_values v ON v.family_id = m.family_id AND v.field = 'status' AND ?
        WHERE l.store_id = ? AND l.is_gone = 0 ORDER BY l.article, l.place
        """, arguments: [order.withdrawsArchived, store])
    for row in rows {
      let (article, place): (String, String) = (row["article"], row["place"])
      let (material, location): (Int64, String) = (row["material_id"], row["location"])
      // Two articles of a store may share material and place: the count is read anew.
      let quantity = try Int64.fetchOne(
        try database.cachedStatement(
          sql: "SELECT quantity FROM material_stock WHERE material_id = ? AND location = ?"),
        arguments: [material, location])
      let (seen, agreed): (Int64?, Int64?) = (row["seen"], row["agreed"])
      let isShared = order.places[place] != nil
      let direction: SyncDirection =
        order.readOnly.contains(place) || !isShared && order.direction == .both ? .fromStore : order.direction
      // Of what is no longer to be sold, all is kept back.
      let isWithdrawn: Bool? = row["withdrawn"]
      let heldBack = isWithdrawn == true ? quantity ?? 0 : order.heldBack * StockSettlement.unit
      let settlement = StockSettlement(
        .init(ledger: quantity, agreed: agreed, seen: seen, heldBack: heldBack), direction)
      if let finding = settlement.finding {
        problems.insert(
          CatalogueProblem(.stock, ArticleKey(product: article, variant: place), finding.rawValue))
      }
      try write(settlement, of: material, location, store, at: row["told_at"] ?? order.at, before: quantity)
      if settlement.agreed != agreed {
        try database.executeRepeatedly(
          sql: "UPDATE stock_links SET agreed = ? WHERE store_id = ? AND article = ? AND place = ?",
          arguments: [settlement.agreed, store, article, place])
      }
      guard let told = settlement.told else { continue }
      decisions.append(decision(article, place, material, seen: seen, told: told))
    }
    return decisions
  }

  private func write(
    _ settlement: StockSettlement, of material: Int64, _ location: String, _ store: Int64, at instant: Int64,
    before: Int64?
  ) throws {
    guard let ledger = settlement.ledger, ledger != before else { return }
    try database.executeRepeatedly(
      sql: "INSERT OR REPLACE INTO material_stock VALUES (?, ?, ?)", arguments: [material, location, ledger])
    try database.executeRepeatedly(
      sql: """
        INSERT INTO stock_moves (material_id, location, quantity, kind, store_id, run_id, moved_at)
        VALUES (?, ?, ?, 'level', ?, ?, ?)
        """, arguments: [material, location, ledger - (before ?? 0), store, order.run, instant])
  }

  private func decision(
    _ article: String, _ place: String, _ material: Int64, seen: Int64?, told: Int64
  ) -> OutboxRows.Decision {
    let units = StockSettlement.unit
    return OutboxRows.Decision(
      key: "stock/\(article)@\(place)", product: article, family: nil,
      changes: [
        ProductDecision.Change(
          variant: place, material: material, field: .price, seen: seen.map { String($0 / units) },
          value: String(told / units))
      ], field: "stock")
  }
}
