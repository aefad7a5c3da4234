/// What the documents of an order say that its payouts need to know.
import Books
import Columns
import Commerce
import GRDB

/// Looks at the booked documents of an order, its sales and its refunds, as far as a provider owes their money.
struct OrderFacts {
  /// What is known of an order.
  struct Facts {
    /// Whether a document of it is in the journal.
    var isBooked = false
    /// What its sales are in the books' currency.
    var sold: BaseRatio?
    /// Its refunds: the amount of each with what it is in the books' currency.
    var refunds: [BaseRatio] = []
    /// What its refunds are together.
    var refunded: BaseRatio?
    /// The sale, where there is one document of it.
    var sale: PostedDocument?
    /// The tax that a marketplace collects in its own name, where the documents contain it.
    var marketplaceTax: TaxTag?
  }

  private let party: String
  private let currency: Currency
  private let rules: DocumentRules
  private let terms: PostingTerms
  private let platforms: [Int64: String]
  private let refundsOf: RefundIndex
  private let database: Database

  /// Facts for what `party` owes in a currency; `platforms` are those of the stores.
  init(
    party: String, _ currency: Currency, _ rules: DocumentRules, _ terms: PostingTerms, platforms: [Int64: String],
    _ refunds: RefundIndex, _ database: Database
  ) {
    self.party = party
    self.currency = currency
    self.rules = rules
    self.terms = terms
    self.platforms = platforms
    refundsOf = refunds
    self.database = database
  }

  /// Whether a document of an order is in the journal.
  func isBooked(_ order: OrderNames.Order) throws -> Bool {
    let booked = try database.cachedStatement(
      sql: """
        SELECT 1 FROM transactions t WHERE t.external_id = ? AND t.store_id = ? AND t.kind = 1
          AND \(StandingDocuments.entry(of: "t.id")) IS NOT NULL LIMIT 1
        """)
    return try Bool.fetchOne(booked, arguments: [order.id, order.store]) ?? false
  }

  /// Whether it is this provider that owes the money of an order.
  func isOwed(_ order: OrderNames.Order) throws -> Bool {
    let sales = try database.cachedStatement(
      sql: """
        SELECT terms_id FROM transactions WHERE external_id = ? AND store_id = ? AND kind = 1 AND is_current = 1 LIMIT 1
        """)
    guard let shared = try Int64.fetchOne(sales, arguments: [order.id, order.store]) else { return false }
    return try payer(try terms.document(shared), store: order.store) == AccountKey(.clearing, party: party)
  }

  /// Everything that is known of an order.
  func facts(of order: OrderNames.Order) throws -> Facts {
    var facts = Facts()
    var sold: (amount: Int64, base: Int64) = (0, 0)
    var refunded: (amount: Int64, base: Int64) = (0, 0)
    var sales: [PostedDocument] = []
    for document in try documents(of: order) {
      let postings = rules.postings(of: document)
      let owed = postings.filter { $0.account == AccountKey(.clearing, party: party) }
      guard document.currency == currency, !owed.isEmpty else { continue }
      facts.isBooked = true
      let amount = owed.reduce(0) { $0 + $1.amount.count }
      let base = owed.reduce(0) { $0 + $1.base.count }
      facts.marketplaceTax = facts.marketplaceTax ?? postings.first { $0.account.role == .marketplaceTax }?.tax
      if document.kind == .refund {
        refunded = (refunded.amount + amount, refunded.base + base)
        if let ratio = BaseRatio(MinorUnits(amount), is: MinorUnits(base)) { facts.refunds.append(ratio) }
      } else {
        sold = (sold.amount + amount, sold.base + base)
        sales.append(document)
      }
    }
    facts.sold = BaseRatio(MinorUnits(sold.amount), is: MinorUnits(sold.base))
    facts.refunded = BaseRatio(MinorUnits(refunded.amount), is: MinorUnits(refunded.base))
    facts.sale = sales.count == 1 ? sales.first : nil
    return facts
  }

  private func payer(_ shared: PostingTerms.Document, store: Int64) throws -> AccountKey {
    rules.payer(platform: platforms[store] ?? "", paymentMethod: shared.paymentMethod)
  }

  /// The booked documents of an order, each by itself.
  private func documents(of order: OrderNames.Order) throws -> [PostedDocument] {
    let sales = try database.cachedStatement(
      sql: """
        SELECT t.id, t.kind, t.terms_id, t.destination_id FROM transactions t
        WHERE t.external_id = ? AND t.store_id = ? AND t.kind = 1 AND t.is_current = 1
          AND \(StandingDocuments.entry(of: "t.id")) IS NOT NULL
        """)
    var rows = try Row.fetchAll(sales, arguments: [order.id, order.store])
    let others = try database.cachedStatement(
      sql: """
        SELECT t.id, t.kind, t.terms_id, t.destination_id FROM transactions t
        WHERE t.id = ? AND \(StandingDocuments.entry(of: "t.id")) IS NOT NULL
        """)
    for id in try refundsOf.refunds(of: order) { rows += try Row.fetchAll(others, arguments: [id]) }
    return try rows.map { row in
      let key = DayGroups.Key(
        day: 0, kind: TransactionKind(stored: row["kind"]), terms: row["terms_id"],
        destination: row["destination_id"] ?? .missing)
      var group = DayGroups.Group(key: key)
      for line in try BookedLines(database).lines(of: row["id"]) { group.add(line) }
      group.giftCards = terms.giftCards(of: row["id"]) ?? .none
      return try terms.posted(group, platform: platforms[order.store] ?? "", reference: order.id)
    }
  }
}

/// The refunds of sales: no index of the ledger leads to them, so they are read once.
final class RefundIndex {
  private let database: Database
  private var stores: [Int64: [String: [Int64]]] = [:]

  init(_ database: Database) { self.database = database }

  /// The current refunds of an order, by the ledger's number.
  func refunds(of order: OrderNames.Order) throws -> [Int64] {
    if let known = stores[order.store] { return known[order.id] ?? [] }
    var known: [String: [Int64]] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, refunds FROM transactions
        WHERE store_id = ? AND kind = 2 AND is_current = 1 AND refunds IS NOT NULL ORDER BY id
        """, arguments: [order.store])
    while let row = try rows.next() { known[row["refunds"], default: []].append(row["id"]) }
    stores[order.store] = known
    return known[order.id] ?? []
  }
}

/// The lines of single documents.
struct BookedLines {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The lines of a document.
  func lines(of document: Int64) throws -> [UnbookedLine] {
    let lines = try database.cachedStatement(
      sql: "SELECT terms_id, net, tax, base_net, base_tax FROM lines WHERE id BETWEEN ? AND ? ORDER BY id")
    return try Row.fetchAll(
      lines, arguments: [document << LineRows.numberBits, (document + 1) << LineRows.numberBits - 1]
    ).map { row in
      UnbookedLine(
        terms: row["terms_id"], net: row["net"], tax: row["tax"], baseNet: row["base_net"] ?? 0,
        baseTax: row["base_tax"] ?? 0)
    }
  }
}
