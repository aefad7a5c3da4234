/// Places and stock levels of a simulated Shopify.
import Formats
import HTTPTypes
import Platforms
import Simulation

extension ShopifySimulator {
  /// Answers below `locations`, `inventory_levels` and `inventory_items`.
  func stock(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    switch parts[0] {
    case "locations": return try locations(parts, call)
    case "inventory_items": return try items(parts, call)
    default: break
    }
    switch (call.method, parts.dropFirst().joined(separator: "/")) {
    case (.get, ""): return try levels(call, places: nil)
    case (.delete, ""):
      change(
        call, article: call["inventory_item_id"].flatMap { Int64($0) }, place: call["location_id"].flatMap { Int64($0) }
      ) {
        variant, place in variant.stock[place] = nil
      }
      return PlatformResponse(HTTPResponse(status: .noContent))
    case (.post, let verb) where ["set", "adjust", "connect"].contains(verb): return setLevel(verb, call)
    default: return notFound(call)
    }
  }

  private func locations(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    let wording = state.read { ShopifyWording($0) }
    let places = wording.data.places
    if parts.count == 1 {
      return json(200, ["locations": .list(places.map { wording.location($0) })], served: call.served)
    }
    if parts[1] == "count" { return json(200, ["count": .int(Int64(places.count))], served: call.served) }
    let number = Int64(parts[1]).map { ShopifyWording.Kind.location.number($0) }
    guard let place = places.first(where: { $0.id == number }) else { return notFound(call) }
    if parts.count == 3, parts[2] == "inventory_levels" { return try levels(call, places: [place.id]) }
    return json(200, ["location": wording.location(place)], served: call.served)
  }

  private func items(_ parts: [String], _ call: SimulatorCall) throws(ListFault) -> PlatformResponse {
    let wording = state.read { ShopifyWording($0) }
    if parts.count == 2 {
      let number = Int64(parts[1]).map { ShopifyWording.Kind.item.number($0) }
      guard let variant = number.flatMap({ wording.data.variant($0)?.variant }) else { return notFound(call) }
      return json(200, ["inventory_item": wording.item(variant)], served: call.served)
    }
    guard call["ids"] != nil || call["page_info"] != nil else {
      return error(400, ["ids": "Required parameter missing or invalid"], served: call.served)
    }
    let list = try listOrder(call, order: "id asc")
    let variants = variants(list.ids.map { Set($0.map { ShopifyWording.Kind.item.number($0) }) }, of: wording.data)
    let records = variants.enumerated().map { index, variant in
      Listed(
        id: ShopifyWording.Kind.item.id(variant.id), createdAt: 0, updatedAt: variant.stockUpdatedAt, index: index)
    }
    return page("inventory_items", records.filter { keeps($0, list) }, list, call) { wording.item(variants[$0]) }
  }

  /// The articles of these numbers; `nil` for all.
  private func variants(_ numbers: Set<Int64>?, of data: ShopData) -> [ShopVariant] {
    numbers.map { $0.compactMap { data.variant($0)?.variant } } ?? data.products.flatMap(\.variants)
  }

  // MARK: Levels

  private func levels(_ call: SimulatorCall, places: [Int64]?) throws(ListFault) -> PlatformResponse {
    let list = try listOrder(call, order: "id asc")
    func numbers(_ name: String, _ kind: ShopifyWording.Kind) throws(ListFault) -> Set<Int64>? {
      guard let text = list[name] else { return nil }
      let ids = text.split(separator: ",").compactMap { Int64($0) }
      guard ids.count <= ShopifyInventoryPull.placesMax else {
        throw ListFault(answer: error(422, .object([(name, .text("maximum of 50 ids"))]), served: call.served))
      }
      return Set(ids.map { kind.number($0) })
    }
    let wanted = try numbers("location_ids", .location) ?? places.map { Set($0) }
    let articles = try numbers("inventory_item_ids", .item)
    guard wanted != nil || articles != nil else {
      return error(
        422, .text("Required parameter missing or invalid: inventory_item_ids or location_ids"), served: call.served)
    }
    let wording = state.list { ShopifyWording($0) }
    var found: [(ShopVariant, Int64)] = []
    for variant in variants(articles, of: wording.data) {
      for place in variant.stock.keys.sorted() where wanted?.contains(place) ?? true { found.append((variant, place)) }
    }
    let records = found.enumerated().map { index, level in
      Listed(
        id: level.0.id * 1_000 + level.1, createdAt: level.0.stockUpdatedAt, updatedAt: level.0.stockUpdatedAt,
        index: index)
    }
    return page("inventory_levels", records.filter { keeps($0, list) }, list, call) { index in
      let (variant, place) = found[index]
      return wording.level(variant, at: place, variant.stock[place] ?? 0)
    }
  }

  private func setLevel(_ verb: String, _ call: SimulatorCall) -> PlatformResponse {
    let sent = call.document
    func number(_ name: String) -> Int64? {
      let node = sent?[name]
      return (node?.number ?? node?.string).flatMap { Int64($0) }
    }
    let name = verb == "adjust" ? "available_adjustment" : "available"
    let value = verb == "connect" ? 0 : number(name)
    guard let article = number("inventory_item_id"), let place = number("location_id"), let value else {
      return error(
        422, .text("Required parameter missing or invalid: inventory_item_id, location_id or \(name)"),
        served: call.served)
    }
    let changed = change(call, article: article, place: place) { variant, place in
      switch verb {
      case "set": variant.stock[place] = value
      case "adjust": variant.stock[place] = (variant.stock[place] ?? 0) + value
      default: variant.stock[place] = variant.stock[place] ?? 0
      }
    }
    guard let changed else { return error(404, .text("Not Found"), served: call.served) }
    let wording = state.read { ShopifyWording($0) }
    return json(
      verb == "connect" ? 201 : 200,
      ["inventory_level": wording.level(changed.variant, at: changed.place, changed.variant.stock[changed.place] ?? 0)],
      served: call.served)
  }

  /// Changes the stock of an article at a place, by Shopify's ids; `nil` where one of them is not there.
  @discardableResult
  private func change(
    _ call: SimulatorCall, article: Int64?, place: Int64?, _ body: @Sendable (inout ShopVariant, Int64) -> Void
  ) -> (variant: ShopVariant, place: Int64)? {
    guard let article = article.map({ ShopifyWording.Kind.item.number($0) }),
      let place = place.map({ ShopifyWording.Kind.location.number($0) })
    else { return nil }
    let now = state.now
    let variant = state.write { data -> ShopVariant? in
      guard data.places.contains(where: { $0.id == place }) else { return nil }
      guard let (product, index) = data.place(ofVariant: article) else { return nil }
      body(&data.products[product].variants[index], place)
      data.products[product].variants[index].stockUpdatedAt = now
      return data.products[product].variants[index]
    }
    return variant.map { ($0, place) }
  }
}
