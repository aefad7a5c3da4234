import Formats
import HTTPTypes
import Platforms

/// Gives a product of the shop new variations. One that has none becomes one that has: its own article is the first of them.
extension WooCommerceWrites {
  /// What a product that was an article itself had beside its SKU and price, and its variation has from then on.
  struct OwnArticle {
    var sku: String
    private var salePrice: String
    /// `nil` where the shop does not count it.
    private var stock: String?

    fileprivate init(_ payload: JSONPayload) {
      func text(_ key: String) -> String { payload.string(payload[key, in: payload.root]) }
      sku = text("sku")
      salePrice = text("sale_price")
      stock = text("manage_stock") == "true" ? text("stock_quantity") : nil
    }

    /// Writes it into a new variation.
    func write(to object: inout JSONWriter) {
      if !salePrice.isEmpty { WooCommerceWrites.write("sale_price", salePrice, to: &object) }
      guard let stock = stock.flatMap({ Int64($0.prefix { $0 != "." }) }) else { return }
      object.key("manage_stock")
      object.bool(true)
      object.key("stock_quantity")
      object.integer(stock)
    }
  }

  /// Adds variations to a product, and changes those that it has.
  ///
  /// The shop has no two articles of one SKU, so a product gives up its own before its variation gets it. What a product
  /// with variations says of price and stock counts for nothing, or for all of them.
  func grow(_ product: String, _ variants: [ProductDraft.Variant]) async throws(PlatformFailure) {
    let new = variants.filter { $0.id == nil }
    let route = "/wc/v3/products/\(product)"
    let answer = try await client.send(
      "products.get", .get, route, [("_fields", "id,type,attributes,sku,sale_price,manage_stock,stock_quantity")])
    let payload = answer.payload
    let type = payload.string(payload["type", in: payload.root])
    let own = type.contains("variable") ? nil : OwnArticle(payload)
    if let own, type != "simple" || !new.contains(where: { $0.sku == own.sku }) {
      throw client.failure(
        .refusedRequest, answer.request,
        "product \(product) is of the type \"\(type)\" with the SKU \"\(own.sku)\", and cannot be given variations",
        remedy: "make it a variable product in the shop, or create the article as a product of its own there")
    }
    var attributes = VariationAttributes(payload, payload.root, adding: new)
    for variant in new where attributes.choices(VariationAttributes.text(variant)) == nil { throw unfit(variant) }
    if own != nil || attributes.hasGrown {
      let grown = attributes
      let body = Self.body { object in
        if own != nil {
          for (key, value) in [("type", "variable"), ("sku", ""), ("global_unique_id", "")] {
            Self.write(key, value, to: &object)
          }
          object.key("manage_stock")
          object.bool(false)
        }
        grown.write(to: &object)
      }
      _ = try await client.send("products.update", .put, route, body: body)
    }
    try await batch(product, variants, attributes, own: own)
  }
}
