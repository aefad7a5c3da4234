/// Lists of orders, single orders and items, in both interfaces.
import Commerce
import Formats
import Platforms
import Simulation

/// What a list of orders is asked for with, read and checked.
struct SimulatedOrderQuery: Sendable {
  var isByUpdate = true
  var after: Int64 = 0
  var before: Int64 = .max
  var size = 100
  var token: String?
  var isElsewhere = false
  var statuses: [String] = []
  var channels: [String] = []
  /// Everything but the token, which a token belongs to.
  var purpose = ""

  /// Reads a request; `nil` when it is wrong.
  init?(_ call: SimulatedCall, isV0: Bool, marketplace: AmazonMarketplace, now: Int64) {
    func name(_ v0: String) -> String { isV0 ? v0 : v0.prefix(1).lowercased() + v0.dropFirst() }
    let marketplaces = call.list(name("MarketplaceIds"))
    guard marketplaces.count <= 50, !isV0 || !marketplaces.isEmpty else { return nil }
    isElsewhere = !marketplaces.isEmpty && !marketplaces.contains(marketplace.id)
    let created = call.query[name("CreatedAfter")]
    let updated = call.query[name("LastUpdatedAfter")]
    token = call.query[isV0 ? "NextToken" : "paginationToken"]
    // Exactly one of the two, and none of the other's ends.
    guard (created == nil) != (updated == nil) else { return nil }
    isByUpdate = updated != nil
    if isByUpdate, call.query[name("CreatedBefore")] != nil { return nil }
    if !isByUpdate, call.query[name("LastUpdatedBefore")] != nil { return nil }
    guard let after = AmazonTime.seconds((updated ?? created ?? "").utf8) else { return nil }
    self.after = after
    before = now - 120
    if let text = call.query[name(isByUpdate ? "LastUpdatedBefore" : "CreatedBefore")] {
      guard let end = AmazonTime.seconds(text.utf8), end >= after, end <= now - 120 else { return nil }
      before = end
    }
    if let text = call.query[name("MaxResultsPerPage")] {
      guard let size = Int(text), (1...100).contains(size) else { return nil }
      self.size = size
    }
    statuses = call.list(isV0 ? "OrderStatuses" : "fulfillmentStatuses")
    channels = call.list(isV0 ? "FulfillmentChannels" : "fulfilledBy")
    let rest = call.query.items.filter { $0.name != "NextToken" && $0.name != "paginationToken" }
    purpose = "orders " + rest.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
  }

  /// The time by which an order is sorted and filtered.
  func time(_ order: ShopOrder) -> Int64 { isByUpdate ? order.updatedAt : order.createdAt }
}

extension AmazonSimulator {
  /// A page of orders.
  func orders(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    let isV0 = route.operation == .listOrders
    guard let query = SimulatedOrderQuery(call, isV0: isV0, marketplace: marketplace, now: state.now) else {
      return invalid(route.operation)
    }
    let page: SimulatorMemory.Page?
    do throws(SimulatedRefusal) {
      page = try place(query.token, of: query.purpose)
    } catch {
      return invalid(route.operation, "Invalid request parameters")
    }
    let oldest = marketplace.keepsOldOrders ? Int64.min : state.now - 730 * 86_400
    let found: [ShopOrder] =
      query.isElsewhere
      ? []
      : state.list { data in
        data.orders.filter { order in
          let time = query.time(order)
          guard time >= query.after, time < query.before, order.createdAt >= oldest else { return false }
          if let page, (time, order.id) <= (page.position, page.id) { return false }
          return isChosen(order, query, isV0)
        }
      }
    let sorted = found.sorted { (query.time($0), $0.id) < (query.time($1), $1.id) }
    let shown = sorted.prefix(query.size)
    var next: String?
    if let last = shown.last, sorted.count > shown.count {
      let isRepeat = options.repeatsFirstPage && page == nil
      next = token(
        behind: page, of: query.purpose, position: isRepeat ? Int64.min : query.time(last), id: isRepeat ? 0 : last.id)
    }
    return isV0 ? listV0(call, query, shown, next) : list2026(call, query, shown, next)
  }

