public import Columns

/// By whose shop a supply is made.
public enum SalesChannel: Int32, ColumnValue, CaseIterable {
  /// The seller's own shop.
  case ownShop = 1
  /// A marketplace that facilitates the sale.
  case marketplace = 2

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = SalesChannel(rawValue: stored) ?? .ownShop }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .ownShop: "own_shop"
    case .marketplace: "marketplace"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
