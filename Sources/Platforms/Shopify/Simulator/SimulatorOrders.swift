/// Orders of a simulated Shopify: lists, single orders, and what is done to them.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Synchronization

extension ShopifySimulator {
  /// Answers below `orders`.
  func orders(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    switch (call.method, parts.count) {
    case (.get, 1): return try orderList(call, only: { _ in true })
    case (.post, 1): return createOrder(call)
    case (.get, 2) where parts[1] == "count":
      let list = try listOrder(call, order: "created_at desc")
      let count = state.list { data in orderRecords(data, list, only: { _ in true }).count }
      return json(200, ["count": .int(Int64(count))], served: call.served)
    default: break
    }
    guard let order = visibleOrder(parts[1]) else { return notFound(call) }
    let wording = state.read { ShopifyWording($0) }
    switch (call.method, parts.dropFirst(2).joined(separator: "/")) {
    case (.get, ""): return single(order, wording, call)
    case (.put, ""): return updateOrder(order, call)
    case (.delete, ""):
      state.write { $0.orders.removeAll { $0.id == order.id } }
      return json(200, [:], served: call.served)
    case (.post, "cancel"): return cancel(order, call)
    case (.post, "close"), (.post, "open"):
      inner.withLock {
        $0.orders[order.id, default: OrderExtras()].closedAt = .some(parts[2] == "close" ? state.now : nil)
      }
      touch(order.id)
      return single(order, state.read { ShopifyWording($0) }, call)
    case (.get, "transactions"):
      return json(200, ["transactions": .list(wording.payments(order))], served: call.served)
    case (.get, "transactions/count"):
      return json(200, ["count": .int(Int64(wording.payments(order).count))], served: call.served)
    case (.get, "refunds"):
      return json(200, ["refunds": .list(order.refunds.map { wording.refund($0, of: order) })], served: call.served)
    case (.post, "refunds"): return createRefund(order, call)
    default:
      guard call.method == .get, parts.count == 4, parts[2] == "refunds", let id = Int64(parts[3]),
        let refund = order.refunds.first(where: { ShopifyWording.Kind.refund.id($0.id) == id })
      else { return notFound(call) }
      return json(200, ["refund": wording.refund(refund, of: order)], served: call.served)
    }
  }

  // MARK: Lists

  /// A page of orders, of those that `only` lets pass.
  func orderList(_ call: SimulatorCall, only: @Sendable (ShopOrder) -> Bool) throws(ListFault) -> PlatformResponse {
    let list = try listOrder(call, order: "created_at desc")
    let wording = state.list { ShopifyWording($0) }
    let extras = inner.withLock { $0.orders }
    return page("orders", orderRecords(wording.data, list, only: only), list, call) { index in
      let order = wording.data.orders[index]
      return wording.order(order, extras[order.id] ?? OrderExtras())
    }
  }

  /// The orders that a list shows. Without `read_all_orders` those of the last sixty days, and no word about the others;
  /// without a status the open ones.
  func orderRecords(_ data: ShopData, _ list: ListOrder, only: (ShopOrder) -> Bool) -> [Listed] {
    let wording = ShopifyWording(data)
    let extras = inner.withLock { $0.orders }
    let status = list["status"] ?? "open"
    var records: [Listed] = []
    for (index, order) in data.orders.enumerated() where isVisible(order) && only(order) {
      let record = Listed(
        id: ShopifyWording.Kind.order.id(order.id), createdAt: order.createdAt, updatedAt: order.updatedAt, index: index
      )
      let isClosed = wording.closedAt(order, extras[order.id] ?? OrderExtras()) != nil
      let isCancelled = order.state == .cancelled
      let fits =
        switch status {
        case "any": true
        case "closed": isClosed
        case "cancelled": isCancelled
        default: !isClosed && !isCancelled
        }
      if fits, fitsPayment(order, list), keeps(record, list) { records.append(record) }
    }
    return records
  }