  private func isChosen(_ order: ShopOrder, _ query: SimulatedOrderQuery, _ isV0: Bool) -> Bool {
    if !query.statuses.isEmpty {
      let view = SimulatedOrder(order, marketplace, options)
      guard query.statuses.contains(isV0 ? view.status : view.status2026) else { return false }
    }
    guard !query.channels.isEmpty else { return true }
    let words = isV0 ? ("AFN", "MFN") : ("AMAZON", "MERCHANT")
    return query.channels.contains(order.isSentByPlatform ? words.0 : words.1)
  }

  private func listV0(
    _ call: SimulatedCall, _ query: SimulatedOrderQuery, _ orders: some Sequence<ShopOrder>, _ next: String?
  ) -> PlatformResponse {
    let opened = openedElements(call)
    return json(.listOrders) { writer in
      writer.object { writer in
        writer.key("payload")
        writer.object { writer in
          writer.key("Orders")
          writer.array { writer in
            for order in orders {
              SimulatedWordingV0.order(SimulatedOrder(order, marketplace, options), opened: opened, to: &writer)
            }
          }
          if let next { writer.members([("NextToken", next)]) }
          writer.members([(query.isByUpdate ? "LastUpdatedBefore" : "CreatedBefore", AmazonTime.text(query.before))])
        }
      }
    }
  }

  private func list2026(
    _ call: SimulatedCall, _ query: SimulatedOrderQuery, _ orders: some Sequence<ShopOrder>, _ next: String?
  ) -> PlatformResponse {
    let included = Set(call.list("includedData"))
    return json(.searchOrders) { writer in
      writer.object { writer in
        writer.key("orders")
        writer.array { writer in
          for order in orders {
            SimulatedWording2026.order(SimulatedOrder(order, marketplace, options), included: included, to: &writer)
          }
        }
        if let next {
          writer.key("pagination")
          writer.object { $0.members([("nextToken", next)]) }
        }
        writer.members([(query.isByUpdate ? "lastUpdatedBefore" : "createdBefore", AmazonTime.text(query.before))])
      }
    }
  }

  /// The order of an id.
  func found(_ id: String) -> SimulatedOrder? {
    guard let number = SimulatedIDs.orderNumber(id, marketplace) else { return nil }
    let order = state.read { data -> ShopOrder? in
      // Orders stand at the place of their number unless some were taken out.
      let place = Int(number) - 1
      if data.orders.indices.contains(place), data.orders[place].id == number { return data.orders[place] }
      return data.orders.first { $0.id == number }
    }
    return order.map { SimulatedOrder($0, marketplace, options) }
  }

  /// One order.
  func order(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    let isV0 = route.operation == .order
    guard let order = found(route.id) else {
      return errors(404, "NotFound", "The requested order is not found.", operation: route.operation)
    }
    let opened = openedElements(call)
    return json(route.operation) { writer in
      writer.object { writer in
        writer.key(isV0 ? "payload" : "order")
        if isV0 {
          SimulatedWordingV0.order(order, opened: opened, to: &writer)
        } else {
          SimulatedWording2026.order(order, included: Set(call.list("includedData")), to: &writer)
        }
      }
    }
  }

  /// The items of an order.
  func orderItems(_ call: SimulatedCall, _ route: SimulatedRoute) -> PlatformResponse {
    guard let order = found(route.id) else {
      return errors(404, "NotFound", "The requested order is not found.", operation: .orderItems)
    }
    let opened = openedElements(call)
    return json(.orderItems) { writer in
      writer.object { writer in
        writer.key("payload")
        writer.object { writer in
          writer.members([("AmazonOrderId", route.id)])
          writer.key("OrderItems")
          writer.array { writer in
            for item in order.items { SimulatedWordingV0.item(item, of: order, opened: opened, to: &writer) }
          }
        }
      }
    }
  }
}
