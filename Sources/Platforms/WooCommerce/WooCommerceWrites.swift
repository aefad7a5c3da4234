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
    var writer = JSONWriter()
    writer.object { object in
      object.key("manage_stock")
      object.bool(true)
      object.key("stock_quantity")
      object.integer(change.quantity)
    }
    let answer = try await client.send("products.update", .put, route, body: writer.takeBytes())
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
    let body = Self.body { object in
      Self.write(first, to: &object)
      object.key("type")
      object.string(hasVariations ? "variable" : "simple")
      if hasVariations { Self.writeAttribute(draft.variants, to: &object) }
      if let only = draft.variants.first, !hasVariations { Self.write(only, to: &object) }
    }
    let id = try await created(body, sku: hasVariations ? nil : draft.variants.first?.sku)
    guard hasVariations else { return id }
    try await batch(id, draft.variants)
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
    let only = draft.variants.count == 1 && draft.variants[0].id.map { $0 == id } ?? true ? draft.variants.first : nil
    if draft.title != nil || draft.text != nil || draft.status != nil || only != nil {
      let body = Self.body { object in
        Self.write(draft, to: &object)
        if let only { Self.write(only, to: &object) }
      }
      _ = try await client.send("products.update", .put, "/wc/v3/products/\(id)", body: body)
    }
    if only == nil, !draft.variants.isEmpty { try await batch(id, draft.variants) }
  }

  /// Creates and changes variations in as few requests as may be.
  private func batch(_ product: String, _ variants: [ProductDraft.Variant]) async throws(PlatformFailure) {
    for start in stride(from: 0, to: variants.count, by: 100) {
      let part = variants[start..<min(start + 100, variants.count)]
      let body = Self.body { object in
        for (name, isNew) in [("create", true), ("update", false)]
        where part.contains(where: { ($0.id == nil) == isNew }) {
          object.key(name)
          object.array { array in
            for variant in part where (variant.id == nil) == isNew {
              array.object { item in
                if let id = variant.id.flatMap({ Int64($0) }) {
                  item.key("id")
                  item.integer(id)
                }
                Self.write(variant, to: &item)
                if isNew { Self.writeOption(variant, to: &item) }
              }
            }
          }
        }
      }
      let route = "/wc/v3/products/\(product)/variations/batch"
      let answer = try await client.send("variations.batch", .post, route, body: body)
      try check(answer, product)
    }
  }

  /// A batch is answered with 200 whatever became of its items.
  private func check(_ answer: WooCommerceClient.Answer, _ product: String) throws(PlatformFailure) {
    let payload = answer.payload
    for name in ["create", "update"] {
      for item in payload.elements(of: payload[name, in: payload.root]) {
        guard let error = payload["error", in: item], payload.kind(error) == .object else { continue }
        let range = payload.range(error).indices
        let words = WooCommerceError(Array(payload.bytes[range]))
        throw client.failure(
          .refusedRequest, answer.request,
          "a variation of product \(product) was refused: \(words?.message ?? "without a reason")",
          remedy: "check SKU and price; other variations of the product may have been written")
      }
    }
  }

  // MARK: Bodies

  private static func body(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(members)
    return writer.takeBytes()
  }

  private static func write(_ draft: ProductDraft, to object: inout JSONWriter) {
    write("name", draft.title, to: &object)
    write("description", draft.text, to: &object)
    let words = ["active": "publish", "draft": "draft", "archived": "private"]
    write("status", draft.status.map { words[$0] ?? $0 }, to: &object)
  }

  private static func write(_ variant: ProductDraft.Variant, to object: inout JSONWriter) {
    write("sku", variant.sku, to: &object)
    write("regular_price", variant.price, to: &object)
    write("global_unique_id", variant.barcode, to: &object)
  }

  private static func write(_ key: String, _ value: String?, to object: inout JSONWriter) {
    guard let value else { return }
    object.key(key)
    object.string(value)
  }

  /// Variations differ by an attribute; drafts have none, so it is their SKU.
  private static let attribute = "Variant"

  private static func writeAttribute(_ variants: [ProductDraft.Variant], to object: inout JSONWriter) {
    object.key("attributes")
    object.array { array in
      array.object { item in
        write("name", attribute, to: &item)
        for key in ["visible", "variation"] {
          item.key(key)
          item.bool(true)
        }
        item.key("options")
        item.array { options in for variant in variants { options.string(variant.sku ?? "") } }
      }
    }
  }

  private static func writeOption(_ variant: ProductDraft.Variant, to object: inout JSONWriter) {
    object.key("attributes")
    object.array { array in
      array.object { item in
        write("name", attribute, to: &item)
        write("option", variant.sku ?? "", to: &item)
      }
    }
  }
}
