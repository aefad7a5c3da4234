/// What is open on the accounts of providers, worked out anew from the documents and payouts that are booked.
public import Books
import Columns
public import Commerce
import GRDB
public import Pipeline

/// The account of a provider in one currency.
public struct ProviderAccount: Sendable {
  /// The accounts of the chart that the provider's money is booked on.
  public var accounts: [Account]
  /// The providers that share them.
  public var parties: [String]
  /// The currency.
  public var currency: Currency
  /// What every order and payout comes to, and what is open.
  public var items: ClearingItems
  /// What stands on the accounts in the journal, in minor units of the currency.
  public var balance: MinorUnits
  /// The same in minor units of the books' currency.
  public var baseBalance: MinorUnits

  /// Whether what is open comes to what the journal has.
  public var isProven: Bool { items.total.amount == balance && items.total.base == baseBalance }
}

/// What is not settled with providers.
public struct ClearingState: Sendable {
  /// The accounts, by number and currency.
  public var accounts: [ProviderAccount] = []
  /// Payouts that could not be booked, and those that no pass has looked at: store, id and reason.
  public var waiting: [WaitingPayout] = []
  /// What stands on accounts of amounts that nobody has explained, in minor units of the books' currency.
  public var suspense = MinorUnits.zero
  /// What chargebacks have taken back of income and tax, which no return has.
  public var chargebacks: [ChargebackTax] = []
  /// The currency of the books; `nil` while nothing is booked.
  public var books: Currency?
  /// The day of the last entry; `nil` while nothing is booked.
  public var lastDay: CivilDate?
  /// What people call orders: their number, by store and the platform's id.
  public var references: [ClearingMove.Item: String] = [:]

  /// A payout that is not in the journal.
  public struct WaitingPayout: Sendable, Equatable {
    /// Name of the store.
    public var store: String
    /// The platform's id.
    public var payout: String
    /// Why; `nil` where no pass has looked at it.
    public var fault: PayoutFault?
  }
}

extension LedgerReader {
  /// What is open on the accounts of providers.
  public func clearing() throws(RunFailure) -> ClearingState {
    try read { database in
      let books = try Row.fetchOne(database, sql: "SELECT base_currency, home FROM books")
      guard let books, let base = Currency(books["base_currency"] as String),
        let home = Country(books["home"] as String)
      else { return ClearingState() }
      var reading = try ClearingReading(books: base, DocumentRules(home: home), database)
      return try reading.state()
    }
  }
}

private struct ClearingReading {
  private let database: Database
  private let books: Currency
  private let rules: DocumentRules
  private let terms: PostingTerms
  private var items: [Key: ClearingItems] = [:]

  /// The money of one provider in one currency.
  private struct Key: Hashable {
    let party: String
    let currency: Currency
  }

  init(books: Currency, _ rules: DocumentRules, _ database: Database) throws {
    self.books = books
    self.rules = rules
    self.database = database
    terms = try PostingTerms(database)
  }

  mutating func state() throws -> ClearingState {
    var state = ClearingState()
    let stores = try Row.fetchAll(
      database,
      sql: "SELECT s.id, s.name, p.platform FROM stores s JOIN journal_progress p ON p.store_id = s.id ORDER BY s.id")
    for store in stores { try addDocuments(store["id"], named: store["name"], platform: store["platform"]) }
    for store in stores { try addPayouts(store["id"], named: store["name"], platform: store["platform"]) }
    state.accounts = try accounts()
    state.waiting = try waiting()
    state.chargebacks = try ChargebackTax.all(database)
    state.books = books
    state.suspense = MinorUnits(
      try Int64.fetchOne(
        database,
        sql: """
          SELECT sum(base) FROM postings WHERE account IN (SELECT account FROM account_roles WHERE key = 'suspense')
          """) ?? 0)
    state.lastDay = try String.fetchOne(database, sql: "SELECT max(date) FROM journal_entries").flatMap {
      CivilDate($0)
    }
    state.references = try references(of: state.accounts.flatMap(\.items.open))
    return state
  }

