/// Books what the goods of booked documents have cost.
import Books
import Columns
import Commerce
import GRDB
import Pipeline
import Tax

/// Goods of a sale leave the stock at what a unit costs when the sale is booked. What a refund lists as goods comes back at
/// what the sale was booked at, rounded on the number of units that are back by then, unless the refund's source says that
/// they did not come back into stock, or returns that are known by then say that they came back spoiled (``SpoiledReturns``). A
/// document that has changed is costed anew, and what was booked of it before is taken back.
struct CostPass {
  private let order: JournalOrder
  private let store: Int64
  private let writer: JournalWriter
  private let calendar: BookingCalendar
  private let database: Database
  private let costs: UnitCosts
  private let returns: SpoiledReturns
  private var days: [Day: Sums] = [:]
  private var rows: [CostedLine] = []
  /// Units that refunds of this pass bring back, by sale and article.
  private var returned: [Article: Int64] = [:]
  private var outcome = JournalOutcome()

  /// The day that something is booked on, and the closed month it belongs to.
  private struct Day: Hashable, Comparable {
    let date: CivilDate
    let correctionOf: CivilMonth?

    static func < (left: Day, right: Day) -> Bool {
      (left.date, left.correctionOf?.ordinal ?? 0) < (right.date, right.correctionOf?.ordinal ?? 0)
    }
  }

  /// An article of a sale.
  private struct Article: Hashable {
    let sale: String
    let sku: String
  }

  /// What a day comes to.
  private struct Sums {
    var postings = PostingSums()
    var first = Int64.max
    var lines: [Int] = []
  }

  init(_ order: JournalOrder, store: Int64, _ writer: JournalWriter, _ database: Database) throws {
    self.order = order
    self.store = store
    self.writer = writer
    self.database = database
    calendar = BookingCalendar(closedThrough: try Periods(database).closedThrough())
    costs = try UnitCosts(store: store, in: order.books.currency, database)
    returns = try SpoiledReturns(store: store, database)
  }

  /// Books the costs of all documents that are booked and not costed yet.
  mutating func run() throws -> JournalOutcome {
    // Refunds are measured against what the sales were booked at.
    for kind in [TransactionKind.sale, .refund] {
      let documents = try Row.fetchAll(database, sql: Self.documentsSQL, arguments: [store, kind.rawValue])
      for document in documents { try take(document) }
      for (day, sums) in days.sorted(by: { $0.key < $1.key }) { try book(sums, on: day) }
      for document in documents {
        try database.execute(
          sql: "INSERT INTO costed_documents (transaction_id) VALUES (?)", arguments: [document["id"] as Int64])
      }
      days = [:]
      rows = []
    }
    return outcome
  }

  // MARK: Documents

  private mutating func take(_ document: Row) throws {
    let id: Int64 = document["id"]
    guard let date = (document["tax_date"] as String?).flatMap({ CivilDate($0) }) else { return }
    let (booked, correctionOf) = calendar.day(for: date)
    let day = Day(date: booked, correctionOf: correctionOf)
    try takeBack(earlierRevisionsOf: id, on: day)
    guard (document["status"] as Int32?) != DocumentStatus.cancelled.rawValue else { return }
    let isSale = (document["kind"] as Int32) == TransactionKind.sale.rawValue
    for line in try goods(of: id) {
      let units = Exact(millionths: abs(line.units.millionths))
      guard units != .zero else { continue }
      if isSale {
        guard let cost = costs.cost(line.sku) else {
          outcome.uncosted += 1
          continue
        }
        try add(line, units, cost, to: day) { try GoodsCost(unitCost: cost, $0, sold: units).postings() }
      } else if let sale: String = document["refunds"], let sold = try sold(line.sku, in: sale) {
        let article = Article(sale: sale, sku: line.sku)
        let back = Exact(millionths: sold.back.millionths + returned[article, default: 0])
        let units = try returns.sound(units, of: article.sku, in: sale, after: back)
        guard units != .zero else { continue }
        let isTaken = try add(line, units, sold.unitCost, to: day) { currency in
          let cost = GoodsCost(unitCost: sold.unitCost, currency, sold: sold.units)
          return try cost.restock(units, after: back)
        }
        if isTaken { returned[article, default: 0] += units.millionths }
      } else {
        outcome.uncosted += 1
      }
    }
  }

  /// Adds what a rule says of a line; `false` when more comes back than was sold, which a person has to look at.
  @discardableResult
  private mutating func add(
    _ line: GoodsLine, _ units: Exact, _ unitCost: Exact, to day: Day, _ rule: (Currency) throws -> [Posting]
  ) throws -> Bool {
    let postings: [Posting]
    do {
      postings = try rule(order.books.currency)
    } catch PostingFault.moreThanSold {
      outcome.uncosted += 1
      return false
    }
    let amount = postings.first { $0.account.role == .costOfGoods }?.base ?? .zero
    put(CostedLine(id: line.id, units: units, unitCost: unitCost, amount: amount), postings, on: day)
    return true
  }

  private mutating func put(_ line: CostedLine, _ postings: [Posting], on day: Day) {
    var sums = days[day] ?? Sums()
    for posting in postings { sums.postings.add(posting) }
    sums.first = min(sums.first, line.id)
    sums.lines.append(rows.count)
    rows.append(line)
    days[day] = sums
  }

