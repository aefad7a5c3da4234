public import Columns

/// Which return a line belongs to.
public enum TaxReturn: Int32, ColumnValue, CaseIterable {
  /// None: the line is no supply, or nothing is decided.
  case none = 1
  /// The return of the tax country, by rate.
  case domestic = 2
  /// The return of the state of dispatch, among the exports.
  case domesticExport = 3
  /// The return of the Union one-stop shop.
  case ossUnion = 4
  /// The return of the state of arrival, by a registration there.
  case local = 5
  /// What the platform reports for its jurisdiction.
  case platform = 6
  /// The return of the one-stop shop for services of sellers outside the European Union.
  case ossNonUnion = 7
  /// The return of the import one-stop shop.
  case ioss = 8
  /// The marketplace's own: it owes the tax.
  case marketplace = 9

  /// The return in which tax charged under `scheme` is declared.
  public init(_ scheme: Scheme) {
    switch scheme {
    case .ossUnion, .ossUnionCorrection: self = .ossUnion
    case .ossNonUnion: self = .ossNonUnion
    case .ioss: self = .ioss
    case .platformTax: self = .platform
    case .localRegistration, .ukRegistration, .ukLowValueImport, .chMailOrder, .noVOEC, .auLowValueImport, .usState,
      .usResale:
      self = .local
    case .deemedSupplier, .iossMarketplace, .platformPresumedSupplier, .ukLowValueImportMarketplace,
      .ukOverseasSellerMarketplace, .usMarketplaceFacilitator, .auLowValueImportPlatform:
      self = .marketplace
    case .export: self = .domesticExport
    case .none, .multiPurposeVoucher, .pendingValidation, .usNoNexus, .usNoSalesTax, .importAtBorder: self = .none
    default: self = .domestic
    }
  }

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = TaxReturn(rawValue: stored) ?? .none }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .none: "none"
    case .domestic: "domestic"
    case .domesticExport: "domestic_export"
    case .ossUnion: "oss_union"
    case .local: "local"
    case .platform: "platform"
    case .ossNonUnion: "oss_non_union"
    case .ioss: "ioss"
    case .marketplace: "marketplace"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
