/// A request as the simulator reads it.
import Commerce
import Formats
import HTTPTypes
import Platforms

struct SimulatedCall: Sendable {
  let method: String
  let path: String
  let segments: [String]
  let query: QueryText
  let body: [UInt8]
  let token: String?
  let scheme: String
  let authority: String

  init(_ request: PlatformRequest) {
    let whole = request.head.path ?? "/"
    let mark = whole.firstIndex(of: "?")
    path = String(mark.map { whole[..<$0] } ?? whole[...])
    query = QueryText(parsing: mark.map { whole[whole.index(after: $0)...] } ?? "")
    segments = path.split(separator: "/").map { PercentCoding.decoded($0.replacing("+", with: "%2B")) }
    method = request.head.method.rawValue
    body = request.body
    token = request.head.headerFields[named: "x-amz-access-token"]
    scheme = request.head.scheme ?? "https"
    authority = request.head.authority ?? ""
  }

  /// A list parameter: several values with commas, or the parameter several times.
  func list(_ name: String) -> [String] {
    query.items.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
  }

  /// The body as JSON.
  var json: JSONPayload? { try? JSONPayload(body) }
}

/// The operation that a request asks for, with the id in its path.
struct SimulatedRoute: Sendable {
  let operation: AmazonOperation
  /// The id in the path; empty when there is none.
  var id = ""

  init?(_ call: SimulatedCall) {
    let parts = call.segments
    switch (call.method, parts.count) {
    case ("GET", 3) where call.path == "/sellers/v1/marketplaceParticipations": operation = .participations
    case ("POST", 3) where call.path == "/tokens/2021-03-01/restrictedDataToken": operation = .restrictedToken
    case ("GET", 3) where call.path == "/orders/v0/orders": operation = .listOrders
    case ("GET", 3) where call.path == "/orders/2026-01-01/orders": operation = .searchOrders
    case ("GET", 4) where call.path.hasPrefix("/orders/v0/orders/"): operation = .order
    case ("GET", 4) where call.path.hasPrefix("/orders/2026-01-01/orders/"): operation = .order2026
    case ("GET", 5) where call.path.hasPrefix("/orders/v0/orders/") && parts[4] == "orderItems":
      operation = .orderItems
    case ("GET", 4) where call.path == "/fba/inventory/v1/summaries": operation = .inventory
    case ("GET", 3) where call.path == "/catalog/2022-04-01/items": operation = .searchCatalog
    case ("GET", 4) where call.path.hasPrefix("/catalog/2022-04-01/items/"): operation = .catalogItem
    case ("GET", 4) where call.path.hasPrefix("/listings/2021-08-01/items/"): operation = .searchListings
    case ("GET", 5) where call.path.hasPrefix("/listings/2021-08-01/items/"): operation = .listing
    case ("PUT", 5) where call.path.hasPrefix("/listings/2021-08-01/items/"): operation = .putListing
    case ("PATCH", 5) where call.path.hasPrefix("/listings/2021-08-01/items/"): operation = .patchListing
    case ("POST", 3) where call.path == "/reports/2021-06-30/reports": operation = .createReport
    case ("GET", 3) where call.path == "/reports/2021-06-30/reports": operation = .listReports
    case ("GET", 4) where call.path.hasPrefix("/reports/2021-06-30/reports/"): operation = .report
    case ("GET", 4) where call.path.hasPrefix("/reports/2021-06-30/documents/"): operation = .reportDocument
    case ("GET", 3) where call.path == "/finances/v0/financialEventGroups": operation = .eventGroups
    case ("GET", 3) where call.path == "/finances/v0/financialEvents": operation = .events
    case ("GET", 5) where call.path.hasPrefix("/finances/v0/") && parts[4] == "financialEvents":
      operation = .groupEvents
    default: return nil
    }
    switch operation {
    case .order, .order2026, .orderItems, .catalogItem, .report, .reportDocument, .groupEvents: id = parts[3]
    case .listing, .putListing, .patchListing: id = parts[4]
    default: break
    }
  }
}
