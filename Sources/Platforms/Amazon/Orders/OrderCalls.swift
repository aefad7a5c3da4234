/// The requests for orders, their items and what was given back for them.
import Formats
import Platforms

struct OrderCalls {
  private let session: AmazonSession
  private var settings: AmazonSettings { session.settings }

  init(_ session: AmazonSession) { self.session = session }

  /// What of orders is personal; the interface of 2026 needs no token of its own for it.
  private static let personal = ["buyerInfo", "shippingAddress", "buyerTaxInformation"]

  /// A page of orders.
  func page(_ cursor: AmazonCursor) async throws(PlatformFailure) -> JSONPayload {
    try await whole(call(cursor))
  }

  /// The request for a page of orders.
  func call(_ cursor: AmazonCursor) -> AmazonSession.Call {
    // Exactly one of the two kinds of window is allowed, and "everything" is what Amazon keeps.
    let since = AmazonTime.text(cursor.since ?? oldest(cursor.until))
    let until = AmazonTime.text(cursor.until)
    let token = cursor.token.isEmpty ? nil : cursor.token
    if settings.ordersAPI == .v0 {
      var query = QueryText([
        "MarketplaceIds": settings.marketplace.id, "LastUpdatedAfter": since, "LastUpdatedBefore": until,
        "MaxResultsPerPage": "\(settings.pageSize)",
      ])
      query.add("NextToken", token)
      return AmazonSession.Call(
        operation: .listOrders, path: "/orders/v0/orders", query: query, restricted: restricted("/orders/v0/orders"))
    }
    var query = QueryText([
      "marketplaceIds": settings.marketplace.id, "lastUpdatedAfter": since, "lastUpdatedBefore": until,
      "maxResultsPerPage": "\(settings.pageSize)", "includedData": Self.included,
    ])
    query.add("paginationToken", token)
    return AmazonSession.Call(operation: .searchOrders, path: "/orders/2026-01-01/orders", query: query)
  }

  private static let included =
    "BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT"

  /// The first second of what Amazon keeps of orders.
  private func oldest(_ until: Int64) -> Int64 {
    // Singapore, Japan and Australia keep them from 2016 on.
    settings.marketplace.keepsOldOrders ? 1_451_606_400 : until - PullWindows.memory
  }

  /// The items of an order of v0, answer by answer.
  func items(of order: String) async throws(PlatformFailure) -> [JSONPayload] {
    var answers: [JSONPayload] = []
    var token: String?
    repeat {
      var call = AmazonSession.Call(
        operation: .orderItems, path: "/orders/v0/orders/\(PercentCoding.encoded(order))/orderItems",
        restricted: restricted("/orders/v0/orders/{orderId}/orderItems", ["buyerInfo"]))
      call.query.add("NextToken", token)
      guard let answer = try await session.payload(call) else { return answers }
      answers.append(answer)
      token = PayloadReader(answer).token("payload", "NextToken", of: answer.root)
    } while token != nil && answers.count < 1_000
    return answers
  }

  /// An order by its id; `nil` when Amazon no longer knows it.
  func order(_ id: String) async throws(PlatformFailure) -> JSONPayload? {
    if settings.ordersAPI == .v0 {
      return try await session.payload(
        AmazonSession.Call(
          operation: .order, path: "/orders/v0/orders/\(PercentCoding.encoded(id))",
          restricted: restricted("/orders/v0/orders/{orderId}")))
    }
    return try await session.payload(
      AmazonSession.Call(
        operation: .order2026, path: "/orders/2026-01-01/orders/\(PercentCoding.encoded(id))",
        query: QueryText(["includedData": Self.included])))
  }

  /// A page of the financial events of a stretch of time.
  func events(_ stretch: Range<Int64>, token: String) async throws(PlatformFailure) -> JSONPayload {
    var query = QueryText([
      "MaxResultsPerPage": "100", "PostedAfter": AmazonTime.text(stretch.lowerBound),
      "PostedBefore": AmazonTime.text(stretch.upperBound),
    ])
    query.add("NextToken", token.isEmpty ? nil : token)
    return try await whole(AmazonSession.Call(operation: .events, path: "/finances/v0/financialEvents", query: query))
  }

  /// All financial events of an order, answer by answer.
  func events(ofOrder order: String) async throws(PlatformFailure) -> [JSONPayload] {
    var answers: [JSONPayload] = []
    var token: String?
    repeat {
      var query = QueryText(["MaxResultsPerPage": "100"])
      query.add("NextToken", token)
      let answer = try await whole(
        AmazonSession.Call(
          operation: .groupEvents, path: "/finances/v0/orders/\(PercentCoding.encoded(order))/financialEvents",
          query: query))
      answers.append(answer)
      token = PayloadReader(answer).token("payload", "NextToken", of: answer.root)
    } while token != nil && answers.count < 1_000
    return answers
  }

  private func whole(_ call: AmazonSession.Call) async throws(PlatformFailure) -> JSONPayload {
    if let payload = try await session.payload(call) { return payload }
    throw session.failure(.unexpectedAnswer, call, "there is nothing at that address", remedy: "run again later")
  }

  private func restricted(_ path: String, _ elements: [String] = personal) -> AmazonSession.RestrictedResource? {
    settings.wantsPersonalData ? AmazonSession.RestrictedResource(path: path, elements: elements) : nil
  }
}
