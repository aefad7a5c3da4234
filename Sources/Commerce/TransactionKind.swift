public import Columns

/// What kind of document a transaction is.
public enum TransactionKind: Int32, ColumnValue, CaseIterable {
  /// A sale; its amounts are positive.
  case sale = 1
  /// Money given back for a sale; its amounts are negative and it is dated by itself.
  case refund = 2
  /// A correction that is neither, such as a stock adjustment or a marketplace fee.
  case adjustment = 3

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = TransactionKind(rawValue: stored) ?? .adjustment }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .sale: "sale"
    case .refund: "refund"
    case .adjustment: "adjustment"
    }
  }

  /// The kind of that name.
  public init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
