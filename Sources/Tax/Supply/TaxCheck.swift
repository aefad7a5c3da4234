public import Columns

/// What the platform's tax on a line can be checked against.
public enum TaxCheck: Int32, ColumnValue, CaseIterable {
  /// The decision's rate.
  case rate = 1
  /// Nothing: no tax is to be charged.
  case zero = 2
  /// Nothing: no rates of that place are tabulated here, and the platform's figure stands unchecked.
  case platformOnly = 3
  /// Nothing yet: the decision is pending.
  case undecided = 4

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = TaxCheck(rawValue: stored) ?? .undecided }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .rate: "rate"
    case .zero: "zero"
    case .platformOnly: "platform_only"
    case .undecided: "undecided"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