  // MARK: Both sides

  /// Adds what the booked documents of a store say that providers owe.
  private mutating func addDocuments(_ store: Int64, named name: String, platform: String) throws {
    let names = OrderNames(store: store, isOfAnyStore: false, database)
    let documents = try Statement(BookedSums.documentsSQL, database)
    defer { documents.reset() }
    documents.bind(1, store)
    documents.bind(2, Int64(DocumentStatus.cancelled.rawValue))
    let heads = try Statement(
      """
      SELECT external_id, refunds, reference, tax_date, net + tax, base_net + base_tax FROM transactions WHERE id = ?
      """, database)
    while try documents.next() {
      let shared = try terms.document(documents.integer(2))
      let payer = rules.payer(platform: platform, paymentMethod: shared.paymentMethod)
      guard payer.role == .clearing else { continue }
      heads.bind(1, documents.integer(0))
      guard try heads.next() else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      defer { heads.reset() }
      let sale = heads.string(1).isEmpty ? heads.string(0) : heads.string(1)
      let order = try names.order(ofSale: sale, reference: heads.string(2), in: store)
      guard let date = CivilDate(heads.string(3)) else { continue }
      let redeemed = terms.giftCards(of: documents.integer(0))
      let item = ClearingMove.Item.order(order.id, store: name)
      let key = Key(party: payer.party, currency: shared.currency)
      items[key, default: ClearingItems()].add(
        ClearingMove(
          item, .document, on: date, amount: MinorUnits(heads.integer(4) - (redeemed?.amount.count ?? 0)),
          base: MinorUnits(heads.integer(5) - (redeemed?.base.count ?? 0))))
      if redeemed == nil, rules.hasGiftCardPart(platform: platform, paymentMethod: shared.paymentMethod) {
        items[key]?.noteGiftCardPart(item)
      }
    }
  }

  /// Adds what the booked payouts of a store have settled.
  private mutating func addPayouts(_ store: Int64, named name: String, platform: String) throws {
    let booked = try Int64.fetchAll(
      database,
      sql: """
        SELECT d.id FROM payouts d JOIN journal_payouts j ON j.document_id = d.id
        WHERE d.store_id = ?1 AND NOT EXISTS (
          SELECT 1 FROM payouts n JOIN journal_payouts m ON m.document_id = n.id
          WHERE n.external_id = d.external_id AND n.store_id = d.store_id AND n.revision > d.revision)
        ORDER BY d.id
        """, arguments: [store])
    guard !booked.isEmpty else { return }
    let reading = try PayoutReading(
      store: store, named: name, platform: platform, books: books, rules, terms, database)
    let payoutRules = PayoutRules(
      books: books, fees: FeeAccounts(home: rules.home), documents: rules, namesOrders: true)
    for document in booked {
      let payout = try reading.payout(document)
      let key = Key(party: payout.party, currency: payout.currency)
      for move in try payoutRules.moves(of: payout) { items[key, default: ClearingItems()].add(move) }
      guard payout.isUnderway else { continue }
      for line in payout.lines { items[key]?.noteUnderway(line.clearingItem(in: payout)) }
    }
  }

  // MARK: The journal

