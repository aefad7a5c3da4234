public import Columns

/// Who owes the tax of a supply.
public enum LiableParty: Int32, ColumnValue, CaseIterable {
  /// Nobody: there is no tax.
  case none = 1
  /// The seller.
  case seller = 2
  /// The buyer, by reverse charge.
  case buyer = 3
  /// The buyer, as use tax.
  case buyerUseTax = 4
  /// Whoever imports the goods.
  case importer = 5
  /// The marketplace.
  case marketplace = 6

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = LiableParty(rawValue: stored) ?? .none }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .none: "none"
    case .seller: "seller"
    case .buyer: "buyer"
    case .buyerUseTax: "buyer_use_tax"
    case .importer: "importer"
    case .marketplace: "marketplace"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
