/// What a report is to be about.
public import Commerce
public import Pipeline

/// Everything is included unless a field narrows it.
public struct ReportRequest: Sendable {
  /// The stretch of time that one row of a tax report covers.
  public var period = ReportPeriod.month
  /// Whose documents; `nil` for every store's.
  public var store: String?
  /// The first month of the tax date, in reports about the books of the booking.
  public var from: CivilMonth?
  /// The last month of the same.
  public var to: CivilMonth?
  /// Number of the account, for reports about accounts; `nil` for all.
  public var account: String?
  /// The seller, for reports about what it declares; `nil` when none was named.
  public var business: Business?
  /// Reads the exchange rates, for reports that convert; `nil` when none were named.
  public var fixings: FixingsReader?
  /// One run, however it ended, for reports about runs; `nil` for all published ones.
  public var run: Int64?
  /// Whether rejects name their documents in full.
  public var showsReferences = false
  /// Whether rejects show the values at fault, which may be personal.
  public var showsValues = false

  /// A request for everything.
  public init() {}
}
