/// Makes a shop's orders.
import Commerce

extension ShopGenerator {
  /// The orders, oldest first.
  func orders(products: [ShopProduct], customers: [ShopCustomer]) -> [ShopOrder] {
    let articles = products.flatMap { product in product.variants.map { Article(product: product, variant: $0) } }
    guard !articles.isEmpty, plan.orders > 0 else { return [] }
    var numbers = Numbers()
    var orders: [ShopOrder] = []
    orders.reserveCapacity(plan.orders)
    for index in 0..<plan.orders {
      var random = random(.orders, index)
      var created = instant(of: index, &random)
      // Now and then two orders come in the same second.
      if let last = orders.last?.createdAt, random.chance(20) { created = last }
      var order = order(
        Int64(index + 1), createdAt: created, articles: articles, customers: customers, &numbers, &random)
      settle(&order, &numbers, &random)
      orders.append(order)
    }
    return orders
  }

  /// What can be bought.
  struct Article {
    let product: ShopProduct
    let variant: ShopVariant
  }

  /// Numbers that are counted over all orders.
  struct Numbers {
    private(set) var line: Int64 = 0
    private(set) var refund: Int64 = 0

    mutating func nextLine() -> Int64 {
      line += 1
      return line
    }

    mutating func nextRefund() -> Int64 {
      refund += 1
      return refund
    }
  }

  /// When an order is placed: each has its own stretch of the span.
  private func instant(of index: Int, _ random: inout SeededRandom) -> Int64 {
    let length = Int128(plan.span.upperBound - plan.span.lowerBound) + 1
    let start = plan.span.lowerBound + Int64(length * Int128(index) / Int128(plan.orders))
    let end = plan.span.lowerBound + Int64(length * Int128(index + 1) / Int128(plan.orders)) - 1
    return random.number(in: start...max(start, end))
  }

  private func order(
    _ id: Int64, createdAt: Int64, articles: [Article], customers: [ShopCustomer], _ numbers: inout Numbers,
    _ random: inout SeededRandom
  ) -> ShopOrder {
    let known = !customers.isEmpty && random.chance(650) ? random.pick(customers) : nil
    var buyer =
      known.map { Buyer(address: $0.address, email: $0.email, phone: $0.phone, vatID: $0.vatID) }
      ?? buyer(&random, number: 100_000 + Int(id))
    // Some customers order without signing in, and write their address otherwise.
    let isGuest = known == nil || random.chance(50)
    if isGuest, known != nil, random.chance(500) { buyer.email = buyer.email?.uppercased() }
    let row = taxRow(buyer)
    var lines = (0..<(1 + random.weighted([52, 24, 12, 6, 4, 2]))).map { _ in
      line(random.pick(articles), row, numbers.nextLine(), &random)
    }
    let code = discount(&lines, &random)
    for index in lines.indices {
      lines[index].taxes = lines[index].taxes.on(lines[index].amount, included: plan.pricesIncludeTax)
    }
    let goods = lines.reduce(0) { $0 + $1.amount }
    return ShopOrder(
      id: id, customer: isGuest ? nil : known?.id, address: buyer.address, email: buyer.email, phone: buyer.phone,
      vatID: buyer.vatID, createdAt: createdAt, updatedAt: createdAt, state: .pending, lines: lines,
      carriage: carriage(goods: goods, row, &random), fee: fee(row, &random), discountCode: code,
      payment: random.pick(["card", "card", "card", "paypal", "paypal", "bank_transfer", "cash_on_delivery"]),
      refunds: [], isSentByPlatform: random.chance(400))
  }

  private func taxRow(_ buyer: Buyer) -> TaxTable.Row {
    Land.of(buyer.address.country).map { taxes.row(to: $0, buyer.address, vatID: buyer.vatID) } ?? .none
  }

  // MARK: Parts

  /// A line before its discount; its taxes have no amounts yet.
  private func line(
    _ article: Article, _ row: TaxTable.Row, _ id: Int64, _ random: inout SeededRandom
  ) -> ShopLine {
    let option = article.variant.option
    let quantity = random.chance(720) ? 1 : random.chance(850) ? 2 + random.below(2) : 4 + random.below(20)
    return ShopLine(
      id: id, product: article.product.id, variant: article.variant.id, sku: article.variant.sku,
      title: option.isEmpty ? article.product.title : "\(article.product.title) - \(option)",
      quantity: Int64(quantity),
      // Some things were sold for less than they cost today.
      price: random.chance(60) ? article.variant.price * 9 / 10 : article.variant.price, discount: 0,
      taxes: article.product.kind == "Books" ? row.books : row.standard)
  }

  /// Gives a discount to some orders: a share of every line, or an amount spread over them.
  private func discount(_ lines: inout [ShopLine], _ random: inout SeededRandom) -> String {
    let amounts = lines.map(\.amount)
    let whole = amounts.reduce(0, +)
    switch random.below(1_000) {
    case 0..<90:
      for index in lines.indices {
        lines[index].discount = Rounding.halfAwayFromZero.scale(amounts[index], by: 10, over: 100) ?? 0
      }
      return "WELCOME10"
    case 90..<150:
      let parts = try? LargestRemainder.allocate(min(prices.amount(500), whole), over: amounts)
      for (index, part) in (parts ?? []).enumerated() { lines[index].discount = part }
      return "MINUS5"
    case 150..<154:
      for index in lines.indices { lines[index].discount = amounts[index] }
      return "GIFT100"
    default:
      return ""
    }
  }

  private func carriage(goods: Int64, _ row: TaxTable.Row, _ random: inout SeededRandom) -> ShopCharge? {
    if random.chance(120) { return nil }
    let isFree = goods >= prices.amount(7_500)
    let isFast = random.chance(150)
    let amount = isFree ? 0 : prices.amount(isFast ? 1_290 : 490)
    let taxes = row.taxesCarriage && amount > 0 ? row.standard : []
    return ShopCharge(
      title: isFree ? "Free shipping" : isFast ? "Express" : "Standard", amount: amount,
      taxes: taxes.on(amount, included: plan.pricesIncludeTax))
  }

  private func fee(_ row: TaxTable.Row, _ random: inout SeededRandom) -> ShopCharge? {
    guard random.chance(60) else { return nil }
    let amount = prices.amount(random.pick([250, 399]))
    return ShopCharge(
      title: "Gift wrapping", amount: amount, taxes: row.standard.on(amount, included: plan.pricesIncludeTax))
  }
}
