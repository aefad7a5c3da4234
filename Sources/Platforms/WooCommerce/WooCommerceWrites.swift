import Columns
import Formats
import HTTPTypes
import Platforms

/// What is written to a shop: stock, and products with their variations.
struct WooCommerceWrites {
  let client: WooCommerceClient

  // MARK: Stock

  func setStock(_ change: StockChange) async throws(PlatformFailure) -> Int64 {
    let route = try articleRoute(change.article)
    if let seen = change.seen {
      let answer = try await client.send("products.get", .get, route, [("_fields", "id,manage_stock,stock_quantity")])
      let now = try quantity(answer)
      if now != seen { return now }
    }
    var writer = JSONWriter()
    writer.object { object in
      object.key("manage_stock")
      object.bool(true)
      object.key("stock_quantity")
      object.integer(change.quantity)
    }
    return try quantity(try await client.send("products.update", .put, route, body: writer.takeBytes()))
  }

  private func quantity(_ answer: WooCommerceClient.Answer) throws(PlatformFailure) -> Int64 {
    let payload = answer.payload
    // Stock may be a number with decimals; only whole units can be compared.
    let text = payload.string(payload["stock_quantity", in: payload.root])
    guard let quantity = Int64(text.prefix { $0 != "." }) else {
      throw client.failure(
        .unexpectedAnswer, answer.request, "the shop does not say what the stock is now",
        remedy: "see whether stock is managed for the article, and not for its product")
    }
    return quantity
  }

  /// The route of an article: `17`, or `17/18` for a variation.
  private func articleRoute(_ article: String) throws(PlatformFailure) -> String {
    let parts = article.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 1, let product = Int64(parts[0]) { return "/wc/v3/products/\(product)" }
    if parts.count == 2, let product = Int64(parts[0]), let variation = Int64(parts[1]) {
      return "/wc/v3/products/\(product)/variations/\(variation)"
    }
    throw client.failure(
      .refusedRequest, "", "\"\(article)\" is no article of WooCommerce",
      remedy: "give a product's id such as 17, or product and variation such as 17/18")
  }

  // MARK: Products

  /// Creates a product: first a draft, then its variations, and only then is it shown, so that none is on sale half made.
  func create(_ draft: ProductDraft) async throws(PlatformFailure) -> String {
    let hasVariations = draft.variants.count > 1
    var first = draft
    if hasVariations { first.status = "draft" }
    let categories = try await categories(draft.category)
    let attributes = VariationAttributes(of: draft.variants)
    let body = Self.body { object in
      Self.write(first, categories, to: &object)
      object.key("type")
      object.string(hasVariations ? "variable" : "simple")
      if hasVariations { attributes.write(to: &object) }
      if let only = draft.variants.first, !hasVariations { Self.write(only, to: &object) }
    }
    let id = try await created(body, sku: hasVariations ? nil : draft.variants.first?.sku)
    guard hasVariations else { return id }
    try await batch(id, draft.variants, attributes)
    if draft.status != "draft" {
      try await update(id, ProductDraft(status: draft.status ?? "active"))
    }
    return id
  }

  /// Sends a product that is new. A shop that took it although its answer was lost refuses it the second time for its SKU,
  /// naming the product that has it.
  private func created(_ body: [UInt8], sku: String?) async throws(PlatformFailure) -> String {
    let before = try await product(ofSKU: sku)
    do throws(PlatformFailure) {
      let answer = try await client.send("products.create", .post, "/wc/v3/products", body: body)
      return answer.payload.string(answer.payload["id", in: answer.payload.root])
    } catch {
      guard before == nil, let found = try await product(ofSKU: sku) else { throw error }
      return found
    }
  }

  private func product(ofSKU sku: String?) async throws(PlatformFailure) -> String? {
    guard let sku, !sku.isEmpty else { return nil }
    let answer = try await client.send("products.list", .get, "/wc/v3/products", [("sku", sku), ("_fields", "id")])
    let payload = answer.payload
    for element in payload.elements(of: payload.root) { return payload.string(payload["id", in: element]) }
    return nil
  }

  func update(_ id: String, _ draft: ProductDraft) async throws(PlatformFailure) {
    guard Int64(id) != nil else {
      throw client.failure(
        .refusedRequest, "", "\"\(id)\" is no id of a product", remedy: "give the id that the shop has for it")
    }
    let only = draft.variants.first { variant in
      draft.variants.count == 1 && (variant.id.map { $0 == id } ?? (variant.option == nil))
    }
    let categories = try await categories(draft.category)
    if draft.title != nil || draft.text != nil || draft.status != nil || categories != nil || only != nil {
      let body = Self.body { object in
        Self.write(draft, categories, to: &object)
        if let only { Self.write(only, to: &object) }
      }
      _ = try await client.send("products.update", .put, "/wc/v3/products/\(id)", body: body)
    }
    guard only == nil, !draft.variants.isEmpty else { return }
    if draft.variants.contains(where: { $0.id == nil }) { return try await grow(id, draft.variants) }
    try await batch(id, draft.variants, nil)
  }

  // MARK: Bodies

  static func body(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(members)
    return writer.takeBytes()
  }

  private static func write(_ draft: ProductDraft, _ categories: [Int64]?, to object: inout JSONWriter) {
    if let categories {
      object.key("categories")
      object.array { array in
        for id in categories {
          array.object { item in
            item.key("id")
            item.integer(id)
          }
        }
      }
    }
    write("name", draft.title, to: &object)
    write("description", draft.text, to: &object)
    let words = ["active": "publish", "draft": "draft", "archived": "private"]
    write("status", draft.status.map { words[$0] ?? $0 }, to: &object)
  }

  static func write(_ variant: ProductDraft.Variant, to object: inout JSONWriter) {
    write("sku", variant.sku, to: &object)
    write("regular_price", variant.price, to: &object)
    write("global_unique_id", variant.barcode, to: &object)
  }

  static func write(_ key: String, _ value: String?, to object: inout JSONWriter) {
    guard let value else { return }
    object.key(key)
    object.string(value)
  }
}
