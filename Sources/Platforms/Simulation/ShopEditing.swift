/// What happens in a shop: looked up by number, changed, added to; every change moves the time of the last one.

extension ShopData {
  // MARK: Orders

  /// The order of a number.
  public func order(_ id: Int64) -> ShopOrder? { place(ofOrder: id).map { orders[$0] } }

  /// Changes an order; `false` when there is none of that number.
  ///
  /// - Parameter now: seconds since 1970, as everywhere here.
  @discardableResult
  public mutating func editOrder(_ id: Int64, at now: Int64, _ edit: (inout ShopOrder) -> Void) -> Bool {
    guard let place = place(ofOrder: id) else { return false }
    edit(&orders[place])
    orders[place].updatedAt = max(orders[place].updatedAt, now)
    return true
  }

  /// Takes an order out of the shop, as when its trash is emptied.
  @discardableResult
  public mutating func deleteOrder(_ id: Int64) -> Bool {
    guard let place = place(ofOrder: id) else { return false }
    orders.remove(at: place)
    return true
  }

  /// Adds an order, which gets the next numbers for itself and its lines; gives its number.
  @discardableResult
  public mutating func addOrder(_ order: ShopOrder, at now: Int64) -> Int64 {
    var order = order
    order.id = (orders.last?.id ?? 0) + 1
    order.createdAt = max(now, orders.last?.createdAt ?? now)
    order.updatedAt = order.createdAt
    order.refunds = []
    if order.state == .refunded || order.state == .partlyRefunded { order.state = .paid }
    var line = orders.reduce(0) { max($0, $1.lines.last?.id ?? 0) }
    for place in order.lines.indices {
      line += 1
      order.lines[place].id = line
    }
    orders.append(order)
    return order.id
  }

  /// Adds a refund that is made out of the order and the next number; gives that number, `nil` when nothing is given back.
  @discardableResult
  public mutating func addRefund(
    toOrder id: Int64, at now: Int64, _ make: (_ order: ShopOrder, _ number: Int64) -> ShopRefund
  ) -> Int64? {
    guard let place = place(ofOrder: id) else { return nil }
    let number = orders.reduce(0) { $1.refunds.reduce($0) { max($0, $1.id) } } + 1
    let refund = make(orders[place], number)
    guard !refund.isEmpty else { return nil }
    orders[place].add(refund)
    orders[place].updatedAt = max(orders[place].updatedAt, now)
    return number
  }

  /// Takes a refund back, which some platforms allow, with or without a trace in the order's time of change.
  @discardableResult
  public mutating func deleteRefund(_ refund: Int64, ofOrder id: Int64, at now: Int64?) -> Bool {
    guard let place = place(ofOrder: id), orders[place].refunds.contains(where: { $0.id == refund }) else {
      return false
    }
    orders[place].refunds.removeAll { $0.id == refund }
    orders[place].state = orders[place].refunds.isEmpty ? .completed : .partlyRefunded
    if let now { orders[place].updatedAt = max(orders[place].updatedAt, now) }
    return true
  }

  private func place(ofOrder id: Int64) -> Int? { orders.place(of: id, \.id) }

  // MARK: Products and stock

  /// The product of a number.
  public func product(_ id: Int64) -> ShopProduct? { place(ofProduct: id).map { products[$0] } }

  /// Where the product of a number is.
  public func place(ofProduct id: Int64) -> Int? { products.place(of: id, \.id) }

  /// The variant of a number, with its product.
  public func variant(_ id: Int64) -> (product: ShopProduct, variant: ShopVariant)? {
    place(ofVariant: id).map { (products[$0.product], products[$0.product].variants[$0.variant]) }
  }

  /// The variant of a stock-keeping unit, with its product.
  public func variant(sku: String) -> (product: ShopProduct, variant: ShopVariant)? {
    place(ofSKU: sku).map { (products[$0.product], products[$0.product].variants[$0.variant]) }
  }

  /// Adds a product, which gets the next numbers for itself and its variants; gives its number.
  @discardableResult
  public mutating func addProduct(_ product: ShopProduct, at now: Int64) -> Int64 {
    var product = product
    product.id = (products.last?.id ?? 0) + 1
    product.createdAt = now
    product.updatedAt = now
    for index in product.variants.indices { product.variants[index].id = 0 }
    products.append(product)
    numberVariants(ofProduct: products.count - 1, at: now)
    return product.id
  }

  /// Changes a product, and gives the next numbers to variants that it had not before; `false` when there is no such
  /// product.
  @discardableResult
  public mutating func editProduct(_ id: Int64, at now: Int64, _ edit: (inout ShopProduct) -> Void) -> Bool {
    guard let place = place(ofProduct: id) else { return false }
    let known = Set(products[place].variants.map(\.id))
    edit(&products[place])
    for index in products[place].variants.indices where !known.contains(products[place].variants[index].id) {
      products[place].variants[index].id = 0
    }
    products[place].updatedAt = max(products[place].updatedAt, now)
    numberVariants(ofProduct: place, at: now)
    return true
  }

  /// Takes a product out of the shop.
  @discardableResult
  public mutating func deleteProduct(_ id: Int64) -> Bool {
    guard let place = place(ofProduct: id) else { return false }
    products.remove(at: place)
    return true
  }

  /// Sets the stock of a variant at a place; `false` when there is no such variant or place.
  @discardableResult
  public mutating func setStock(variant: Int64, place: Int64, to quantity: Int64, at now: Int64) -> Bool {
    guard places.contains(where: { $0.id == place }), let found = self.place(ofVariant: variant) else { return false }
    products[found.product].variants[found.variant].stock[place] = quantity
    products[found.product].variants[found.variant].stockUpdatedAt = now
    return true
  }

  /// Where the variant of a number is: the places of its product and of itself; `nil` when there is none.
  public func place(ofVariant id: Int64) -> (product: Int, variant: Int)? { placesByID.place(of: id, in: products) }

  /// Where the article of a SKU is: the places of its product and of its variant; `nil` when there is none.
  public func place(ofSKU sku: String) -> (product: Int, variant: Int)? {
    placesBySKU.place(of: sku, in: products)
  }

  /// Gives numbers to variants that have none.
  private mutating func numberVariants(ofProduct place: Int, at now: Int64) {
    let blank = products[place].variants.indices.filter { products[place].variants[$0].id == 0 }
    guard !blank.isEmpty else { return }
    var last = products.reduce(0) { $1.variants.reduce($0) { max($0, $1.id) } }
    for index in blank {
      last += 1
      products[place].variants[index].id = last
      products[place].variants[index].stockUpdatedAt = now
    }
  }

  // MARK: Customers

  /// The customer of a number.
  public func customer(_ id: Int64) -> ShopCustomer? { customers.place(of: id, \.id).map { customers[$0] } }

  /// Changes a customer; `false` when there is none of that number.
  @discardableResult
  public mutating func editCustomer(_ id: Int64, at now: Int64, _ edit: (inout ShopCustomer) -> Void) -> Bool {
    guard let place = customers.place(of: id, \.id) else { return false }
    edit(&customers[place])
    customers[place].updatedAt = max(customers[place].updatedAt, now)
    return true
  }
}

extension Array {
  /// The place of the element with a number, in an array that is sorted by it.
  fileprivate func place(of id: Int64, _ number: (Element) -> Int64) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if number(self[middle]) < id { low = middle + 1 } else { high = middle }
    }
    return low < count && number(self[low]) == id ? low : nil
  }
}
