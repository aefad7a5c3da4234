import Commerce
import Simulation

/// What the simulated shop has seen of an order in the data: enough to see that it was changed.
struct SeenOrder: Sendable, Equatable {
  var id: Int64
  var updatedAt: Int64
  var state: ShopOrder.State
  var refunds: Int, lines: Int
}

/// What it has seen of a product.
struct SeenProduct: Sendable, Equatable {
  var updatedAt: Int64
  var stock: Int64
  var prices: Int64
  var variants: Int

  init(_ product: ShopProduct) {
    updatedAt = product.updatedAt
    stock = product.variants.reduce(0) { $0 &+ $1.id &* $1.stock.values.reduce(0, +) }
    prices = product.variants.reduce(0) { $0 &+ $1.id &* $1.price }
    variants = product.variants.count
  }
}

/// Takes over what was changed in the shop's data behind the interface: new, changed and deleted records.
extension SimulatedShop {
  /// Takes over the data as they are now.
  func adopt(_ data: ShopData) {
    // Arrays that share their storage are equal at once, so a shop that is only read costs nothing here.
    let isSame = hasAdopted && self.data.products == data.products && self.data.customers == data.customers
    let hasSameOrders = hasAdopted && self.data.orders == data.orders
    self.data = data
    hasAdopted = true
    if !isSame { adoptCatalogue() }
    if !hasSameOrders { adoptOrders() }
  }

  private func adoptCatalogue() {
    standardRate = data.products.lazy.flatMap(\.variants).map(\.rate).max()
    forget(productsOtherThan: Set(data.products.map(\.id)))
    for (index, product) in data.products.enumerated() {
      if !product.kind.isEmpty { categories.id(of: product.kind) }
      adopt(product, index)
    }
    for (index, customer) in data.customers.enumerated() {
      if let known = customers[customer.id + 1], known.source == index, known.modified >= customer.updatedAt {
        continue
      }
      // The first user of a WordPress is its administrator.
      var record = SimulatedRecord(id: customer.id + 1, created: customer.createdAt, modified: customer.updatedAt)
      record.source = index
      record.status = "customer"
      customers[record.id] = record
    }
  }

  /// Takes the products out of the shop that the data no longer have.
  private func forget(productsOtherThan left: Set<Int64>) {
    for (number, id) in productID where !left.contains(number) {
      productID[number] = nil
      seenProducts[number] = nil
      products[id] = nil
      for variation in variationsOfProduct.removeValue(forKey: id) ?? [] { variations[variation] = nil }
    }
  }

  /// Takes over data that hold nothing new but what was written to products through the interface.
  func note(_ data: ShopData, changed products: [Int64]) {
    self.data = data
    for id in products { seenProducts[id] = data.product(id).map { SeenProduct($0) } }
  }

  private func adopt(_ product: ShopProduct, _ index: Int) {
    let seen = SeenProduct(product)
    let isNew = productID[product.id] == nil
    if remade.contains(product.id) { return rename(product, seen) }
    guard isNew || seenProducts[product.id] != seen else {
      if let id = productID[product.id], products[id]?.source != index { products[id]?.source = index }
      return
    }
    seenProducts[product.id] = seen
    let id = productID[product.id] ?? newID()
    productID[product.id] = id
    var record = SimulatedRecord(id: id, created: product.createdAt, modified: product.updatedAt)
    record.source = index
    record.status = Self.status(product)
    products[id] = record
    guard Self.isVariable(product) else { return }
    for (place, variant) in product.variants.enumerated() {
      let variation = variationID[variant.id] ?? newID()
      if variationID[variant.id] == nil { variationsOfProduct[id, default: []].append(variation) }
      variationID[variant.id] = variation
      var record = SimulatedRecord(id: variation, created: product.createdAt, modified: product.updatedAt)
      record.parent = id
      record.source = place
      variations[variation] = record
    }
  }

  /// What the data say of a product that has other variants by now.
  private func rename(_ product: ShopProduct, _ seen: SeenProduct) {
    guard seenProducts[product.id]?.updatedAt != seen.updatedAt, let id = productID[product.id] else { return }
    seenProducts[product.id] = seen
    products[id]?.written?["name"] = .string(Self.escaped(product.title))
    products[id]?.written?["description"] = .string(product.text)
    products[id]?.status = Self.status(product)
    products[id]?.modified = product.updatedAt
  }

  /// Orders and refunds get their ids in the order in which they came about, as posts and order tables give them.
  private func adoptOrders() {
    var events: [(time: Int64, order: Int, refund: Int64?)] = []
    var ids = Set<Int64>()
    for (index, order) in data.orders.enumerated() {
      ids.insert(order.id)
      let seen = SeenOrder(
        id: orderID[order.id] ?? 0, updatedAt: order.updatedAt, state: order.state, refunds: order.refunds.count,
        lines: order.lines.count)
      guard seen.id == 0 || seenOrders[order.id] != seen else {
        if orders[seen.id]?.source != index { orders[seen.id]?.source = index }
        continue
      }
      seenOrders[order.id] = seen
      rates.learn(order)
      if seen.id == 0 { events.append((order.createdAt, index, nil)) } else { change(order, index, seen.id) }
      for refund in order.refunds where refundID[refund.id] == nil {
        events.append((refund.createdAt, index, refund.id))
      }
    }
    events.sort { ($0.time, $0.order, $0.refund ?? -1) < ($1.time, $1.order, $1.refund ?? -1) }
    for event in events { add(data.orders[event.order], event.order, event.refund) }
    guard orderID.count > ids.count else { return }
    for (number, id) in orderID where !ids.contains(number) {
      orderID[number] = nil
      seenOrders[number] = nil
      orders[id] = nil
      for refund in refundsOfOrder.removeValue(forKey: id) ?? [] { refunds[refund] = nil }
    }
  }

  /// Adds an order, or a refund of one.
  private func add(_ order: ShopOrder, _ index: Int, _ refund: Int64?) {
    let id = newID()
    if let refund, let parent = orderID[order.id] {
      let time = order.refunds.first { $0.id == refund }?.createdAt ?? order.updatedAt
      var record = SimulatedRecord(id: id, created: time, modified: time)
      record.parent = parent
      record.source = Int(refund)
      refunds[id] = record
      refundID[refund] = id
      refundsOfOrder[parent, default: []].append(id)
      return
    }
    orderID[order.id] = id
    seenOrders[order.id]?.id = id
    var record = SimulatedRecord(id: id, created: order.createdAt, modified: order.updatedAt)
    record.status = Self.status(order)
    record.customer = order.customer.map { $0 + 1 } ?? 0
    record.source = index
    orders[id] = record
    if !order.discountCode.isEmpty, couponID[order.discountCode] == nil {
      let id = newID()
      couponID[order.discountCode] = id
      coupons[id] = SimulatedRecord(id: id, created: data.plan.span.lowerBound, modified: data.plan.span.lowerBound)
    }
  }

  /// An order that was changed in the data: as it is there now, with what was written to it before gone.
  private func change(_ order: ShopOrder, _ index: Int, _ id: Int64) {
    guard var record = orders[id] else { return }
    record.modified = order.updatedAt
    record.status = Self.status(order)
    record.source = index
    record.written = nil
    orders[id] = record
    let left = Set(order.refunds.map(\.id))
    for (number, refund) in refundID where refunds[refund]?.parent == id && !left.contains(number) {
      refunds[refund] = nil
      refundID[number] = nil
      refundsOfOrder[id]?.removeAll { $0 == refund }
    }
  }
}
