public import Columns

/// What is known of the VAT identification number that a buyer gave.
public enum VATIDStatus: Int32, ColumnValue, CaseIterable {
  /// No number was given.
  case none = 1
  /// Confirmed by the authority.
  case valid = 2
  /// Denied by the authority, or impossible.
  case invalid = 3
  /// The authority did not answer: neither valid nor invalid.
  case unavailable = 4
  /// A number was given and has not been checked.
  case unchecked = 5

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = VATIDStatus(rawValue: stored) ?? .none }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .none: "none"
    case .valid: "valid"
    case .invalid: "invalid"
    case .unavailable: "unavailable"
    case .unchecked: "unchecked"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
