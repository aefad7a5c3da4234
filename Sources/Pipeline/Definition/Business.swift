public import Books
public import Commerce

/// The seller: where it is established, where and since when it is registered for tax, and how its books are kept.
public struct Business: Sendable, Hashable {
  /// The registered name.
  public var legalName: String
  /// The country in which it is established.
  public var country: Country
  /// The currency of its books.
  public var baseCurrency: Currency
  /// The IANA time zone that decides the day on which something is booked, such as `Europe/Berlin`.
  public var timeZone: String
  /// Name of the chart of accounts.
  public var chartOfAccounts: String
  /// Accounts of its own, in place of those of the chart.
  public var accounts: [AccountMapping] = []
  /// Registrations for VAT or GST, by country.
  public var vatRegistrations: [VATRegistration]
  /// Registrations for the one-stop shops.
  public var schemes: [SchemeRegistration]
  /// Where sales to consumers of other countries of the tax union are taxed, from the oldest rule to the newest.
  public var distanceSales: [DistanceSalesRule]
  /// Platforms and payment providers abroad that charge for their services.
  public var feeSuppliers: [FeeSupplier] = []
  /// Where the key of personal data is kept; `nil` for a file beside the ledger, which is made where there is none.
  public var key: KeySource?
  /// Under which numbers an adviser keeps the books in DATEV; `nil` when none does.
  public var datev: DATEVClient?
  /// The names that Xero shows for taxes, by tax code; the name for no tax stands under `none`.
  public var xeroTaxRates: [String: String] = [:]

  /// A registration for VAT or GST.
  public struct VATRegistration: Sendable, Hashable {
    /// Where.
    public var country: Country
    /// The state or province by its code, where taxes are levied by it; `nil` for the country as a whole.
    public var region: String?
    /// The number; `nil` when it is not known.
    public var number: String?
    /// When it is in force.
    public var period: ValidityPeriod

    /// A registration in a country.
    public init(country: Country, region: String? = nil, number: String? = nil, period: ValidityPeriod) {
      self.country = country
      self.region = region
      self.number = number
      self.period = period
    }
  }

  /// A platform or payment provider that charges for its services.
  public struct FeeSupplier: Sendable, Hashable {
    /// The platform or provider, in small letters, such as `amazon`.
    public var platform: String
    /// The country that it charges from.
    public var country: Country
    /// Whether the business owes the tax on its services.
    public var isReverseCharge: Bool

    /// A supplier.
    public init(platform: String, country: Country, isReverseCharge: Bool) {
      self.platform = platform
      self.country = country
      self.isReverseCharge = isReverseCharge
    }
  }

  /// The one-stop shops of the European Union.
  public enum Scheme: String, Sendable, CaseIterable {
    /// The Union scheme: distance sales from within the EU.
    case ossUnion = "oss_union"
    /// The non-Union scheme: services of sellers from outside the EU.
    case ossNonUnion = "oss_non_union"
    /// The import scheme: consignments up to 150 euros from outside the EU.
    case ioss
  }

  /// A registration for a one-stop shop.
  public struct SchemeRegistration: Sendable, Hashable {
    /// Which.
    public var scheme: Scheme
    /// The member state of identification.
    public var country: Country
    /// The number of the scheme; `nil` where it has none of its own.
    public var number: String?
    /// When it is in force.
    public var period: ValidityPeriod

    /// A registration for a scheme.
    public init(scheme: Scheme, country: Country, number: String? = nil, period: ValidityPeriod) {
      self.scheme = scheme
      self.country = country
      self.number = number
      self.period = period
    }
  }

  /// Where distance sales to consumers are taxed.
  public enum TaxedAt: String, Sendable, CaseIterable {
    /// In the seller's country, as below the thresholds.
    case origin
    /// In the buyer's country.
    case destination
  }

  /// A rule for distance sales and its first day.
  public struct DistanceSalesRule: Sendable, Hashable {
    /// First day.
    public var from: CivilDate
    /// When on that day: the instant of the sale that crossed a threshold; `nil` for all of the day.
    public var at: Instant?
    /// Where the sales are taxed from then on.
    public var taxedAt: TaxedAt

    /// A rule from its first day on.
    public init(from: CivilDate, at: Instant? = nil, taxedAt: TaxedAt) {
      self.from = from
      self.at = at
      self.taxedAt = taxedAt
    }
  }

  /// A seller; rules for distance sales go from the oldest to the newest.
  public init(
    legalName: String, country: Country, baseCurrency: Currency, timeZone: String, chartOfAccounts: String,
    vatRegistrations: [VATRegistration] = [], schemes: [SchemeRegistration] = [],
    distanceSales: [DistanceSalesRule] = []
  ) {
    self.legalName = legalName
    self.country = country
    self.baseCurrency = baseCurrency
    self.timeZone = timeZone
    self.chartOfAccounts = chartOfAccounts
    self.vatRegistrations = vatRegistrations
    self.schemes = schemes
    self.distanceSales = distanceSales
  }

  /// How the books are kept; `nil` when there is no chart of that name, or its own accounts do not fit into it.
  public var books: BooksProfile? {
    guard let chart = try? ChartOfAccounts.named(chartOfAccounts)?.overriding(accounts) else { return nil }
    let suppliers = feeSuppliers.filter(\.isReverseCharge).map(\.platform)
    return BooksProfile(home: country, currency: baseCurrency, chart: chart, reverseCharge: Set(suppliers))
  }

  /// The rule for distance sales on a day; `nil` before the first rule.
  public func distanceSales(on date: CivilDate) -> TaxedAt? { distanceSales.last { $0.from <= date }?.taxedAt }

  /// Stands for a seller whose file is broken, while the rest of a definition is checked.
  static let unknown = Business(
    legalName: "", country: Country(stored: 0), baseCurrency: .euro, timeZone: "UTC", chartOfAccounts: "")

  /// Reads and checks a business file.
  public static func read(_ bytes: [UInt8], file: String) -> Checked<Business> {
    var reader = BusinessReader()
    let business = reader.read(DefinitionText(bytes, file: file))
    return Checked(business, reader.diagnostics)
  }
}

/// From a first day to a last one, both included.
public struct ValidityPeriod: Sendable, Hashable {
  /// First day.
  public var from: CivilDate
  /// Last day; `nil` while it goes on.
  public var to: CivilDate?

  /// A period.
  public init(from: CivilDate, to: CivilDate? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether the day lies in it.
  public func contains(_ date: CivilDate) -> Bool { from <= date && date <= to ?? date }
}
