import Columns
import Formats
import Platforms

/// Products with their variations, or the stock of both.
///
/// A product's date of change does not move with its variations' or with its stock. So stock is pulled whole, and so are
/// products that have variations; only simple products are asked for by when they changed.
struct ArticlesPull: PlatformPull {
  /// What is pulled.
  enum Kind { case products, inventory }
  private enum Phase: String { case changed, variable, end }

  private let client: WooCommerceClient
  private let kind: Kind
  private let columns: [String]
  private let window: PullWindow
  private var phase: Phase
  private var pager: ListPager
  /// The products that are asked for; `nil` for those of the window.
  private var ids: WantedIDs?

  init(_ client: WooCommerceClient, _ kind: Kind, window: PullWindow, columns: [String], from start: PullCursorText?) {
    self.client = client
    self.kind = kind
    self.columns = columns
    self.window = start?.window ?? (kind == .products ? window : PullWindow())
    phase = start.flatMap { Phase(rawValue: $0.phase) } ?? .changed
    pager = Self.pager(phase, self.window, client, start?.place ?? ListPager.Place())
  }

  /// The products of these ids.
  init(_ client: WooCommerceClient, _ kind: Kind, ids: WantedIDs, columns: [String]) {
    self.init(client, kind, window: PullWindow(), columns: columns, from: nil)
    self.ids = ids
    if ids.isEmpty { phase = .end }
    pager = ListPager(
      "products.list", "/wc/v3/products", [("status", "any"), ids.parameter], pageSize: client.pageSize)
  }

  private static func pager(
    _ phase: Phase, _ window: PullWindow, _ client: WooCommerceClient, _ place: ListPager.Place
  ) -> ListPager {
    var query = [(name: "status", value: "any")]
    if phase == .variable { query.append(("type", "variable")) }
    if phase == .changed, let since = window.since {
      query += [("modified_after", WooTime.utc(since - 1)), ("dates_are_gmt", "true")]
    }
    return ListPager("products.list", "/wc/v3/products", query, pageSize: client.pageSize, from: place)
  }

  mutating func next() async throws(PlatformFailure) -> PulledPage? {
    while phase != .end {
      let page = try await pager.next(client)
      let number = pager.place.page
      let result = try await shape(page, number)
      if page.isLast { advance() }
      if let result { return result }
    }
    return ids?.rest(columns: columns)
  }

  private mutating func advance() {
    if ids != nil { return phase = .end }
    phase = phase == .changed && window.since != nil ? .variable : .end
    pager = Self.pager(phase, window, client, ListPager.Place(last: 0, position: 0, page: pager.place.page))
  }

  private mutating func shape(_ page: ListPager.Page, _ number: Int) async throws(PlatformFailure) -> PulledPage? {
    let reader = ObjectReader(payload: page.answer.payload, base: 0)
    let table = kind == .products ? ArticleColumn.all : StockColumn.all
    var records = FlatRecords(body: page.answer.payload.bytes, wanted: columns, columns: table, page: number)
    var unknown = UnknownFields()
    var latest: Int64?
    var byteCount = page.answer.response.body.count
    var documents = 0
    for (id, element) in page.records {
      if ids?.take(id) == false { continue }
      let isVariable = reader.string(reader.payload["type", in: element]).contains("variable")
      // Those with variations come in the second pass, all of them.
      if isVariable, phase == .changed, window.since != nil { continue }
      _ = reader.fields(element, CatalogueKeys.article, &unknown)
      latest = [latest, WooTime.seconds(reader.string(reader.payload["date_modified_gmt", in: element]))]
        .compactMap { $0 }.max()
      let name = HTMLText.decoded(reader.string(reader.payload["name", in: element]))
      let categories = kind == .products ? categories(of: element, reader) : ""
      var lines = 0
      if kind == .products || counts(element, reader) {
        records.begin(element, reader)
        add(element, reader, product: id, variation: nil, name: name, parentSKU: "", &records)
        records.set("description", reader.string(reader.payload["description", in: element]))
        records.set("categories", categories)
        lines += 1
      }
      if isVariable {
        let sku = reader.string(reader.payload["sku", in: element])
        for payload in try await variations(of: id) {
          let base = UInt32(records.builder.text.bytes.count)
          records.builder.text.bytes += payload.bytes
          byteCount += payload.bytes.count
          let own = ObjectReader(payload: payload, base: base)
          for variation in payload.elements(of: payload.root) where kind == .products || counts(variation, own) {
            _ = own.fields(variation, CatalogueKeys.article, &unknown)
            if lines == 0 { records.begin(element, reader) }
            let variationID = own.string(payload["id", in: variation])
            add(variation, own, product: id, variation: variationID, name: name, parentSKU: sku, &records)
            lines += 1
          }
        }
      }
      documents += lines > 0 ? 1 : 0
    }
    guard documents > 0 else { return nil }
    return PulledPage(
      batch: records.builder.finish(),
      next: PullCursorText(phase: phase.rawValue, window: window, place: pager.place).cursor, latestChange: latest,
      unknownFields: unknown.sorted, byteCount: byteCount)
  }

  /// The names of a product's categories; WooCommerce puts what has none into one of its own.
  private func categories(of element: JSONElement, _ reader: ObjectReader) -> String {
    reader.payload.elements(of: reader.payload["categories", in: element])
      .filter { reader.string(reader.payload["slug", in: $0]) != "uncategorized" }
      .map { HTMLText.decoded(reader.string(reader.payload["name", in: $0])) }.joined(separator: ", ")
  }

  /// Whether the shop counts the units of an article itself, and not those of its product.
  private func counts(_ element: JSONElement, _ reader: ObjectReader) -> Bool {
    reader.string(reader.payload["manage_stock", in: element]) == "true"
  }

  private func add(
    _ element: JSONElement, _ reader: ObjectReader, product: Int64, variation: String?, name: String, parentSKU: String,
    _ records: inout FlatRecords
  ) {
    records.addLine(element, reader)
    records.set("article", variation.map { "\(product)/\($0)" } ?? String(product))
    records.set("product_id", String(product))
    records.set("variation_id", variation ?? "")
    records.set("name", name)
    guard variation != nil else { return }
    let sku = reader.string(reader.payload["sku", in: element])
    if !sku.isEmpty, sku == parentSKU { records.set("sku_is_inherited", "1") }
    let options = reader.payload.elements(of: reader.payload["attributes", in: element]).map { attribute in
      let name = reader.string(reader.payload["name", in: attribute])
      return "\(name): \(reader.string(reader.payload["option", in: attribute]))"
    }
    records.set("option", HTMLText.decoded(options.joined(separator: ", ")))
  }

  private func variations(of product: Int64) async throws(PlatformFailure) -> [JSONPayload] {
    var pager = ListPager("variations.list", "/wc/v3/products/\(product)/variations", [("status", "any")])
    var payloads: [JSONPayload] = []
    // A product that was deleted since it was listed has none.
    while let page = try await pager.nextIfThere(client) {
      if !page.records.isEmpty { payloads.append(page.answer.payload) }
      if page.isLast { break }
    }
    return payloads
  }
}