  private func fitsPayment(_ order: ShopOrder, _ list: ListOrder) -> Bool {
    let financial = ShopifyWording.financial(order.state)
    switch list["financial_status"] {
    case nil, "any": break
    case "unpaid": if !["authorized", "partially_paid", "pending"].contains(financial) { return false }
    case let wanted?: if !wanted.split(separator: ",").contains(Substring(financial)) { return false }
    }
    let isSent = ShopifyWording.isSent(order.state)
    switch list["fulfillment_status"] {
    case nil, "any": return true
    case "shipped", "fulfilled": return isSent
    case "unshipped", "unfulfilled": return !isSent
    default: return false
    }
  }

  func isVisible(_ order: ShopOrder) -> Bool {
    options.scopes.contains("read_all_orders") || order.createdAt >= state.now - ShopifyStanding.sight
  }

  func visibleOrder(_ id: String) -> ShopOrder? {
    guard let number = Int64(id).map({ ShopifyWording.Kind.order.number($0) }) else { return nil }
    return state.read { data in data.orders.first { $0.id == number } }.flatMap { isVisible($0) ? $0 : nil }
  }

  // MARK: Single orders

  func single(_ order: ShopOrder, _ wording: ShopifyWording, _ call: SimulatorCall, status: Int = 200)
    -> PlatformResponse
  {
    let now = state.read { data in data.orders.first { $0.id == order.id } } ?? order
    let extras = inner.withLock { $0.orders[order.id] ?? OrderExtras() }
    let value = wording.order(now, extras)
    let fields = call["fields"].map { Set($0.split(separator: ",").map(String.init)) }
    return json(status, ["order": fields.map { value.keeping($0) } ?? value], served: call.served)
  }

  /// Notes that an order changed.
  func touch(_ id: Int64) {
    let now = state.now
    state.write { data in
      if let index = data.orders.firstIndex(where: { $0.id == id }) { data.orders[index].updatedAt = now }
    }
  }

  private func updateOrder(_ order: ShopOrder, _ call: SimulatorCall) -> PlatformResponse {
    guard let sent = call.document?["order"] else {
      return error(400, ["order": "Required parameter missing or invalid"], served: call.served)
    }
    inner.withLock { memory in
      var extras = memory.orders[order.id] ?? OrderExtras()
      if let note = sent["note"] { extras.note = note.string }
      if let tags = sent["tags"]?.string { extras.tags = tags }
      for attribute in sent["note_attributes"]?.elements ?? [] {
        extras.attributes.append((attribute["name"]?.string ?? "", attribute["value"]?.string ?? ""))
      }
      memory.orders[order.id] = extras
    }
    let now = state.now
    state.write { data in
      guard let index = data.orders.firstIndex(where: { $0.id == order.id }) else { return }
      if let email = sent["email"]?.string { data.orders[index].email = email }
      if let phone = sent["phone"]?.string { data.orders[index].phone = phone }
      data.orders[index].updatedAt = now
    }
    return single(order, state.read { ShopifyWording($0) }, call)
  }

  private func cancel(_ order: ShopOrder, _ call: SimulatorCall) -> PlatformResponse {
    guard order.state == .pending || order.state == .paid || order.state == .cancelled else {
      return error(422, ["base": ["Cannot cancel an order that has fulfillments"]], served: call.served)
    }
    let now = state.now
    state.write { data in
      guard let index = data.orders.firstIndex(where: { $0.id == order.id }) else { return }
      data.orders[index].state = .cancelled
      data.orders[index].updatedAt = now
    }
    let wording = state.read { ShopifyWording($0) }
    let extras = inner.withLock { $0.orders[order.id] ?? OrderExtras() }
    let changed = wording.data.orders.first { $0.id == order.id } ?? order
    return json(
      200, ["notice": "Order has been canceled", "order": wording.order(changed, extras)], served: call.served)
  }
}