  /// The accounts with their items: providers that share an account are one.
  private mutating func accounts() throws -> [ProviderAccount] {
    var groups: [(numbers: Set<String>, parties: Set<String>)] = []
    let roles = try Row.fetchAll(
      database, sql: "SELECT DISTINCT key, account FROM account_roles WHERE key GLOB 'clearing*' ORDER BY key")
    for row in roles {
      let key: String = row["key"]
      var group = (numbers: Set([row["account"] as String]), parties: Set([String(key.dropFirst("clearing ".count))]))
      groups.removeAll { other in
        guard !other.numbers.isDisjoint(with: group.numbers) || !other.parties.isDisjoint(with: group.parties) else {
          return false
        }
        group.numbers.formUnion(other.numbers)
        group.parties.formUnion(other.parties)
        return true
      }
      groups.append(group)
    }
    let known = try Row.fetchAll(database, sql: "SELECT * FROM ledger_accounts").map(Account.init(row:))
    var accounts: [ProviderAccount] = []
    for group in groups {
      let own = known.filter { group.numbers.contains($0.number) }
      for (currency, balance) in try balances(of: group.numbers) {
        var sum = ClearingItems()
        for party in group.parties.sorted() {
          if let items = items[Key(party: party, currency: currency)] { sum.add(items) }
        }
        for move in try otherEntries(on: group.numbers, currency) { sum.add(move) }
        accounts.append(
          ProviderAccount(
            accounts: own, parties: group.parties.sorted(), currency: currency, items: sum,
            balance: MinorUnits(balance.amount), baseBalance: MinorUnits(balance.base)))
      }
    }
    return accounts.sorted {
      ($0.accounts.first?.number ?? "", $0.currency.code) < ($1.accounts.first?.number ?? "", $1.currency.code)
    }
  }

  private func balances(of numbers: Set<String>) throws -> [(Currency, (amount: Int64, base: Int64))] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT currency, sum(amount) AS amount, sum(base) AS base FROM postings
        WHERE account IN (\(numbers.map { _ in "?" }.joined(separator: ", "))) GROUP BY currency ORDER BY currency
        """, arguments: StatementArguments(numbers.sorted())
    ).compactMap { row in
      Currency(row["currency"] as String).map { ($0, (row["amount"], row["base"])) }
    }
  }

  /// What was booked on the accounts by other means than by documents and payouts; a reversal belongs to what it takes back,
  /// and documents whose entry was taken back are not booked.
  private func otherEntries(on numbers: Set<String>, _ currency: Currency) throws -> [ClearingMove] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT coalesce(e.reverses, e.id) AS entry, e.date, sum(p.amount) AS amount, sum(p.base) AS base
        FROM journal_entries e
        LEFT JOIN journal_entries o ON o.id = e.reverses
        JOIN postings p ON p.entry_id = e.id
        WHERE coalesce(o.key, e.key) NOT GLOB 'document*' AND e.key NOT GLOB 'payout *' AND p.currency = ?
          AND p.account IN (\(numbers.map { _ in "?" }.joined(separator: ", "))) GROUP BY e.id ORDER BY e.id
        """, arguments: [currency.code] + StatementArguments(numbers.sorted())
    ).compactMap { row in
      CivilDate(row["date"] as String).map { date in
        ClearingMove(
          .entry(row["entry"]), .entry, on: date, amount: MinorUnits(row["amount"]), base: MinorUnits(row["base"]))
      }
    }
  }

  private func waiting() throws -> [ClearingState.WaitingPayout] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT s.name AS store, d.external_id, w.reason FROM payouts d
        JOIN runs r ON r.id = d.run_id AND r.status = 'published'
        JOIN stores s ON s.id = d.store_id
        LEFT JOIN journal_payouts j ON j.document_id = d.id
        LEFT JOIN journal_payouts_waiting w ON w.document_id = d.id
        WHERE d.is_current = 1 AND (j.document_id IS NULL OR w.document_id IS NOT NULL) ORDER BY s.name, d.id
        """
    ).map { row in
      ClearingState.WaitingPayout(
        store: row["store"], payout: row["external_id"], fault: (row["reason"] as String?).flatMap(PayoutFault.init))
    }
  }

  private func references(of open: [UnclearedItem]) throws -> [ClearingMove.Item: String] {
    let numbers = try database.cachedStatement(
      sql: """
        SELECT t.reference FROM transactions t JOIN stores s ON s.id = t.store_id
        WHERE t.external_id = ? AND s.name = ? AND t.kind = 1 AND t.is_current = 1
        """)
    var references: [ClearingMove.Item: String] = [:]
    for item in open {
      guard case .order(let id, let store) = item.item else { continue }
      references[item.item] = try String.fetchOne(numbers, arguments: [id, store])
    }
    return references
  }
}