  private mutating func takeBack(earlierRevisionsOf document: Int64, on day: Day) throws {
    let amount = try Int64.fetchOne(database, sql: Self.earlierSQL, arguments: [document]) ?? 0
    guard amount != 0 else { return }
    var sums = days[day] ?? Sums()
    sums.first = min(sums.first, document << LineRows.numberBits)
    sums.postings.add(
      Posting(AccountKey(.inventory), order.books.currency, MinorUnits(amount), base: MinorUnits(amount)))
    sums.postings.add(
      Posting(AccountKey(.costOfGoods), order.books.currency, MinorUnits(-amount), base: MinorUnits(-amount)))
    days[day] = sums
  }

  // MARK: Rows

  private struct GoodsLine {
    let id: Int64
    let sku: String
    let units: Exact
  }

  /// A line with what was booked of it.
  private struct CostedLine {
    let id: Int64
    let units: Exact
    let unitCost: Exact
    let amount: MinorUnits
  }

  /// What was booked of the goods of a sale.
  private struct Sold {
    let unitCost: Exact
    let units: Exact
    /// Units that are back already.
    let back: Exact
  }

  private func goods(of document: Int64) throws -> [GoodsLine] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT l.id, a.sku, l.quantity FROM lines l
        JOIN line_terms w ON w.id = l.terms_id AND w.kind = ?3
        JOIN labels a ON a.id = l.label_id AND a.sku IS NOT NULL
        WHERE l.id BETWEEN ?1 AND ?2 AND l.quantity IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM unrestocked_lines u WHERE u.line_id = l.id)
        ORDER BY l.id
        """,
      arguments: [
        document << LineRows.numberBits, (document + 1) << LineRows.numberBits - 1, LineKind.goods.rawValue,
      ]
    ).map { GoodsLine(id: $0["id"], sku: $0["sku"], units: Exact(millionths: $0["quantity"])) }
  }

  /// What an article of a sale was booked at; `nil` when it was not.
  private func sold(_ sku: String, in sale: String) throws -> Sold? {
    let row = try Row.fetchOne(database, sql: Self.soldSQL, arguments: [sale, store, sku])
    guard let row, let unitCost: Int64 = row["unit_cost"], let units: Int64 = row["units"] else { return nil }
    let back = try Int64.fetchOne(database, sql: Self.backSQL, arguments: [sale, store, sku]) ?? 0
    return Sold(
      unitCost: Exact(millionths: unitCost), units: Exact(millionths: units), back: Exact(millionths: back))
  }

  private mutating func book(_ sums: Sums, on day: Day) throws {
    let month = day.correctionOf.map { " for \($0)" } ?? ""
    let draft = EntryDraft(
      .costOfGoods, on: day.date, store: order.store, document: "\(order.store) \(day.date)\(month) cost of goods",
      key: "costs \(store) from \(sums.first)", correctionOf: day.correctionOf, postings: sums.postings.remaining)
    let number = try writer.seal(draft)
    if number != nil { outcome.entries += 1 }
    for index in sums.lines {
      let line = rows[index]
      try database.execute(
        sql: "INSERT INTO costed_lines (line_id, entry_id, units, unit_cost, amount) VALUES (?, ?, ?, ?, ?)",
        arguments: [line.id, number, line.units.millionths, line.unitCost.millionths, line.amount.count])
    }
    outcome.costed += Int64(sums.lines.count)
  }

  private static let documentsSQL = """
    SELECT t.id, t.kind, t.tax_date, t.refunds, e.status FROM journal_documents j
    JOIN transactions t ON t.id = j.transaction_id
    JOIN document_terms e ON e.id = t.terms_id
    WHERE t.store_id = ? AND t.is_current = 1 AND t.kind = ?
      AND NOT EXISTS (SELECT 1 FROM costed_documents c WHERE c.transaction_id = t.id)
    ORDER BY t.tax_date, t.id
    """

  /// What earlier revisions of a document were booked at, less what was taken back: the latest one that was costed.
  private static let earlierSQL = """
    SELECT sum(c.amount) FROM costed_lines c WHERE c.line_id >> 20 = (
      SELECT o.id FROM transactions t
      JOIN transactions o ON o.external_id = t.external_id AND o.store_id = t.store_id AND o.kind = t.kind
        AND o.revision < t.revision
      JOIN costed_documents d ON d.transaction_id = o.id
      WHERE t.id = ?1 ORDER BY o.revision DESC LIMIT 1)
    """

  private static let soldSQL = """
    SELECT max(c.unit_cost) AS unit_cost, sum(c.units) AS units
    FROM transactions t
    JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
    JOIN labels a ON a.id = l.label_id AND a.sku = ?3
    JOIN costed_lines c ON c.line_id = l.id
    WHERE t.external_id = ?1 AND t.store_id = ?2 AND t.kind = 1 AND t.is_current = 1
    """
  private static let backSQL = """
    SELECT sum(c.units) FROM transactions t
    JOIN lines l ON l.id BETWEEN (t.id << 20) AND (t.id << 20) + 1048575
    JOIN labels a ON a.id = l.label_id AND a.sku = ?3
    JOIN costed_lines c ON c.line_id = l.id
    WHERE t.refunds = ?1 AND t.store_id = ?2 AND t.kind = 2 AND t.is_current = 1
    """
}
