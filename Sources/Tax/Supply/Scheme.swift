public import Columns

/// The scheme or registration under which a supply is declared.
///
/// Articles are of Directive 2006/112/EC where nothing else is named.
public enum Scheme: Int32, ColumnValue, CaseIterable {
  /// Domestic reverse charge where the state applies art. 194.
  case art194DomesticReverseCharge = 1
  /// Australian GST.
  case auGST = 2
  /// Low value imported goods, seller liable.
  case auLowValueImport = 3
  /// Low value imported goods, platform operator liable.
  case auLowValueImportPlatform = 4
  /// GST alone.
  case caGST = 5
  /// GST and provincial sales tax, each rounded.
  case caGSTAndPST = 6
  /// GST and QST, each rounded.
  case caGSTAndQST = 7
  /// HST of the province of delivery.
  case caHST = 8
  /// Registered Swiss mail-order seller.
  case chMailOrder = 9
  /// Seller outside the EU, goods inside, marketplace is deemed supplier, art. 14a(2).
  case deemedSupplier = 10
  /// Supply taxed in the state of dispatch and arrival.
  case domestic = 11
  /// Cross-border to a known business without a valid id: tax of the state of dispatch.
  case domesticNoValidID = 12
  /// Goods leave the VAT area of the seller.
  case export = 13
  /// Intra-Community supply to a taxable person, art. 138.
  case icSupply = 14
  /// Own goods moved to another state, art. 17.
  case icTransfer = 15
  /// Import VAT at the border.
  case importAtBorder = 16
  /// Distance sale of imported goods up to EUR 150 declared in the import scheme.
  case ioss = 17
  /// As `ioss`, with the marketplace as deemed supplier, art. 14a(1).
  case iossMarketplace = 18
  /// Taxed in a state where the seller must be or is registered itself.
  case localRegistration = 19
  /// Service with its place of supply outside the EU.
  case nonEUService = 20
  /// Norwegian VOEC scheme.
  case noVOEC = 21
  /// Distance sales and B2C electronic services under EUR 10,000: taxed at origin.
  case originBelowThreshold = 22
  /// Before 2021-07-01, under the national distance-selling threshold.
  case originOldThreshold = 23
  /// B2C service by a seller outside the EU, non-Union scheme.
  case ossNonUnion = 24
  /// Intra-EU distance sale or B2C service declared in the Union scheme.
  case ossUnion = 25
  /// Refund of a sale declared in an earlier Union OSS return.
  case ossUnionCorrection = 26
  /// Id could not be validated (unknown): parked with the tax of the state of dispatch.
  case pendingValidation = 27
  /// Electronic service through a platform that is presumed supplier, art. 9a of 282/2011.
  case platformPresumedSupplier = 28
  /// B2B service, reverse charge, art. 44 and 196.
  case serviceReverseCharge = 29
  /// Middleman of a triangular transaction, art. 141.
  case triangulation = 30
  /// Consignment up to GBP 135 sold directly into the UK.
  case ukLowValueImport = 31
  /// The same through an online marketplace, which is liable.
  case ukLowValueImportMarketplace = 32
  /// Overseas seller, goods in the UK, marketplace liable at any value.
  case ukOverseasSellerMarketplace = 33
  /// UK VAT due by the seller from the first sale.
  case ukRegistration = 34
  /// Collected and remitted by the marketplace.
  case usMarketplaceFacilitator = 35
  /// No nexus: not collected, counted towards the threshold.
  case usNoNexus = 36
  /// State without a sales tax.
  case usNoSalesTax = 37
  /// Exempt against a resale certificate.
  case usResale = 38
  /// State sales tax collected by a seller with nexus.
  case usState = 39
  /// Multi-purpose voucher: no supply until redeemed.
  case multiPurposeVoucher = 40
  /// None: the line is no supply, or nothing is decided.
  case none = 41
  /// A tax whose rates are not tabulated here: the platform's own figure stands.
  case platformTax = 42

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = Scheme(rawValue: stored) ?? .none }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .art194DomesticReverseCharge: "art194_domestic_rc"
    case .auGST: "au_gst"
    case .auLowValueImport: "au_lvig"
    case .auLowValueImportPlatform: "au_lvig_edp"
    case .caGST: "ca_gst"
    case .caGSTAndPST: "ca_gst_pst"
    case .caGSTAndQST: "ca_gst_qst"
    case .caHST: "ca_hst"
    case .chMailOrder: "ch_mail_order"
    case .deemedSupplier: "deemed_supplier_14a2"
    case .domestic: "domestic"
    case .domesticNoValidID: "domestic_no_valid_id"
    case .export: "export"
    case .icSupply: "ic_supply"
    case .icTransfer: "ic_transfer"
    case .importAtBorder: "import"
    case .ioss: "ioss"
    case .iossMarketplace: "ioss_marketplace"
    case .localRegistration: "local_registration"
    case .nonEUService: "non_eu_service"
    case .noVOEC: "no_voec"
    case .originBelowThreshold: "origin_below_threshold"
    case .originOldThreshold: "origin_old_threshold"
    case .ossNonUnion: "oss_non_union"
    case .ossUnion: "oss_union"
    case .ossUnionCorrection: "oss_union_correction"
    case .pendingValidation: "pending_validation"
    case .platformPresumedSupplier: "platform_art9a"
    case .serviceReverseCharge: "rc_service_art196"
    case .triangulation: "triangulation"
    case .ukLowValueImport: "uk_lvi_135"
    case .ukLowValueImportMarketplace: "uk_lvi_135_marketplace"
    case .ukOverseasSellerMarketplace: "uk_overseas_seller_marketplace"
    case .ukRegistration: "uk_registration"
    case .usMarketplaceFacilitator: "us_marketplace_facilitator"
    case .usNoNexus: "us_no_nexus"
    case .usNoSalesTax: "us_no_sales_tax"
    case .usResale: "us_resale"
    case .usState: "us_state"
    case .multiPurposeVoucher: "voucher_mpv"
    case .none: "none"
    case .platformTax: "platform_tax"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
