public import Columns

/// What kind of buyer a supply is made to.
public enum BuyerKind: Int32, ColumnValue, CaseIterable {
  /// A person or body that is no taxable person.
  case consumer = 1
  /// A taxable person.
  case business = 2
  /// Not known; treated as a consumer, since a business has to identify itself.
  case unknown = 3

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = BuyerKind(rawValue: stored) ?? .unknown }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .consumer: "consumer"
    case .business: "business"
    case .unknown: "unknown"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
