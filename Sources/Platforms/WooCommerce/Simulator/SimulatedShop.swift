import Commerce
import Simulation

/// A simulated WooCommerce shop with its state: records by id, as written last or as the shop's data have them.
struct SimulatedShop: Sendable {
  let data: ShopData
  let options: WooCommerceSimulator.Options
  let zone: SimulatedZone
  /// Decimals of the shop's prices.
  let exponent: Int
  var rates: SimulatedRates
  var authentication: SimulatedAuthentication

  var orders: [Int64: SimulatedRecord] = [:]
  var refunds: [Int64: SimulatedRecord] = [:]
  var products: [Int64: SimulatedRecord] = [:]
  var variations: [Int64: SimulatedRecord] = [:]
  var customers: [Int64: SimulatedRecord] = [:]
  var coupons: [Int64: SimulatedRecord] = [:]
  var webhooks: [Int64: SimulatedRecord] = [:]
  /// Refunds of each order, oldest first.
  var refundsOfOrder: [Int64: [Int64]] = [:]
  /// Variations of each product.
  var variationsOfProduct: [Int64: [Int64]] = [:]
  /// Ids of products, variations and coupon codes in the shop by what the data call them.
  var productID: [Int64: Int64] = [:]
  var variationID: [Int64: Int64] = [:]
  var couponID: [String: Int64] = [:]
  /// Where each order's lines are in the data, by the data's number of the order.
  var orderIndex: [Int64: Int] = [:]
  /// The next id of anything that WordPress keeps as a post.
  private var nextID: Int64 = 11
  private var nextItem: Int64 = 50_000_000

  init(_ data: ShopData, _ options: WooCommerceSimulator.Options) {
    self.data = data
    self.options = options
    zone = SimulatedZone(data.plan.timeZone)
    exponent = data.plan.currency.exponent ?? 2
    rates = SimulatedRates(data)
    authentication = SimulatedAuthentication(options.keys)
    addCatalogue()
    addPeople()
    addDocuments()
  }

  /// A fresh id.
  mutating func newID() -> Int64 {
    defer { nextID += 1 }
    return nextID
  }

  /// A fresh id of a line of an order.
  mutating func newItem() -> Int64 {
    defer { nextItem += 1 }
    return nextItem
  }

  private mutating func addCatalogue() {
    for (index, product) in data.products.enumerated() {
      let id = newID()
      productID[product.id] = id
      var record = SimulatedRecord(id: id, created: product.createdAt, modified: product.updatedAt)
      record.source = index
      products[id] = record
      if !Self.isVariable(product) { continue }
      for (place, variant) in product.variants.enumerated() {
        let variation = newID()
        variationID[variant.id] = variation
        variationsOfProduct[id, default: []].append(variation)
        var record = SimulatedRecord(id: variation, created: product.createdAt, modified: product.updatedAt)
        record.parent = id
        record.source = place
        variations[variation] = record
      }
    }
    for code in Set(data.orders.map(\.discountCode)).sorted() where !code.isEmpty {
      let id = newID()
      couponID[code] = id
      coupons[id] = SimulatedRecord(id: id, created: data.plan.span.lowerBound, modified: data.plan.span.lowerBound)
      coupons[id]?.written = coupon(id, code)
    }
  }

  /// Whether a product is sold in variations.
  static func isVariable(_ product: ShopProduct) -> Bool {
    product.variants.count > 1 || !(product.variants.first?.option.isEmpty ?? true)
  }

  private mutating func addPeople() {
    for (index, customer) in data.customers.enumerated() {
      // The first user of a WordPress is its administrator.
      let id = customer.id + 1
      var record = SimulatedRecord(id: id, created: customer.createdAt, modified: customer.createdAt)
      record.source = index
      record.status = "customer"
      customers[id] = record
    }
  }

  /// Orders and refunds get their ids in the order in which they came about, as posts and order tables do.
  private mutating func addDocuments() {
    var events: [(time: Int64, order: Int, refund: Int?)] = []
    for (index, order) in data.orders.enumerated() {
      orderIndex[order.id] = index
      events.append((order.createdAt, index, nil))
      for refund in order.refunds.indices { events.append((order.refunds[refund].createdAt, index, refund)) }
    }
    events.sort { ($0.time, $0.order, $0.refund ?? -1) < ($1.time, $1.order, $1.refund ?? -1) }
    var ids: [Int: Int64] = [:]
    for event in events {
      let id = newID()
      let order = data.orders[event.order]
      if let refund = event.refund, let parent = ids[event.order] {
        var record = SimulatedRecord(id: id, created: event.time, modified: event.time)
        record.parent = parent
        record.source = refund
        refunds[id] = record
        refundsOfOrder[parent, default: []].append(id)
      } else {
        ids[event.order] = id
        var record = SimulatedRecord(id: id, created: order.createdAt, modified: order.updatedAt)
        record.status = Self.status(order)
        record.customer = order.customer.map { $0 + 1 } ?? 0
        record.source = event.order
        orders[id] = record
      }
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
