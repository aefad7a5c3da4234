/// Pulls orders by a bulk operation: for the first pull of a large shop, where pages would take hours.
import Columns
import Commerce
import Formats
import Platforms

/// A bulk operation's file, given in pages; orders with refunds are read again by REST, which tells all of these.
struct ShopifyBulkPull: PlatformPull {
  private static let pageSize = 250
  private static let prefix = "bulk:"

  private let shop: ShopifyShop
  private let window: PullWindow
  private let columns: [String]
  private let zone: ShopZone
  private var cursor: ShopifyCursor
  private var file: ShopifyBulkOrders?

  /// - Throws: a failure where the rules of the shop's time zone are not known.
  init(
    _ shop: ShopifyShop, _ standing: ShopifyStanding, window: PullWindow, columns: [String], from cursor: ShopifyCursor
  ) throws(PlatformFailure) {
    guard let zone = ShopZone(standing.timeZone ?? "UTC") else {
      throw PlatformFailure(
        .refusedRequest, store: shop.access.store,
        "bulk operations tell time in UTC, and the rules of \(standing.timeZone ?? "") are not known",
        remedy: "take \"orders\": \"bulk\" out of the store's settings", mayRetry: false)
    }
    self.shop = shop
    self.window = window
    self.columns = columns
    self.zone = zone
    self.cursor = cursor
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    guard !cursor.isDone else { return nil }
    let file = try await openFile()
    let start = cursor.page * Self.pageSize
    guard let orders = file, start < orders.roots.count else {
      cursor.isDone = true
      return nil
    }
    let some = orders.roots[start..<min(start + Self.pageSize, orders.roots.count)]
    let body = try await body(some, orders)
    cursor.page += 1
    cursor.isDone = some.endIndex == orders.roots.count
    return try await batch(body)
  }

  /// The file of the operation that the cursor names, or of a new one when that is gone: Shopify keeps files a week.
  private mutating func openFile() async throws(PlatformFailure) -> ShopifyBulkOrders? {
    if let file { return file }
    let operation = ShopifyBulkOperation(shop)
    var payload: JSONPayload?
    if let known = cursor.pageInfo, known.hasPrefix(Self.prefix) {
      do throws(PlatformFailure) {
        if let url = try await operation.result(String(known.dropFirst(Self.prefix.count))) {
          payload = try await operation.download(url)
        }
      } catch {
        guard error.kind == .platformFault || error.kind == .refusedRequest else { throw error }
        payload = nil
      }
    }
    if payload == nil {
      cursor.page = 0
      let id = try await operation.run(ShopifyBulkQuery.orders(window, from: cursor.changed))
      cursor.pageInfo = Self.prefix + id
      if let url = try await operation.result(id) { payload = try await operation.download(url) }
    }
    let made = payload.map { ShopifyBulkOrders($0, zone: zone) }
    file = made
    return made
  }

  /// A page as REST would have given it.
  private func body(
    _ some: ArraySlice<JSONElement>, _ orders: ShopifyBulkOrders
  ) async throws(PlatformFailure) -> [UInt8] {
    let refunded = some.map { orders.identity($0) }.filter(\.hasRefunds).map(\.id)
    var told: [String: [UInt8]] = [:]
    if !refunded.isEmpty {
      var size = 0
      let list = ShopifyList(
        operation: "orders.list", path: "orders.json", name: "orders",
        filters: [("status", "any"), ("ids", refunded.joined(separator: ","))])
      var link: String?
      repeat {
        let page = try await shop.page(list, link, size: &size)
        for order in page.records {
          let id = page.payload.string(page.payload["id", in: order])
          told[id] = Array(page.payload.bytes[page.payload.range(order).indices])
        }
        link = page.next
      } while link != nil
    }
    var bytes = Array(#"{"orders":["#.utf8)
    for (number, order) in some.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      if let whole = told[orders.identity(order).id] {
        bytes += whole
      } else {
        orders.rest(order).write(to: &bytes)
      }
    }
    bytes += "]}".utf8
    return bytes
  }

  private mutating func batch(_ body: [UInt8]) async throws(PlatformFailure) -> PulledPage {
    guard let payload = try? JSONPayload(body) else {
      throw PlatformFailure(
        .unexpectedAnswer, store: shop.access.store, "the bulk operation's file holds what is no JSON",
        remedy: "run again later", mayRetry: true)
    }
    var shaper = OrderShaper(
      Payload(payload), columns: columns, leavesOutTests: shop.access.settings["test_orders"] != "include")
    var latest: Int64?
    for order in payload.elements(of: payload["orders", in: payload.root]) {
      let changed = Payload(payload).instant(payload[order, key: "updated_at"])
      latest = [latest, changed].compactMap { $0 }.max()
      let id = Payload(payload).integer(payload[order, key: "id"]) ?? 0
      guard cursor.give(id, changedAt: changed) else { continue }
      let payments = try await shop.payments(of: order, Payload(payload))
      shaper.add(
        order, payments: payments, at: SourcePosition(line: cursor.page, byte: Int(payload.range(order).start)))
    }
    let unknown = shaper.payload.unknown.sorted()
    let tests = shaper.tests
    return PulledPage(
      batch: shaper.builder.finish(), next: cursor.text, latestChange: latest, unknownFields: unknown,
      byteCount: body.count, leftOut: tests == 0 ? [:] : ["test orders": tests])
  }
}
