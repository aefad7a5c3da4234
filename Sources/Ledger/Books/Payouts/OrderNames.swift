/// By what names payouts call orders, and which sale that is.
import GRDB

/// Payouts name an order by the platform's id of it or by the number that people use. An order whose shipments are sales of
/// their own, as in Amazon's tax reports, is one: it bears the id of the first.
final class OrderNames {
  /// A sale.
  struct Order: Hashable {
    /// The ledger's number of its store.
    let store: Int64
    /// The platform's id of the sale.
    let id: String
  }

  private let database: Database
  private let store: Int64
  /// Whether the money may be for orders of any store, as with a provider that serves several.
  private let isOfAnyStore: Bool
  private var references: [Int64: [String: String]] = [:]
  private var representatives: [Order: String] = [:]
  private var stores: [Int64]?

  /// Names as payouts of a store use them.
  init(store: Int64, isOfAnyStore: Bool, _ database: Database) {
    self.store = store
    self.isOfAnyStore = isOfAnyStore
    self.database = database
  }

  /// The sales that a line of a payout may mean: one where it is clear, several where stores share a number.
  func orders(id: String, reference: String) throws -> [Order] {
    for name in [id, reference] where !name.isEmpty {
      var found: [Order] = []
      for store in try searched() {
        if let order = try order(named: name, in: store), !found.contains(order) { found.append(order) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The order that a document belongs to.
  ///
  /// - Parameters:
  ///   - sale: the platform's id of the sale that it is or refunds.
  ///   - reference: the number that people use; empty where there is none.
  func order(ofSale sale: String, reference: String, in store: Int64) throws -> Order {
    let known = try references(in: store)
    if let representative = representatives[Order(store: store, id: sale)] {
      return Order(store: store, id: representative)
    }
    if !reference.isEmpty, let other = known[reference], other != sale, try !isSale(sale, in: store) {
      return Order(store: store, id: other)
    }
    return Order(store: store, id: sale)
  }

  private func order(named name: String, in store: Int64) throws -> Order? {
    if try isSale(name, in: store) { return try order(ofSale: name, reference: "", in: store) }
    return try references(in: store)[name].map { Order(store: store, id: $0) }
  }

  private func isSale(_ id: String, in store: Int64) throws -> Bool {
    let sales = try database.cachedStatement(
      sql: "SELECT 1 FROM transactions WHERE external_id = ? AND store_id = ? AND kind = 1 LIMIT 1")
    return try Bool.fetchOne(sales, arguments: [id, store]) ?? false
  }

  private func searched() throws -> [Int64] {
    guard isOfAnyStore else { return [store] }
    if let stores { return stores }
    let all = try Int64.fetchAll(database, sql: "SELECT id FROM stores ORDER BY id")
    stores = all
    return all
  }

  /// The sales of a store by the numbers that people use, the first where several share one.
  private func references(in store: Int64) throws -> [String: String] {
    if let known = references[store] { return known }
    var known: [String: String] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT reference, external_id FROM transactions
        WHERE store_id = ? AND kind = 1 AND is_current = 1 AND reference IS NOT NULL AND reference <> '' ORDER BY id
        """, arguments: [store])
    while let row = try rows.next() {
      let reference: String = row[0]
      let id: String = row[1]
      if let first = known[reference] {
        if first != id { representatives[Order(store: store, id: id)] = first }
      } else {
        known[reference] = id
      }
    }
    references[store] = known
    return known
  }
}
