/// Payouts of the ledger as the rules see them.
import Books
import Commerce
import GRDB

final class PayoutReading {
  private let database: Database
  private let books: Currency
  private let rules: DocumentRules
  private let terms: PostingTerms
  private let store: Int64
  private let storeName: String
  /// Whom the money of the store's payouts is with.
  let party: String
  private let names: OrderNames
  private let refunds: RefundIndex
  private let platforms: [Int64: String]
  private let stores: [Int64: String]
  private var ratios: [Currency: [(date: CivilDate, ratio: BaseRatio)]] = [:]

  /// A reading of the payouts of a store on `platform`.
  init(
    store: Int64, named name: String, platform: String, books: Currency, _ rules: DocumentRules, _ terms: PostingTerms,
    _ database: Database
  ) throws {
    self.store = store
    self.books = books
    self.rules = rules
    self.terms = terms
    self.database = database
    storeName = name
    let isShop = PayoutParty.isShop(platform)
    party = PayoutParty.party(platform: platform, store: name, rules)
    names = OrderNames(store: store, isOfAnyStore: !isShop, database)
    refunds = RefundIndex(database)
    platforms = try Row.fetchAll(database, sql: "SELECT store_id, platform FROM journal_progress")
      .reduce(into: [:]) { $0[$1["store_id"]] = $1["platform"] }
    stores = try Row.fetchAll(database, sql: "SELECT id, name FROM stores").reduce(into: [:]) {
      $0[$1["id"]] = $1["name"]
    }
  }

  /// A payout by the ledger's number of it.
  ///
  /// - Throws: ``PayoutFault`` where it cannot be booked.
  func payout(_ document: Int64) throws -> SettledPayout {
    let head = try database.cachedStatement(sql: "SELECT * FROM payouts WHERE id = ?")
    guard let row = try Row.fetchOne(head, arguments: [document]), let currency = Currency(row["currency"] as String)
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    func amount(_ name: String, _ own: Currency) throws -> MinorUnits? {
      try (row[name] as Int64?).map { try Self.minor($0, own) }
    }
    let date = Self.day(row["paid_on"], row["paid_at"])
    let id: String = row["external_id"]
    var payout = SettledPayout(
      store: storeName, party: party, id: id, key: "payout \(store) [\(id)]",
      status: (row["status"] as Int32?).map { PayoutStatus(stored: $0) }, date: date, currency: currency,
      ratio: currency == books ? .same : nil, total: try amount("total", currency),
      opening: try amount("opening_balance", currency) ?? .zero, lines: [])
    if let bank = (row["bank_currency"] as String?).flatMap({ Currency($0) }),
      let sum = try amount("bank_total", bank)
    {
      payout.bank = SettledPayout.BankAmount(sum, bank)
    }
    let end = date ?? Self.day(nil, row["period_end"]) ?? Self.day(nil, row["period_start"])
    payout.lines = try lines(of: document, currency, otherwise: end)
    if currency != books { payout.ratio = try ratio(of: currency, on: end ?? payout.lines.first?.date) }
    return payout
  }

  // MARK: Lines

  private func lines(of document: Int64, _ currency: Currency, otherwise date: CivilDate?) throws -> [SettledPayout
    .Line]
  {
    let facts = OrderFacts(
      party: party, currency, rules, terms, platforms: platforms, refunds, database)
    let lines = try database.cachedStatement(
      sql: """
        SELECT line_kind, coalesce(line_kind_source, description, '') AS name, coalesce(order_id, '') AS order_id,
          coalesce(order_reference, '') AS order_reference, posted_on, posted_at, line_currency, amount,
          coalesce(fee, amount - net, 0) AS fee
        FROM payout_lines WHERE document_id = ? AND amount IS NOT NULL ORDER BY line_no
        """)
    return try Row.fetchAll(lines, arguments: [document]).map { row in
      if let own = row["line_currency"] as String?, own != currency.code { throw PayoutFault.otherCurrency }
      guard let day = Self.day(row["posted_on"], row["posted_at"]) ?? date else { throw PayoutFault.undated }
      var line = SettledPayout.Line(
        PayoutLineKind(stored: row["line_kind"] ?? PayoutLineKind.other.rawValue), row["name"], on: day,
        amount: try Self.minor(row["amount"], currency), fee: try Self.minor(row["fee"], currency))
      try addOrder(
        id: row["order_id"], reference: row["order_reference"], facts, isInBooksCurrency: currency == books, to: &line)
      return line
    }
  }

