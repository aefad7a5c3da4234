/// The operations of the interface that the connector uses, each with Amazon's default usage plan.
///
/// Rates are requests in a million seconds, so that `0.0167` a second is a whole number. Source: the tables in the
/// descriptions of the public models; sellers may have higher rates, which the header `x-amzn-RateLimit-Limit` tells.
public enum AmazonOperation: String, Sendable, CaseIterable {
  case token = "lwa.token"
  case participations = "sellers.participations"
  case restrictedToken = "tokens.restricted"
  case listOrders = "orders.list"
  case order = "orders.get"
  case orderItems = "orders.items"
  case searchOrders = "orders2026.search"
  case order2026 = "orders2026.get"
  case inventory = "inventory.summaries"
  case searchCatalog = "catalog.search"
  case catalogItem = "catalog.get"
  case searchListings = "listings.search"
  case listing = "listings.get"
  case putListing = "listings.put"
  case patchListing = "listings.patch"
  case createReport = "reports.create"
  case report = "reports.get"
  case listReports = "reports.list"
  case reportDocument = "reports.document"
  case download = "documents.download"
  case eventGroups = "finances.groups"
  case groupEvents = "finances.group_events"
  case events = "finances.events"

  /// Requests in a million seconds, and how many may come at once; `nil` where Amazon sets no limit of that kind.
  public var plan: (rate: Int64, burst: Int64)? {
    switch self {
    case .token, .download: nil
    case .participations: (16_000, 15)
    case .restrictedToken: (1_000_000, 10)
    case .listOrders: (16_700, 20)
    case .order, .orderItems, .order2026: (500_000, 30)
    case .searchOrders: (5_600, 20)
    case .inventory, .searchCatalog, .catalogItem: (2_000_000, 2)
    case .searchListings, .patchListing: (5_000_000, 5)
    case .listing, .putListing: (5_000_000, 10)
    case .createReport, .reportDocument: (16_700, 15)
    case .report: (2_000_000, 15)
    case .listReports: (22_200, 10)
    case .eventGroups, .groupEvents, .events: (500_000, 30)
    }
  }

  /// Whether the answer 404 is one that the connector reads itself: there is no such thing.
  var mayBeMissing: Bool {
    switch self {
    case .order, .orderItems, .order2026, .listing: true
    default: false
    }
  }
}
