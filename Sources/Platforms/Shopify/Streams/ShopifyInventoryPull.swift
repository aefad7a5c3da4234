/// Pulls stock levels: the places first, then the levels of up to fifty of them at a time.
import Columns
import Commerce
import Formats
import Platforms

/// The stock of every article at every place. What is not counted has no number.
struct ShopifyInventoryPull: PlatformPull {
  /// How many places one request may name.
  static let placesMax = 50
  /// How many articles one request may name.
  private static let itemsMax = 100

  private let shop: ShopifyShop
  private let window: PullWindow
  private let columns: [String]
  /// The articles that are asked for; `nil` for all of the window.
  private let items: [String]?
  private var cursor: ShopifyCursor
  private var size = 0
  private var places: [Place]?

  private struct Place: Sendable {
    var id: String
    var name: String
    var country: String
  }

  init(_ shop: ShopifyShop, window: PullWindow, columns: [String], from cursor: ShopifyCursor) {
    self.shop = shop
    self.window = window
    self.columns = columns
    self.cursor = cursor
    items = nil
  }

  /// The stock of these articles, at all places.
  init(_ shop: ShopifyShop, items: [String], columns: [String]) {
    self.shop = shop
    window = PullWindow()
    self.columns = columns
    cursor = ShopifyCursor()
    self.items = items
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    let places = try await allPlaces()
    let first = Int(cursor.last)
    guard !cursor.isDone, first < places.count else { return nil }
    let some = places[first..<min(first + Self.placesMax, places.count)]
    let page = try await nextPage(of: some)
    cursor.page += 1
    cursor.pageInfo = page.next
    if page.next == nil { cursor.last = Int64(some.endIndex) }
    cursor.isDone = page.next == nil && some.endIndex == places.count
    return try await batch(page, places)
  }

  /// A page of levels; a link that is no longer good begins the places anew.
  private mutating func nextPage(of places: ArraySlice<Place>) async throws(PlatformFailure) -> ShopifyPage {
    let ids = places.map(\.id).joined(separator: ",")
    var filters = [("location_ids", ids)]
    if let items { filters.append(("inventory_item_ids", items.joined(separator: ","))) }
    if let since = window.since { filters.append(("updated_at_min", Instant(seconds: since).description)) }
    let list = ShopifyList(
      operation: "inventory_levels.list", path: "inventory_levels.json", name: "inventory_levels", filters: filters)
    if let link = cursor.pageInfo {
      do throws(PlatformFailure) {
        return try await shop.page(list, link, size: &size)
      } catch {
        guard error.kind == .refusedRequest else { throw error }
      }
    }
    return try await shop.page(list, nil, size: &size)
  }

  private mutating func allPlaces() async throws(PlatformFailure) -> [Place] {
    if let places { return places }
    let request = shop.requests.get("locations.list", "locations.json")
    let answer = try await shop.read(request)
    let payload = answer.payload
    let found = payload.elements(of: try shop.value("locations", answer, request)).map { place in
      Place(
        id: payload.string(payload["id", in: place]), name: payload.string(payload["name", in: place]),
        country: payload.string(payload["country_code", in: place]))
    }
    places = found
    return found
  }

  private mutating func batch(_ page: ShopifyPage, _ places: [Place]) async throws(PlatformFailure) -> PulledPage {
    let table = ShopifyTables.inventory
    var payload = Payload(page.payload)
    var builder = DocumentBuilder(body: page.payload.bytes, columns: columns, known: table.columns)
    let articles = try await articles(page)
    var latest: Int64?
    for record in page.records {
      let changed = page.payload[record, key: "updated_at"].flatMap { payload.instant($0) }
      latest = [latest, changed].compactMap { $0 }.max()
      if let until = window.until, let changed, changed >= until { continue }
      let position = SourcePosition(line: cursor.page, byte: Int(page.payload.range(record).start))
      table.add(record: record, in: &payload, &builder, at: position)
      let place = page.payload.string(page.payload["location_id", in: record])
      let article = articles[page.payload.string(page.payload["inventory_item_id", in: record])]
      let found = places.first { $0.id == place }
      let cells = [found?.name, found?.country, article?.sku, article?.cost, article?.tracked]
      builder.addLine()
      for (offset, cell) in cells.enumerated() {
        guard let cell, builder.isWanted(table.firstFurther + offset) else { continue }
        builder.set(table.firstFurther + offset, builder.text.append(cell))
      }
    }
    return PulledPage(
      batch: builder.finish(), next: cursor.text, latestChange: latest, unknownFields: payload.unknown.sorted(),
      byteCount: page.payload.bytes.count)
  }

  private struct Article: Sendable {
    var sku: String
    var cost: String
    var tracked: String
  }

  /// What the articles of a page are: a level alone has only their number. Looked up where a stage reads it.
  private func articles(_ page: ShopifyPage) async throws(PlatformFailure) -> [String: Article] {
    guard columns.contains(where: { $0.hasPrefix("item.") }) else { return [:] }
    var ids: [String] = []
    var seen: Set<String> = []
    for record in page.records {
      let id = page.payload.string(page.payload["inventory_item_id", in: record])
      if seen.insert(id).inserted { ids.append(id) }
    }
    var articles: [String: Article] = [:]
    for start in stride(from: 0, to: ids.count, by: Self.itemsMax) {
      let some = ids[start..<min(start + Self.itemsMax, ids.count)].joined(separator: ",")
      let request = shop.requests.get(
        "inventory_items.list", "inventory_items.json", [("ids", some), ("limit", String(Self.itemsMax))])
      let answer = try await shop.read(request)
      let payload = answer.payload
      for item in payload.elements(of: try shop.value("inventory_items", answer, request)) {
        articles[payload.string(payload["id", in: item])] = Article(
          sku: payload.string(payload["sku", in: item]), cost: payload.string(payload["cost", in: item]),
          tracked: payload.string(payload["tracked", in: item]))
      }
    }
    return articles
  }
}