  private func addOrder(
    id: String, reference: String, _ facts: OrderFacts, isInBooksCurrency: Bool, to line: inout SettledPayout.Line
  ) throws {
    guard !id.isEmpty || !reference.isEmpty else { return }
    var orders = try names.orders(id: id, reference: reference)
    // Where stores share a number, it is the one whose buyer has paid through this provider.
    if orders.count > 1 { orders = try orders.filter(facts.isOwed) }
    guard orders.count == 1, let order = orders.first else {
      line.item = id.isEmpty ? reference : id
      line.store = storeName
      return
    }
    line.item = order.id
    line.store = stores[order.store] ?? ""
    let needsMore = !isInBooksCurrency || line.kind == .chargeback || line.kind == .tax
    guard needsMore else { return line.isKnown = try facts.isBooked(order) }
    let known = try facts.facts(of: order)
    line.isKnown = known.isBooked
    line.marketplaceTax = known.marketplaceTax
    if line.kind == .chargeback { line.sale = known.sale }
    guard !isInBooksCurrency else { return }
    line.ratio = known.sold
    // Tax that a marketplace gives back belongs to what is refunded.
    if line.kind == .refund || (line.kind == .tax && line.amount > .zero) {
      line.ratio = known.refunds.first { $0.amount == line.amount } ?? known.refunded ?? known.sold
    }
  }

  // MARK: Rates and days

  /// What a currency was in the books' on a day, by the documents of that day or of the last one before that has some.
  private func ratio(of currency: Currency, on date: CivilDate?) throws -> BaseRatio? {
    guard let date else { return nil }
    if ratios[currency] == nil {
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT t.tax_date, sum(t.net + t.tax) AS amount, sum(t.base_net + t.base_tax) AS base
          FROM transactions t JOIN document_terms e ON e.id = t.terms_id
          JOIN runs r ON r.id = t.run_id AND r.status = 'published' AND r.base_currency = ?
          WHERE e.currency = ? AND t.kind = 1 AND t.is_current = 1 AND t.tax_date IS NOT NULL AND t.base_net IS NOT NULL
          GROUP BY t.tax_date ORDER BY t.tax_date
          """, arguments: [books.code, currency.code])
      ratios[currency] = rows.compactMap { row in
        guard let day = CivilDate(row["tax_date"] as String),
          let ratio = BaseRatio(MinorUnits(row["amount"]), is: MinorUnits(row["base"]))
        else { return nil }
        return (day, ratio)
      }
    }
    let known = ratios[currency] ?? []
    return (known.last { $0.date <= date } ?? known.first)?.ratio
  }

  private static func day(_ day: String?, _ instant: Int64?) -> CivilDate? {
    day.flatMap { CivilDate($0) } ?? instant.map { Instant(seconds: $0).local(offset: 0).date }
  }

  private static func minor(_ millionths: Int64, _ currency: Currency) throws -> MinorUnits {
    let exact = Exact(millionths: millionths)
    guard let exponent = currency.exponent, exact.isWhole(at: exponent) else { throw PayoutFault.tooFine }
    return exact.rounded(to: exponent)
  }
}

/// Whom the money of a store's payouts is with.
enum PayoutParty {
  /// Platforms that pay their shops themselves; the payouts of any other store are of the provider that the store is
  /// named after.
  private static let shops: Set<String> = ["shopify", "amazon", "woocommerce"]

  /// Whether payouts of a platform are for the orders of their own store alone.
  static func isShop(_ platform: String) -> Bool { shops.contains(platform) }

  /// The provider, as accounts name it.
  static func party(platform: String, store: String, _ rules: DocumentRules) -> String {
    if isShop(platform) { return platform == "woocommerce" ? "woopayments" : platform }
    let party = rules.payments.account(for: store).party
    return party.isEmpty ? store.lowercased() : party
  }
}
