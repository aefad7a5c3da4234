/// The mutation of a simulated Shopify that sets stock levels where they are what the client thinks.
import Formats
import Platforms
import Simulation

extension ShopifySimulator {
  /// Sets the level of one article at one place; `nil` in a version that does not know the mutation.
  func setQuantities(_ query: String, _ variables: JSONNode?, _ served: String) -> WireValue? {
    let isNew = served >= "2026-01"
    // From 2026-01 on the field has another name, and the old one is refused.
    let field = isNew ? "changeFromQuantity" : "compareQuantity"
    let input = variables?["input"]
    guard served >= "2024-07", let sent = input?["quantities"]?.elements?.first,
      !isNew || query.contains("@idempotent"),
      let quantity = sent["quantity"]?.number.flatMap({ Int64($0) })
    else { return nil }
    let seen = sent[field]?.number.flatMap { Int64($0) }
    guard seen != nil || input?["ignoreCompareQuantity"]?.bool == true else { return nil }
    let item = Self.number(sent["inventoryItemId"]?.string).map { ShopifyWording.Kind.item.number($0) }
    let place = Self.number(sent["locationId"]?.string).map { ShopifyWording.Kind.location.number($0) }
    let now = state.now
    let refusal = state.write { data -> (code: String, message: String)? in
      guard let (product, variant) = item.flatMap({ data.place(ofVariant: $0) }) else {
        return ("INVALID_INVENTORY_ITEM", "The specified inventory item could not be found.")
      }
      guard let place, let level = data.products[product].variants[variant].stock[place] else {
        return ("ITEM_NOT_STOCKED_AT_LOCATION", "The specified inventory item is not stocked at the location.")
      }
      if let seen, seen != level {
        return (
          isNew ? "CHANGE_FROM_QUANTITY_STALE" : "COMPARE_QUANTITY_STALE",
          "The \(field) argument no longer matches the persisted quantity."
        )
      }
      data.products[product].variants[variant].stock[place] = quantity
      data.products[product].variants[variant].stockUpdatedAt = now
      return nil
    }
    let errors = refusal.map { refusal -> [WireValue] in
      [["code": .text(refusal.code), "field": ["input", "quantities"], "message": .text(refusal.message)]]
    }
    return ["inventorySetQuantities": ["userErrors": .list(errors ?? [])]]
  }

  /// The number at the end of a global id.
  private static func number(_ id: String?) -> Int64? { id?.split(separator: "/").last.flatMap { Int64($0) } }
}
