/// Every figure of an invented shop ties: lines, taxes, totals, refunds and times.
import Commerce
import Simulation
import Testing

@Suite("Figures of a shop")
struct FigureTests {
  @Test("lines, taxes and totals tie", arguments: Market.all)
  func totals(market: Market) throws {
    let shop = try market.shop(orders: 2_000)
    let rounding = Rounding.halfAwayFromZero
    for order in shop.orders {
      for line in order.lines {
        #expect(line.quantity > 0 && line.price > 0 && line.discount >= 0 && line.amount >= 0)
        #expect(Self.ties(line.taxes, line.amount, market.included, rounding), "line \(line.id)")
      }
      for charge in [order.carriage, order.fee].compactMap(\.self) {
        #expect(charge.amount >= 0 && Self.ties(charge.taxes, charge.amount, market.included, rounding))
      }
      #expect((1...6).contains(order.lines.count))
      let parts = order.lines.map(\.amount) + [order.carriage?.amount ?? 0, order.fee?.amount ?? 0]
      let tax = order.taxes.reduce(0) { $0 + $1.amount }
      #expect(order.total(pricesIncludeTax: market.included) == parts.reduce(0, +) + (market.included ? 0 : tax))
      #expect((order.discountTotal > 0) == !order.discountCode.isEmpty)
    }
  }

  private static func ties(_ taxes: [ShopTax], _ amount: Int64, _ included: Bool, _ rounding: Rounding) -> Bool {
    let whole = 100_000 + (included ? taxes.reduce(0) { $0 + Int64($1.rate) } : 0)
    return taxes.allSatisfy { $0.amount == rounding.scale(amount, by: Int64($0.rate), over: whole) && $0.rate > 0 }
  }

  @Test("no more is given back than was paid, and the state says how much it was", arguments: Market.all)
  func refunds(market: Market) throws {
    let shop = try market.shop(orders: 4_000)
    var kinds: Set<String> = []
    for order in shop.orders {
      let total = order.total(pricesIncludeTax: market.included)
      let back = order.refundTotal(pricesIncludeTax: market.included)
      switch order.state {
      case .refunded: #expect(back == total && total > 0)
      case .partlyRefunded: #expect(back > 0 && back < total, "order \(order.id)")
      default: #expect(order.refunds.isEmpty)
      }
      for line in order.lines {
        let left = try #require(order.left(ofLine: line.id))
        #expect(left.quantity >= 0 && left.amount >= 0 && left.taxes.allSatisfy { $0.amount >= 0 })
        if order.state == .refunded { #expect(left.amount == 0 && left.taxes.allSatisfy { $0.amount == 0 }) }
      }
      for refund in order.refunds {
        if refund.lines.contains(where: { $0.quantity > 0 }) { kinds.insert("units") }
        if refund.lines.contains(where: { $0.quantity == 0 && $0.amount > 0 }) { kinds.insert("money") }
        if refund.lines.isEmpty, refund.carriage != nil { kinds.insert("carriage") }
      }
    }
    #expect(kinds == ["units", "money", "carriage"])
  }

  @Test("time goes forward, within the span", arguments: Market.all.prefix(3))
  func times(market: Market) throws {
    let shop = try market.shop(orders: 3_000)
    #expect(shop.orders.map(\.createdAt) == shop.orders.map(\.createdAt).sorted())
    for order in shop.orders {
      #expect(shop.plan.span.contains(order.createdAt) && shop.plan.span.contains(order.updatedAt))
      #expect(order.updatedAt >= order.createdAt)
      #expect(order.refunds.allSatisfy { $0.createdAt >= order.createdAt && $0.createdAt <= order.updatedAt })
      #expect(order.refunds.map(\.createdAt) == order.refunds.map(\.createdAt).sorted())
    }
    let quarter = (shop.plan.span.upperBound - shop.plan.span.lowerBound) / 4
    let first = shop.orders.filter { $0.createdAt < shop.plan.span.lowerBound + quarter }.count
    #expect((700...800).contains(first), "a quarter of the orders in a quarter of the time")
    #expect(Set(shop.orders.map(\.createdAt)).count < shop.orders.count, "some come in the same second")
    let changes = Dictionary(grouping: shop.orders, by: \.updatedAt).mapValues(\.count)
    #expect((changes.values.max() ?? 0) >= 20, "a bulk edit changes many at once")
  }

  @Test("all states occur, most orders are completed")
  func states() throws {
    let shop = try Market.all[0].shop(orders: 5_000)
    let counts = Dictionary(grouping: shop.orders, by: \.state).mapValues(\.count)
    for state in ShopOrder.State.allCases { #expect((counts[state] ?? 0) >= 100, "\(state)") }
    #expect((counts[.completed] ?? 0) > 3_000)
  }

  @Test("exports and businesses abroad pay no tax, consumers in the EU their country's, Americans state's and county's")
  func destinations() throws {
    for order in try Market.all[0].shop(orders: 3_000).orders where order.total(pricesIncludeTax: true) > 0 {
      let place = order.address
      let isAbroad = place.country.code != "DE"
      let isEU = ["DE", "AT", "FR", "IT", "ES", "NL", "PL"].contains(place.country.code)
      let isSpecial = ["27498", "78266", "23041", "35001"].contains(place.postcode)
      let isTaxed = isEU && !isSpecial && !(isAbroad && order.vatID != nil)
      #expect(order.lines.allSatisfy { $0.taxes.isEmpty == !isTaxed }, "\(place)")
      if isTaxed, place.country.code == "FR" {
        #expect(order.lines.allSatisfy { $0.taxes.map(\.rate) == [20_000] || $0.taxes.map(\.rate) == [5_500] })
      }
    }
    let american = try Market.all[2].shop(orders: 500)
    let texan = try #require(american.orders.first { $0.address.region == "TX" })
    #expect(texan.lines[0].taxes.map(\.rate) == [6_250, 2_000])
  }
}
