public import Columns

/// How a line is treated by the tax law that governs it.
public enum Treatment: Int32, ColumnValue, CaseIterable {
  /// Exempt without the right to deduct, or by certificate.
  case exempt = 1
  /// Intra-Community supply to a taxable person, exempt with the right to deduct.
  case exemptIC = 2
  /// Goods that leave the VAT area of the seller, taxed at zero.
  case exportZero = 3
  /// Tax is due from the importer at the border.
  case importVATAtBorder = 4
  /// Taxable where it arrives, but not for this seller to collect.
  case notCollected = 5
  /// The place of supply has no such tax.
  case noTax = 6
  /// No supply in the sense of the tax: in the books, not in the return.
  case outOfScope = 7
  /// Not decided: a fact is missing or no rule covers it, and a person has to look.
  case pending = 8
  /// The buyer owes the tax.
  case reverseCharge = 9
  /// Taxed at a rate, be it zero.
  case taxed = 10

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = Treatment(rawValue: stored) ?? .pending }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .exempt: "exempt"
    case .exemptIC: "exempt_ic"
    case .exportZero: "export_zero"
    case .importVATAtBorder: "import_vat_at_border"
    case .notCollected: "not_collected"
    case .noTax: "no_tax"
    case .outOfScope: "out_of_scope"
    case .pending: "pending"
    case .reverseCharge: "reverse_charge"
    case .taxed: "taxed"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
