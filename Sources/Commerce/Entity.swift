public import Columns

/// What a pipeline carries: one kind of record with its lines, from any platform.
public enum Entity: String, Sendable, CaseIterable {
  /// Sales, refunds and adjustments with their monetary lines: ``OrderKeys``.
  case orders
  /// Products with their variants: ``ProductKeys``.
  case products
  /// Stock levels: ``InventoryKeys``.
  case inventory
  /// Accounts of customers: ``CustomerKeys``.
  case customers
  /// Payouts and settlements with the transactions that they settle: ``PayoutKeys``.
  case payouts
  /// Goods that came back, without money: ``ReturnKeys``.
  case returns

  /// The amounts whose sum is checked from the source to the ledger; `nil` where lines are only counted.
  public var controlAmount: ColumnKey<Exact>? {
    switch self {
    case .orders: OrderKeys.sourceAmount
    case .payouts: PayoutKeys.net
    case .products, .inventory, .customers, .returns: nil
    }
  }

  /// The canonical fields, in the order in which people read them; empty for orders, whose columns stages make.
  public var fields: [EntityField] {
    switch self {
    case .orders: []
    case .products: ProductKeys.fields
    case .inventory: InventoryKeys.fields
    case .customers: CustomerKeys.fields
    case .payouts: PayoutKeys.fields
    case .returns: ReturnKeys.fields
    }
  }
}
