/// Products and variants of a simulated Shopify.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation

extension ShopifySimulator {
  /// Answers below `products` and `variants`.
  func products(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    if parts[0] == "variants" { return variant(parts, call) }
    switch (call.method, parts.count) {
    case (.get, 1): return try productList(call)
    case (.post, 1): return createProduct(call)
    case (.get, 2) where parts[1] == "count":
      let list = try listOrder(call, order: "id asc")
      let count = state.list { data in productRecords(data, list).count }
      return json(200, ["count": .int(Int64(count))], served: call.served)
    default: break
    }
    let number = Int64(parts[1]).map { ShopifyWording.Kind.product.number($0) }
    let wording = state.read { ShopifyWording($0) }
    guard let product = number.flatMap({ wording.data.product($0) }) else { return notFound(call) }
    switch (call.method, parts.dropFirst(2).joined(separator: "/")) {
    case (.get, ""): return answer(product, wording, call)
    case (.put, ""): return updateProduct(product, call)
    case (.delete, ""):
      state.write { data in data.products.removeAll { $0.id == product.id } }
      return json(200, [:], served: call.served)
    case (.get, "variants"):
      let variants = product.variants.enumerated().map { wording.variant($1, of: product, position: $0 + 1) }
      return json(200, ["variants": .list(variants)], served: call.served)
    case (.get, "variants/count"):
      return json(200, ["count": .int(Int64(product.variants.count))], served: call.served)
    case (.post, "variants"): return createVariant(product, call)
    case (.delete, _) where parts.count == 4 && parts[2] == "variants":
      let gone = Int64(parts[3]).map { ShopifyWording.Kind.variant.number($0) }
      change(product.id) { $0.variants.removeAll { $0.id == gone } }
      return json(200, [:], served: call.served)
    case (.get, _) where parts.count == 4 && parts[2] == "variants",
      (.put, _) where parts.count == 4 && parts[2] == "variants":
      // Clients reach variants by their product too.
      return variant(["variants", parts[3]], call)
    default: return notFound(call)
    }
  }

  private func productRecords(_ data: ShopData, _ list: ListOrder) -> [Listed] {
    data.products.enumerated().compactMap { index, product in
      let record = Listed(
        id: ShopifyWording.Kind.product.id(product.id), createdAt: product.createdAt, updatedAt: product.updatedAt,
        index: index)
      if let status = list["status"], !status.split(separator: ",").contains(Substring(product.status.rawValue)) {
        return nil
      }
      if let title = list["title"], title != product.title { return nil }
      if let vendor = list["vendor"], vendor != product.vendor { return nil }
      return keeps(record, list) ? record : nil
    }
  }

  private func productList(_ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    let list = try listOrder(call, order: "id asc")
    let wording = state.list { ShopifyWording($0) }
    return page("products", productRecords(wording.data, list), list, call) {
      wording.product(wording.data.products[$0])
    }
  }

  private func answer(_ product: ShopProduct, _ wording: ShopifyWording, _ call: SimulatorCall, status: Int = 200)
    -> PlatformResponse
  {
    let value = wording.product(product)
    let fields = call["fields"].map { Set($0.split(separator: ",").map(String.init)) }
    return json(status, ["product": fields.map { value.keeping($0) } ?? value], served: call.served)
  }

  // MARK: Writing

  private func createProduct(_ call: SimulatorCall) -> PlatformResponse {
    guard let sent = call.document?["product"] else {
      return error(400, ["product": "Required parameter missing or invalid"], served: call.served)
    }
    guard let title = sent["title"]?.string, !title.isEmpty else {
      return error(422, ["title": ["can't be blank"]], served: call.served)
    }
    let now = state.now
    let made = state.write { data -> ShopProduct in
      let id = (data.products.map(\.id).max() ?? 0) + 1
      let first = (data.products.flatMap(\.variants).map(\.id).max() ?? 0) + 1
      let nodes = sent["variants"]?.elements ?? []
      var variants = nodes.enumerated().map { Self.variant($1, id: first + Int64($0), data, now) }
      if variants.isEmpty { variants = [Self.variant(nil, id: first, data, now)] }
      let product = ShopProduct(
        id: id, title: title, text: sent["body_html"]?.string ?? "", vendor: sent["vendor"]?.string ?? "Beispielwaren",
        kind: sent["product_type"]?.string ?? "", status: Self.status(sent["status"]) ?? .active, createdAt: now,
        updatedAt: now, variants: variants)
      data.products.append(product)
      return product
    }
    return answer(made, state.read { ShopifyWording($0) }, call, status: 201)
  }

