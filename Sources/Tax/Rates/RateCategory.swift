public import Columns

/// The class of rate that a product has in a territory.
///
/// Which of several reduced rates a product has is the product's property and differs from state to state, so the
/// classes are numbered by the table and not by height.
public enum RateCategory: Int32, ColumnValue, CaseIterable {
  /// The rate of everything that has no other.
  case standard = 1
  /// The first reduced rate.
  case reduced = 2
  /// The second reduced rate.
  case reduced2 = 3
  /// A rate below 5 %.
  case superReduced = 4
  /// A reduced rate kept for goods that once had one, not below 12 %.
  case parking = 5
  /// Taxable at nothing, with the right to deduct.
  case zero = 6
  /// A rate for a single kind of goods in a part of a state.
  case special = 7
  /// A reduced rate for a time.
  case temporaryReduced = 8
  /// A zero rate for a time.
  case temporaryZero = 9
  /// A change in what a rate applies to; a note in the table rather than a rate of its own.
  case scopeChange = 10
  /// Exempt from tax, without a rate.
  case exempt = 11

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = RateCategory(rawValue: stored) ?? .standard }

  /// The word that definitions, tables and the ledger use.
  public var name: String {
    switch self {
    case .standard: "standard"
    case .reduced: "reduced"
    case .reduced2: "reduced2"
    case .superReduced: "super_reduced"
    case .parking: "parking"
    case .zero: "zero"
    case .special: "special"
    case .temporaryReduced: "temp_reduced"
    case .temporaryZero: "temp_zero"
    case .scopeChange: "scope_change"
    case .exempt: "exempt"
    }
  }

  /// The category of that name.
  public init?(name: String) {
    guard let category = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = category
  }
}
