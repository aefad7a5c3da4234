/// What a merchant does to a simulated shop's catalogue between two runs, drawn from a seed.

/// A night of edits: prices, names, stock, new and deleted products, variants, and bad data that shops really have.
public struct ShopNight: Sendable {
  private let number: Int
  private let seed: UInt64
  private let store: String

  /// A night.
  ///
  /// - Parameters:
  ///   - number: which night, from 1.
  ///   - seed: what the edits of every shop of the catalogue have in common: which products all of them edit.
  ///   - store: the shop's name, which its own edits are drawn from.
  public init(_ number: Int, seed: UInt64, store: String) {
    self.number = number
    self.seed = seed
    self.store = store
  }

  /// Edits the shop at `now`, in seconds since 1970.
  public func apply(to shop: inout ShopData, at now: Int64) {
    let own = store.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    var shared = SeededRandom(seed: seed, stream: UInt64(number))
    var random = SeededRandom(seed: own, stream: UInt64(number))
    let ids = shop.products.map(\.id)
    for id in ids {
      // In every shop the same names are edited, each in its own way and at its own time.
      let isContested = shared.chance(100)
      let later = now + random.number(in: 0...3_600)
      if isContested {
        shop.editProduct(id, at: later) { $0.title += " (\(store) \(number))" }
        continue
      }
      switch random.below(100) {
      case ..<6: shop.editProduct(id, at: later) { edit(&$0, &random) }
      case ..<9: shop.editProduct(id, at: later) { $0.title += " \(random.pick(Self.words))" }
      case ..<11:
        shop.editProduct(id, at: later) { $0.text = "Now with \(random.pick(Self.words).lowercased()) parts." }
      case ..<13: shop.editProduct(id, at: later) { $0.status = $0.status == .active ? .archived : .active }
      case ..<20: sell(id, &random, &shop, at: later)
      case 20: shop.deleteProduct(id)
      case 21: shop.editProduct(id, at: later) { grow(&$0, &random, own) }
      default: break
      }
    }
    for _ in 0..<2 {
      guard var product = shop.products.first else { break }
      product.title = "\(random.pick(Self.words)) of \(store), night \(number)"
      product.status = .active
      product.variants = Array(product.variants.prefix(1))
      product.variants[0].sku = "NEW-\(own % 1_000)-\(number)-\(random.below(100_000))"
      product.variants[0].barcode = ""
      product.variants[0].option = ""
      shop.addProduct(product, at: now)
    }
  }

  private func edit(_ product: inout ShopProduct, _ random: inout SeededRandom) {
    let place = random.below(product.variants.count)
    product.variants[place].price = max(1, product.variants[place].price + random.number(in: -90...190))
  }

  /// Gives a product one variant more.
  private func grow(_ product: inout ShopProduct, _ random: inout SeededRandom, _ own: UInt64) {
    guard var variant = product.variants.first else { return }
    // What was the only one gets a name among several.
    if variant.option.isEmpty { product.variants[0].option = "Standard" }
    variant.id = 0
    variant.sku = "\(variant.sku)-\(own % 1_000)\(number)"
    variant.option = "\(random.pick(Self.words)) \(number)"
    variant.barcode = ""
    product.variants.append(variant)
  }

  private func sell(_ id: Int64, _ random: inout SeededRandom, _ shop: inout ShopData, at now: Int64) {
    guard let product = shop.product(id), let place = shop.places.first?.id else { return }
    let variant = random.pick(product.variants)
    let stock = variant.stock[place] ?? 0
    let sold = min(stock, random.number(in: 1...3))
    guard sold > 0 else { return }
    shop.setStock(variant: variant.id, place: place, to: stock - sold, at: now)
    // A shop with orders has one of what is sold; nothing is drawn for it, so that all shops of a seed have the same nights.
    guard var order = shop.orders.first else { return }
    var line = order.lines[0]
    (line.product, line.variant, line.sku, line.title) = (product.id, variant.id, variant.sku, product.title)
    (line.quantity, line.price, line.discount) = (sold, variant.price, 0)
    line.taxes = line.taxes.on(line.amount, included: shop.plan.pricesIncludeTax)
    (order.lines, order.carriage, order.fee, order.discountCode) = ([line], nil, nil, "")
    (order.state, order.isSentByPlatform) = (.paid, false)
    shop.addOrder(order, at: now)
  }

  private static let words = ["Blue", "Classic", "Oak", "Linen", "Compact", "Winter"]
}