  private func updateProduct(_ product: ShopProduct, _ call: SimulatorCall) -> PlatformResponse {
    guard let sent = call.document?["product"] else {
      return error(400, ["product": "Required parameter missing or invalid"], served: call.served)
    }
    if let title = sent["title"], title.string?.isEmpty != false {
      return error(422, ["title": ["can't be blank"]], served: call.served)
    }
    let now = state.now
    let changed = state.write { data -> ShopProduct? in
      guard let index = data.place(ofProduct: product.id) else { return nil }
      var product = data.products[index]
      product.title = sent["title"]?.string ?? product.title
      product.text = sent["body_html"]?.string ?? product.text
      product.vendor = sent["vendor"]?.string ?? product.vendor
      product.kind = sent["product_type"]?.string ?? product.kind
      product.status = Self.status(sent["status"]) ?? product.status
      if let nodes = sent["variants"]?.elements {
        // A list of variants stands for all of them: those that it leaves out are deleted.
        let next = (data.products.flatMap(\.variants).map(\.id).max() ?? 0) + 1
        product.variants = nodes.enumerated().map { offset, node in
          let id = node["id"]?.number.flatMap { Int64($0) }.map { ShopifyWording.Kind.variant.number($0) }
          if var variant = product.variants.first(where: { $0.id == id }) {
            Self.change(&variant, node, data)
            return variant
          }
          return Self.variant(node, id: next + Int64(offset), data, now)
        }
      }
      product.updatedAt = now
      data.products[index] = product
      return product
    }
    return answer(changed ?? product, state.read { ShopifyWording($0) }, call)
  }

  private func change(_ product: Int64, _ body: @Sendable (inout ShopProduct) -> Void) {
    let now = state.now
    state.write { data in
      guard let index = data.place(ofProduct: product) else { return }
      body(&data.products[index])
      data.products[index].updatedAt = now
    }
  }

  // MARK: Variants

  private func variant(_ parts: [String], _ call: SimulatorCall) -> PlatformResponse {
    let number = parts.count == 2 ? Int64(parts[1]).map { ShopifyWording.Kind.variant.number($0) } : nil
    let data = state.read { $0 }
    guard let product = number.flatMap({ data.variant($0)?.product }) else { return notFound(call) }
    if call.method == .put {
      guard let sent = call.document?["variant"] else {
        return error(400, ["variant": "Required parameter missing or invalid"], served: call.served)
      }
      change(product.id) { product in
        guard let index = product.variants.firstIndex(where: { $0.id == number }) else { return }
        Self.change(&product.variants[index], sent, data)
      }
    } else if call.method != .get {
      return notFound(call)
    }
    return answer(variant: number, call)
  }

  private func createVariant(_ product: ShopProduct, _ call: SimulatorCall) -> PlatformResponse {
    guard let sent = call.document?["variant"] else {
      return error(400, ["variant": "Required parameter missing or invalid"], served: call.served)
    }
    let data = state.read { $0 }
    let option = sent["option1"]?.string ?? "Default Title"
    if product.variants.contains(where: { ($0.option.isEmpty ? "Default Title" : $0.option) == option }) {
      let text = "The variant '\(option)' already exists. Please change at least one option value."
      return error(422, ["base": [.text(text)]], served: call.served)
    }
    let id = (data.products.flatMap(\.variants).map(\.id).max() ?? 0) + 1
    let made = Self.variant(sent, id: id, data, state.now)
    change(product.id) { $0.variants.append(made) }
    return answer(variant: id, call, status: 201)
  }

  private func answer(variant number: Int64?, _ call: SimulatorCall, status: Int = 200) -> PlatformResponse {
    let wording = state.read { ShopifyWording($0) }
    guard let place = number.flatMap({ wording.data.place(ofVariant: $0) }) else { return notFound(call) }
    let product = wording.data.products[place.product]
    let value = wording.variant(product.variants[place.variant], of: product, position: place.variant + 1)
    return json(status, ["variant": value], served: call.served)
  }

  private static func variant(_ sent: JSONNode?, id: Int64, _ data: ShopData, _ now: Int64) -> ShopVariant {
    var variant = ShopVariant(
      id: id, sku: "", option: sent?["option1"]?.string ?? "", price: 0, barcode: "", grams: 0, rate: 0,
      stock: Dictionary(uniqueKeysWithValues: data.places.prefix(1).map { ($0.id, 0) }), stockUpdatedAt: now)
    if let sent { change(&variant, sent, data) }
    return variant
  }

  private static func change(_ variant: inout ShopVariant, _ sent: JSONNode, _ data: ShopData) {
    variant.sku = sent["sku"]?.string ?? variant.sku
    variant.barcode = sent["barcode"]?.string ?? variant.barcode
    variant.option = sent["option1"]?.string ?? variant.option
    variant.price = minor(sent["price"], data.plan.currency.exponent ?? 2) ?? variant.price
  }

  private static func status(_ node: JSONNode?) -> ShopProduct.Status? {
    node?.string.flatMap { ShopProduct.Status(rawValue: $0) }
  }
}
