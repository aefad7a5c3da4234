/// What a load stage asks of the reports, and who answers: the reports themselves lie above the ledger, the contract here.
public struct ReportOrder: Sendable, Hashable {
  /// Name of the report.
  public var report: String
  /// The stretch of time that one row covers.
  public var period: ReportPeriod
  /// What is written, one file each.
  public var formats: [ReportFormat]
  /// Whose documents it is about.
  public var stores: StoreScope
  /// The seller.
  public var business: Business?
  /// Path of the file of exchange rates, for reports that convert; `nil` when none is named.
  public var rates: String?

  /// An order for one report.
  public init(
    report: String, period: ReportPeriod, formats: [ReportFormat], stores: StoreScope, business: Business? = nil,
    rates: String? = nil
  ) {
    self.report = report
    self.period = period
    self.formats = formats
    self.stores = stores
    self.business = business
    self.rates = rates
  }

  /// Whose documents a report is about.
  public enum StoreScope: String, Sendable, CaseIterable {
    /// Those of the pipeline's own store.
    case own
    /// Those of every store in the ledger.
    case all
  }
}

/// The stretch of time that one row of a tax report covers.
public enum ReportPeriod: String, Sendable, CaseIterable {
  /// A calendar month, written `2011-01`.
  case month
  /// A quarter of a year, written `2011-Q1`.
  case quarter
  /// A calendar year, written `2011`.
  case year
}

/// How a report is written into a file; the raw value is the file's extension.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// RFC 4180 with a header.
  case csv
  /// An array of objects, one a line.
  case json
  /// The same as ``csv``, gzipped without a time.
  case csvGzip = "csv.gz"
  /// The same as ``json``, gzipped without a time.
  case jsonGzip = "json.gz"
}

/// Makes reports from a ledger once a run is published.
public protocol ReportDesk: Sendable {
  /// Writes the files of an order into the folder of the pipeline and tells which they are.
  ///
  /// - Throws: `E8101` to `E8104` when the folder cannot be made or written.
  func deliver(_ order: ReportOrder, _ context: DeliveryContext) throws(RunFailure) -> [Delivery]

  /// Writes the entries of the journal that have not left in a format yet, and puts on record that they left.
  ///
  /// - Throws: `E8101` to `E8104` when the folder cannot be made or written, and what the format throws.
  func export(_ format: String, of business: Business, _ context: DeliveryContext) throws(RunFailure) -> LoadOutcome
}
