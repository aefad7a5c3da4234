public import Columns

/// Where a document stands, in the words that every platform's own statuses are mapped to.
public enum DocumentStatus: Int32, ColumnValue, CaseIterable {
  /// Placed, not paid.
  case pending = 1
  /// Paid or accepted, not fulfilled.
  case processing = 2
  /// Paid and fulfilled.
  case completed = 3
  /// Called off before it was fulfilled; no supply took place.
  case cancelled = 4
  /// Paid back; the refund is a document of its own.
  case refunded = 5

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = DocumentStatus(rawValue: stored) ?? .pending }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .pending: "pending"
    case .processing: "processing"
    case .completed: "completed"
    case .cancelled: "cancelled"
    case .refunded: "refunded"
    }
  }

  /// The status of that name.
  public init?(name: String) {
    guard let status = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = status
  }
}
