import Commerce
import Simulation

/// A simulated WooCommerce shop with its state: records by id, as written last or as the shop's data have them.
///
/// It is one object: of a value, whoever reads while something is written would hold a copy of every table.
final class SimulatedShop {
  var data: ShopData
  let options: WooCommerceSimulator.Options
  let zone: ShopZone
  /// Decimals of the shop's prices.
  let exponent: Int
  var rates = SimulatedRates()
  var authentication: SimulatedAuthentication

  var orders: [Int64: SimulatedRecord] = [:]
  var refunds: [Int64: SimulatedRecord] = [:]
  var products: [Int64: SimulatedRecord] = [:]
  var variations: [Int64: SimulatedRecord] = [:]
  var customers: [Int64: SimulatedRecord] = [:]
  var coupons: [Int64: SimulatedRecord] = [:]
  var webhooks: [Int64: SimulatedRecord] = [:]
  /// What was written to articles of the data by the request that is being answered.
  var articleChanges: [SimulatedArticleChange] = []
  /// Refunds of each order, oldest first.
  var refundsOfOrder: [Int64: [Int64]] = [:]
  /// Variations of each product.
  var variationsOfProduct: [Int64: [Int64]] = [:]
  /// Ids of products, variations and coupon codes in the shop by what the data call them.
  var productID: [Int64: Int64] = [:]
  var variationID: [Int64: Int64] = [:]
  var couponID: [String: Int64] = [:]
  var orderID: [Int64: Int64] = [:]
  var refundID: [Int64: Int64] = [:]
  /// The data's numbers of products that were given their first variations through the interface.
  var remade: Set<Int64> = []
  /// The categories of products.
  var categories = SimulatedCategories()
  /// The highest rate among the articles of the data: the standard one.
  var standardRate: Int32?
  /// Whether the data were read before.
  var hasAdopted = false
  /// What was known of orders and products when the data were read last, by the data's numbers.
  var seenOrders: [Int64: SeenOrder] = [:]
  var seenProducts: [Int64: SeenProduct] = [:]
  /// The next id of anything that WordPress keeps as a post.
  private var nextID: Int64 = 11
  private var nextItem: Int64 = 50_000_000

  init(_ data: ShopData, _ options: WooCommerceSimulator.Options) {
    self.data = data
    self.options = options
    zone = ShopZone(data.plan.timeZone) ?? .utc
    exponent = data.plan.currency.exponent ?? 2
    authentication = SimulatedAuthentication(options.keys)
    adopt(data)
  }

  /// The ids that were given out, from the oldest on.
  var givenIDs: Range<Int64> { 11..<nextID }

  /// A fresh id.
  func newID() -> Int64 {
    defer { nextID += 1 }
    return nextID
  }

  /// A fresh id of a line of an order.
  func newItem() -> Int64 {
    defer { nextItem += 1 }
    return nextItem
  }

  /// Whether a product is sold in variations.
  static func isVariable(_ product: ShopProduct) -> Bool {
    product.variants.count > 1 || !(product.variants.first?.option.isEmpty ?? true)
  }

  static func status(_ product: ShopProduct) -> String {
    switch product.status {
    case .active: "publish"
    case .draft: "draft"
    case .archived: "private"
    }
  }

  static func status(_ order: ShopOrder) -> String {
    switch order.state {
    case .pending: order.payment == "bank_transfer" ? "on-hold" : "pending"
    case .paid: "processing"
    case .completed, .partlyRefunded: "completed"
    case .cancelled: "cancelled"
    case .refunded: "refunded"
    }
  }

  /// Where a product is in the data.
  func productIndex(_ number: Int64) -> Int? { productID[number].flatMap { products[$0]?.source } }

  // MARK: Words that all records share

  /// An amount in minor units of the shop's currency as text.
  func money(_ amount: Int64) -> Wire { .string(DecimalText.text(amount, scale: exponent, atLeast: exponent)) }

  /// A time as the site's clocks show it.
  func local(_ seconds: Int64) -> Wire { .string(WooTime.text(seconds, offset: zone.offset(at: seconds))) }
  /// A time in UTC.
  func utc(_ seconds: Int64) -> Wire { .string(WooTime.utc(seconds)) }

  /// The links of a record.
  func links(
    _ route: String, collection: String, up: String? = nil,
    allow: [Wire] = ["GET", "POST", "PUT", "PATCH", "DELETE"]
  ) -> WireObject {
    let root = "\(options.site)/wp-json/wc/v3"
    var target: WireObject = ["href": .string("\(root)/\(route)")]
    if options.isModern { target["targetHints"] = ["allow": .array(allow)] }
    var links: WireObject = [
      "self": .array([.object(target)]), "collection": [["href": .string("\(root)/\(collection)")]],
    ]
    if let up { links["up"] = [["href": .string("\(root)/\(up)")]] }
    return links
  }

  /// A record of meta data.
  func meta(_ id: Int64, _ key: String, _ value: Wire) -> Wire {
    ["id": .integer(id), "key": .string(key), "value": value]
  }

  /// Meta data of a line, which has how it is shown as well.
  func itemMeta(_ id: Int64, _ key: String, _ value: String) -> Wire {
    [
      "id": .integer(id), "key": .string(key), "value": .string(value), "display_key": .string(key),
      "display_value": .string(value),
    ]
  }
}

/// What was written to an article through the interface; what is `nil` was not.
struct SimulatedArticleChange: Sendable {
  /// The data's number of the product.
  var product: Int64
  /// Which of its variants.
  var variant: Int
  var stock: Int64?
  var title: String?
  var text: String?
  var status: ShopProduct.Status?
  var kind: String?
  var sku: String?
  var barcode: String?
  /// In minor units.
  var price: Int64?

  /// Writes it into the shop's data; stock lies at the first place then, for WooCommerce knows one only.
  func apply(to data: inout ShopData, at now: Int64) {
    guard let index = data.place(ofProduct: product),
      data.products[index].variants.indices.contains(variant)
    else { return }
    data.products[index].title = title ?? data.products[index].title
    data.products[index].text = text ?? data.products[index].text
    data.products[index].status = status ?? data.products[index].status
    data.products[index].kind = kind ?? data.products[index].kind
    var article = data.products[index].variants[variant]
    article.sku = sku ?? article.sku
    article.barcode = barcode ?? article.barcode
    article.price = price ?? article.price
    if let stock {
      for place in article.stock.keys { article.stock[place] = 0 }
      article.stock[data.places.first?.id ?? 1] = stock
      article.stockUpdatedAt = now
    }
    data.products[index].variants[variant] = article
  }
}
