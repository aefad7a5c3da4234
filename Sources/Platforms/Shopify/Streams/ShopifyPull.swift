/// Pulls orders, products and customers page by page.
import Columns
import Commerce
import Formats
import Platforms

/// A stream that is one list of Shopify's.
struct ShopifyPull: PlatformPull {
  /// What is pulled.
  enum Kind: Sendable {
    /// Orders in the order of their last change.
    case orders
    /// A table in the order of its ids.
    case table(FlatTable, name: String)
  }

  private let shop: ShopifyShop
  private let kind: Kind
  private let window: PullWindow
  private let columns: [String]
  /// The ids that are asked for; `nil` for the window.
  private let ids: [String]?
  private var missing: Set<String>
  private var cursor: ShopifyCursor
  private var size = 0

  init(_ shop: ShopifyShop, _ kind: Kind, window: PullWindow, columns: [String], from cursor: ShopifyCursor) {
    self.shop = shop
    self.kind = kind
    self.window = window
    self.columns = columns
    self.cursor = cursor
    ids = nil
    missing = []
  }

  /// The records of these ids.
  init(_ shop: ShopifyShop, _ kind: Kind, ids: [String], columns: [String]) {
    self.shop = shop
    self.kind = kind
    window = PullWindow()
    self.columns = columns
    cursor = ShopifyCursor()
    self.ids = ids
    missing = Set(ids)
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    guard !cursor.isDone, ids?.isEmpty != true else { return nil }
    let page = try await nextPage()
    let number = cursor.page + 1
    for record in page.records { missing.remove(page.payload.string(page.payload["id", in: record])) }
    if page.records.isEmpty, page.next == nil, missing.isEmpty {
      cursor.isDone = true
      return nil
    }
    var made: Made
    switch kind {
    case .orders: made = try await orders(page, number)
    case .table(let table, _): made = self.table(page, table, number)
    }
    cursor.page = number
    cursor.pageInfo = page.next
    cursor.isDone = page.next == nil
    made.page.next = cursor.text
    if cursor.isDone, !missing.isEmpty { made.page.leftOut[PlatformLimits.gone] = missing.count }
    return made.page
  }

  /// The page that the link leads to; when the link is no longer good, the page behind what was seen last.
  private mutating func nextPage() async throws(PlatformFailure) -> ShopifyPage {
    if let link = cursor.pageInfo {
      do throws(PlatformFailure) {
        return try await shop.page(list, link, size: &size)
      } catch {
        guard error.kind == .refusedRequest else { throw error }
        cursor.pageInfo = nil
      }
    }
    return try await shop.page(list, nil, size: &size)
  }

  private var list: ShopifyList {
    if let ids { return list(of: ids) }
    return switch kind {
    case .orders:
      ShopifyList(
        operation: "orders.list", path: "orders.json", name: "orders",
        // Without a status Shopify gives the open ones only: neither archived nor cancelled orders.
        filters: [("status", "any"), ("order", "updated_at asc")] + window.filters(from: cursor.changed))
    case .table(_, let name):
      ShopifyList(
        operation: "\(name).list", path: "\(name).json", name: name,
        filters: [("since_id", String(cursor.last))] + window.filters())
    }
  }

  private func list(of ids: [String]) -> ShopifyList {
    let filter = ("ids", ids.joined(separator: ","))
    return switch kind {
    case .orders:
      ShopifyList(
        operation: "orders.list", path: "orders.json", name: "orders", filters: [("status", "any"), filter])
    case .table(_, let name):
      ShopifyList(operation: "\(name).list", path: "\(name).json", name: name, filters: [filter])
    }
  }

  // MARK: Batches

  private struct Made {
    var page: PulledPage
  }

  private mutating func orders(_ page: ShopifyPage, _ number: Int) async throws(PlatformFailure) -> Made {
    var shaper = OrderShaper(
      Payload(page.payload), columns: columns, leavesOutTests: shop.access.settings["test_orders"] != "include")
    var latest: Int64?
    for order in page.records {
      let payload = shaper.payload
      let changed = page.payload[order, key: "updated_at"].flatMap { payload.instant($0) }
      latest = [latest, changed].compactMap { $0 }.max()
      let id = page.payload[order, key: "id"].flatMap { payload.integer($0) } ?? 0
      guard cursor.give(id, changedAt: changed) else { continue }
      let payments = try await shop.payments(of: order, payload)
      shaper.add(
        order, payments: payments, at: SourcePosition(line: number, byte: Int(page.payload.range(order).start)))
    }
    let unknown = shaper.payload.unknown.sorted()
    return Made(
      page: PulledPage(
        batch: shaper.builder.finish(), next: cursor.text, latestChange: latest, unknownFields: unknown,
        byteCount: page.payload.bytes.count, leftOut: shaper.tests == 0 ? [:] : ["test orders": shaper.tests]))
  }

  private mutating func table(_ page: ShopifyPage, _ table: FlatTable, _ number: Int) -> Made {
    var payload = Payload(page.payload)
    var builder = DocumentBuilder(body: page.payload.bytes, columns: columns, known: table.columns)
    var latest: Int64?
    for record in page.records {
      let changed = page.payload[record, key: "updated_at"].flatMap { payload.instant($0) }
      latest = [latest, changed].compactMap { $0 }.max()
      let id = page.payload[record, key: "id"].flatMap { payload.integer($0) } ?? 0
      guard cursor.give(id, changedAt: changed) else { continue }
      let position = SourcePosition(line: number, byte: Int(page.payload.range(record).start))
      table.add(record, &payload, &builder, at: position)
    }
    return Made(
      page: PulledPage(
        batch: builder.finish(), next: cursor.text, latestChange: latest, unknownFields: payload.unknown.sorted(),
        byteCount: page.payload.bytes.count))
  }
}
