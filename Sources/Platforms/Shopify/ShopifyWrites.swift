/// Writes products.
import Commerce
import Formats
import HTTPTypes
import Platforms

/// Products that are written to a shop.
struct ShopifyWrites {
  private let shop: ShopifyShop

  init(_ shop: ShopifyShop) { self.shop = shop }

  /// Creates a product.
  ///
  /// REST has no key by which Shopify would know a request again, and an answer that got lost may be that of a product
  /// that was made: before it is sent again, the shop is asked for the product.
  func createProduct(_ product: ProductDraft) async throws(PlatformFailure) -> String {
    let request = shop.requests.send("products.create", .post, "products.json", body: Self.body(nil, product))
    let started = shop.access.clock.now() / 1_000
    var attempt = 1
    while true {
      do throws(PlatformFailure) {
        let answer = try await shop.readOnce(request)
        let made = try shop.value("product", answer, request)
        return answer.payload.string(answer.payload["id", in: made])
      } catch {
        guard error.mayRetry, attempt < Self.triesMax else { throw error }
        try await shop.pause(2_000 * Int64(attempt), request)
        // Too many requests is an answer: nothing was made then.
        if error.kind != .throttled, let id = try await madeSince(started, product) { return id }
        attempt += 1
      }
    }
  }

  private static let triesMax = 6

  /// The id of a product with the draft's title and articles that came into being since.
  private func madeSince(_ started: Int64, _ product: ProductDraft) async throws(PlatformFailure) -> String? {
    var size = 0
    // The shop's clock and this one may differ by a minute.
    let since = Instant(seconds: started - 60).description
    let list = ShopifyList(
      operation: "products.list", path: "products.json", name: "products",
      filters: [("since_id", "0"), ("created_at_min", since)])
    let wanted = product.variants.compactMap(\.sku)
    var link: String?
    repeat {
      let page = try await shop.page(list, link, size: &size)
      let payload = page.payload
      for made in page.records where payload.string(payload["title", in: made]) == product.title ?? "" {
        let articles = payload.elements(of: payload["variants", in: made]).map {
          payload.string(payload["sku", in: $0])
        }
        if Set(articles.filter { !$0.isEmpty }) == Set(wanted) { return payload.string(payload["id", in: made]) }
      }
      link = page.next
    } while link != nil
    return nil
  }

  /// Changes a product. Variants go one by one: a list within the product would delete those that it leaves out.
  func updateProduct(_ id: String, _ product: ProductDraft) async throws(PlatformFailure) {
    var own = product
    own.variants = []
    if product.title != nil || product.text != nil || product.status != nil || product.category != nil {
      let request = shop.requests.send("products.update", .put, "products/\(id).json", body: Self.body(id, own))
      _ = try await shop.read(request)
    }
    for variant in product.variants {
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("variant")
        Self.write(variant, to: &writer)
      }
      let body = writer.takeBytes()
      let request =
        variant.id.map { shop.requests.send("variants.update", .put, "variants/\($0).json", body: body) }
        ?? shop.requests.send("variants.create", .post, "products/\(id)/variants.json", body: body)
      _ = try await shop.read(request)
    }
  }

  private static func body(_ id: String?, _ product: ProductDraft) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("product")
      writer.object { writer in
        if let number = id.flatMap({ Int64($0) }) {
          writer.key("id")
          writer.integer(number)
        }
        let texts = [
          ("title", product.title), ("body_html", product.text), ("status", product.status),
          ("product_type", product.category),
        ]
        for (name, text) in texts {
          guard let text else { continue }
          writer.key(name)
          writer.string(text)
        }
        guard !product.variants.isEmpty else { return }
        writer.key("variants")
        writer.array { writer in
          product.variants.forEach { write($0, isAlone: product.variants.count == 1, to: &writer) }
        }
      }
    }
    return writer.takeBytes()
  }

  /// - Parameter isAlone: whether the product has no other variant, so that there is nothing to set it apart from.
  private static func write(
    _ variant: ProductDraft.Variant, isAlone: Bool = false, to writer: inout JSONWriter
  ) {
    // Two variants of a product need different options: without any they are set apart by their SKU.
    let option = variant.id == nil && !isAlone ? variant.option ?? variant.sku : nil
    writer.object { writer in
      if let number = variant.id.flatMap({ Int64($0) }) {
        writer.key("id")
        writer.integer(number)
      }
      for (name, text) in [
        ("sku", variant.sku), ("price", variant.price), ("barcode", variant.barcode), ("option1", option),
      ] {
        guard let text else { continue }
        writer.key(name)
        writer.string(text)
      }
    }
  }
}
