/// Sets stock levels, where it can only where the shop's are still those that the change rests on.
import Commerce
import Formats
import HTTPTypes
import Platforms

/// Stock that is written to a shop.
///
/// REST sets a level whatever it is by then. GraphQL compares it first, since version 2024-07 with `compareQuantity`, from
/// 2026-01 on with `changeFromQuantity`; the other word is not known to a version any more, or not yet.
struct ShopifyStockWrites {
  private let shop: ShopifyShop

  init(_ shop: ShopifyShop) { self.shop = shop }

  /// An article at a place.
  private struct Level {
    var item: Int64
    var location: Int64
  }

  /// Sets a stock level; an article that is not kept at the place is put there by that, unless the change rests on a level.
  ///
  /// - Returns: what the shop says it is then, which is another number where it was no longer what the change rests on.
  func set(_ change: StockChange) async throws(PlatformFailure) -> Int64 {
    let place = change.place.isEmpty ? try await onlyPlace() : change.place
    guard let item = Int64(change.article), let location = Int64(place) else {
      throw shop.failure(
        .refusedRequest, shop.requests.send("inventory_levels.set", .post, "inventory_levels/set.json", body: []),
        "stock is set by the numbers of an inventory item and of a location",
        remedy: "give the inventory_item_id as article and the location_id as place", mayRetry: false)
    }
    let level = Level(item: item, location: location)
    guard let seen = change.seen else { return try await set(level, to: change.quantity) }
    return try await set(level, to: change.quantity, from: seen)
  }

  // MARK: REST

  private func set(_ level: Level, to quantity: Int64) async throws(PlatformFailure) -> Int64 {
    var writer = JSONWriter()
    writer.object { writer in
      for (name, number) in [
        ("location_id", level.location), ("inventory_item_id", level.item), ("available", quantity),
      ] {
        writer.key(name)
        writer.integer(number)
      }
    }
    let request = shop.requests.send(
      "inventory_levels.set", .post, "inventory_levels/set.json", body: writer.takeBytes())
    let answer = try await shop.read(request)
    let set = try shop.value("inventory_level", answer, request)
    return Payload(answer.payload).integer(answer.payload[set, key: "available"]) ?? quantity
  }

  /// What the shop has now; `nil` where it does not count.
  private func current(_ level: Level) async throws(PlatformFailure) -> Int64? {
    let request = shop.requests.get(
      "inventory_levels.list", "inventory_levels.json",
      [("inventory_item_ids", String(level.item)), ("location_ids", String(level.location))])
    let answer = try await shop.read(request)
    let levels = answer.payload.elements(of: try shop.value("inventory_levels", answer, request))
    return levels.lazy.compactMap { Payload(answer.payload).integer(answer.payload[$0, key: "available"]) }.first
  }

  private func onlyPlace() async throws(PlatformFailure) -> String {
    let request = shop.requests.get("locations.list", "locations.json")
    let answer = try await shop.read(request)
    let places = Array(answer.payload.elements(of: try shop.value("locations", answer, request)))
    guard places.count == 1 else {
      throw shop.failure(
        .refusedRequest, request, "the shop keeps stock at \(places.count) places, and none was named",
        remedy: "name the location_id", mayRetry: false)
    }
    return answer.payload.string(answer.payload["id", in: places[0]])
  }

  // MARK: GraphQL

  /// How a version words the comparison.
  private enum Wording: CaseIterable {
    case compare, changeFrom

    /// The oldest version that has it.
    var version: String { self == .compare ? "2024-07" : "2026-01" }
    /// Names that a version without it does not know.
    static let words = ["compareQuantity", "ignoreCompareQuantity", "changeFromQuantity", "idempotent"]
  }

  private func set(_ level: Level, to quantity: Int64, from seen: Int64) async throws(PlatformFailure) -> Int64 {
    let isNew = shop.requests.version >= Wording.changeFrom.version
    do throws(PlatformFailure) {
      return try await set(level, to: quantity, from: seen, isNew ? .changeFrom : .compare)
    } catch {
      // A version that is no longer served is answered by the oldest that is, which may have the other wording.
      guard error.kind == .refusedRequest, Wording.words.contains(where: error.message.contains) else { throw error }
      return try await set(level, to: quantity, from: seen, isNew ? .compare : .changeFrom)
    }
  }

  private func set(
    _ level: Level, to quantity: Int64, from seen: Int64, _ wording: Wording
  ) async throws(PlatformFailure) -> Int64 {
    let request = shop.requests.send(
      "graphql.inventory_set", .post, "graphql.json", body: body(level, quantity, seen, wording),
      version: max(shop.requests.version, wording.version))
    let answer = try await shop.read(request)
    let payload = answer.payload
    let errors = payload[payload.root, path: ["data", "inventorySetQuantities", "userErrors"]]
    guard let error = payload.elements(of: errors).first(where: { _ in true }) else { return quantity }
    switch payload.string(payload["code", in: error]) {
    case "COMPARE_QUANTITY_STALE", "CHANGE_FROM_QUANTITY_STALE":
      // It may be another by our own doing, when the answer to that got lost: the shop tells.
      if let now = try await current(level) { return now }
    default: break
    }
    throw shop.failure(
      .refusedRequest, request,
      "Shopify does not set the stock of \(level.item) at \(level.location): \(payload.string(payload["message", in: error]))",
      remedy: "check in the shop's admin whether the article is counted at that place", mayRetry: false)
  }

  private func body(_ level: Level, _ quantity: Int64, _ seen: Int64, _ wording: Wording) -> [UInt8] {
    let isNew = wording == .changeFrom
    let query = """
      mutation set($input: InventorySetQuantitiesInput!\(isNew ? ", $key: String!" : "")) {
        inventorySetQuantities(input: $input)\(isNew ? " @idempotent(key: $key)" : "") { userErrors { code field message } }
      }
      """
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("query")
      writer.string(query)
      writer.key("variables")
      writer.object { writer in
        if isNew {
          // The same for all attempts at one request, and for no other request.
          writer.key("key")
          writer.string("\(level.item)-\(level.location)-\(seen)-\(quantity)-\(shop.access.clock.now())")
        }
        writer.key("input")
        writer.object { writer in
          for (name, value) in [("name", "available"), ("reason", "correction")] {
            writer.key(name)
            writer.string(value)
          }
          writer.key("quantities")
          writer.array { writer in
            writer.object { writer in
              writer.key("inventoryItemId")
              writer.string("gid://shopify/InventoryItem/\(level.item)")
              writer.key("locationId")
              writer.string("gid://shopify/Location/\(level.location)")
              writer.key("quantity")
              writer.integer(quantity)
              writer.key(isNew ? "changeFromQuantity" : "compareQuantity")
              writer.integer(seen)
            }
          }
        }
      }
    }
    return writer.takeBytes()
  }
}
