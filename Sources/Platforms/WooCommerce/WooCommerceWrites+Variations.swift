import Columns
import Formats
import HTTPTypes
import Platforms
import Synchronization

/// Variations of products, many in one request, and the categories that products are in.
extension WooCommerceWrites {
  func unfit(_ variant: ProductDraft.Variant) -> PlatformFailure {
    client.failure(
      .refusedRequest, "", "\"\(VariationAttributes.text(variant))\" does not say which option of each attribute it is",
      remedy: "add the variation in the shop with its SKU: the next run finds it")
  }

  /// Creates and changes variations in as few requests as may be.
  ///
  /// - Parameters:
  ///   - attributes: what the new ones differ by; `nil` where there are none.
  ///   - own: the article that the product was itself until now.
  func batch(
    _ product: String, _ variants: [ProductDraft.Variant], _ attributes: VariationAttributes?, own: OwnArticle? = nil
  ) async throws(PlatformFailure) {
    for start in stride(from: 0, to: variants.count, by: 100) {
      let part = variants[start..<min(start + 100, variants.count)]
      let new = part.filter { $0.id == nil }
      var known = attributes
      var choices: [[(place: Int, option: String)]] = []
      for variant in new {
        guard let chosen = known?.choices(VariationAttributes.text(variant)) else { throw unfit(variant) }
        choices.append(chosen)
      }
      let body = Self.body { object in
        if !new.isEmpty {
          object.key("create")
          object.array { array in
            for (variant, chosen) in zip(new, choices) {
              array.object { item in
                Self.write(variant, to: &item)
                if let own, own.sku == variant.sku { own.write(to: &item) }
                attributes?.write(chosen, to: &item)
              }
            }
          }
        }
        guard new.count < part.count else { return }
        object.key("update")
        object.array { array in
          for variant in part {
            guard let id = variant.id.flatMap({ Int64($0) }) else { continue }
            array.object { item in
              item.key("id")
              item.integer(id)
              Self.write(variant, to: &item)
            }
          }
        }
      }
      let route = "/wc/v3/products/\(product)/variations/batch"
      try await check(try await client.send("variations.batch", .post, route, body: body), product, new)
    }
  }

  /// A batch is answered with 200 whatever became of its items.
  private func check(
    _ answer: WooCommerceClient.Answer, _ product: String, _ new: [ProductDraft.Variant]
  ) async throws(PlatformFailure) {
    let payload = answer.payload
    for name in ["create", "update"] {
      for (place, item) in payload.elements(of: payload[name, in: payload.root]).enumerated() {
        guard let error = payload["error", in: item], payload.kind(error) == .object else { continue }
        let words = WooCommerceError(Array(payload.bytes[payload.range(error).indices]))
        // One that was made by a request whose answer got lost is refused for its own SKU.
        let sku = name == "create" && place < new.count ? new[place].sku : nil
        if let sku, try await hasVariation(sku, product) { continue }
        throw client.failure(
          .refusedRequest, answer.request,
          "a variation of product \(product) was refused: \(words?.message ?? "without a reason")",
          remedy: "check SKU and price; other variations of the product may have been written")
      }
    }
  }

  private func hasVariation(_ sku: String, _ product: String) async throws(PlatformFailure) -> Bool {
    let route = "/wc/v3/products/\(product)/variations"
    let payload = try await client.send("variations.list", .get, route, [("sku", sku), ("_fields", "id")]).payload
    return payload.elements(of: payload.root).contains { _ in true }
  }

  // MARK: Categories

  /// The shop's numbers of categories, by their names with a comma and a blank between them; those that it lacks are made.
  func categories(_ names: String?) async throws(PlatformFailure) -> [Int64]? {
    guard let names else { return nil }
    var ids: [Int64] = []
    for name in names.split(separator: ", ").map(String.init) { ids.append(try await category(name)) }
    return ids
  }

  private func category(_ name: String) async throws(PlatformFailure) -> Int64 {
    if let known = client.categories.withLock({ $0[name] }) { return known }
    let route = "/wc/v3/products/categories"
    var found: Int64?
    let list = try await client.send("categories.list", .get, route, [("search", name), ("per_page", "100")])
    for element in list.payload.elements(of: list.payload.root)
    where HTMLText.decoded(list.payload.string(list.payload["name", in: element])) == name {
      found = found ?? Int64(list.payload.string(list.payload["id", in: element]))
    }
    if found == nil {
      let body = Self.body { Self.write("name", name, to: &$0) }
      let made = try await client.send("categories.create", .post, route, body: body)
      found = Int64(made.payload.string(made.payload["id", in: made.payload.root]))
    }
    guard let found else {
      throw client.failure(.unexpectedAnswer, "POST \(route)", "the shop does not say which number a category has")
    }
    client.categories.withLock { $0[name] = found }
    return found
  }
}
