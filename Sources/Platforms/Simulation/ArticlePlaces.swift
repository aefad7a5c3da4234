/// Remembers where articles are in a shop's data, so that one is found without looking at all of them.
import Synchronization

/// Places by a key of the article. They were right when they were noted, and are looked at before they are given, so that
/// all copies of a shop can share them, however each was changed since.
final class ArticlePlaces<Key: Hashable & Sendable>: Sendable {
  typealias Place = (product: Int, variant: Int)

  private let key: @Sendable (ShopVariant) -> Key
  private let known = Mutex<[Key: Place]>([:])

  init(_ key: @escaping @Sendable (ShopVariant) -> Key) { self.key = key }

  /// The place of the first article with a key; `nil` when there is none.
  func place(of wanted: Key, in products: [ShopProduct]) -> Place? {
    known.withLock { known in
      if let place = known[wanted], holds(place, wanted, products) { return place }
      // Where one has moved, others have.
      if known.isEmpty || known[wanted] != nil {
        known = all(products)
      } else {
        known[wanted] = search(wanted, products)
      }
      return known[wanted]
    }
  }

  private func holds(_ place: Place, _ wanted: Key, _ products: [ShopProduct]) -> Bool {
    products.indices.contains(place.product)
      && products[place.product].variants.indices.contains(place.variant)
      && key(products[place.product].variants[place.variant]) == wanted
  }

  private func search(_ wanted: Key, _ products: [ShopProduct]) -> Place? {
    for product in products.indices {
      if let variant = products[product].variants.firstIndex(where: { key($0) == wanted }) { return (product, variant) }
    }
    return nil
  }

  private func all(_ products: [ShopProduct]) -> [Key: Place] {
    var places: [Key: Place] = [:]
    for product in products.indices {
      for variant in products[product].variants.indices {
        let own = key(products[product].variants[variant])
        if places[own] == nil { places[own] = (product, variant) }
      }
    }
    return places
  }
}
