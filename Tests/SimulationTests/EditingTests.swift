/// What is written to an invented shop: numbers, times, and figures that go on to tie.
import Simulation
import Testing

@Suite("Editing a shop")
struct EditingTests {
  private let now: Int64 = 1_800_000_000
  private let one: Int64 = 1

  @Test("stock is set at one place, and its time moves")
  func stock() throws {
    var shop = try Market.all[0].shop(orders: 10)
    let variant = shop.products[3].variants[0]
    let isSet = shop.setStock(variant: variant.id, place: 2, to: 42, at: now)
    let after = try #require(shop.variant(variant.id)?.variant)
    #expect(isSet && after.stock[2] == 42 && after.stock[1] == variant.stock[1] && after.stockUpdatedAt == now)
    let isOfNothing = shop.setStock(variant: 99_999, place: 1, to: 1, at: now)
    let isNowhere = shop.setStock(variant: variant.id, place: 9, to: 1, at: now)
    #expect(!isOfNothing && !isNowhere)
  }

  @Test("products and variants get the next numbers")
  func products() throws {
    var shop = try Market.all[0].shop(orders: 10)
    let variants = shop.products.flatMap(\.variants).count
    let id = shop.addProduct(shop.products[0], at: now)
    #expect(id == 41 && shop.product(41)?.createdAt == now)
    #expect(shop.product(41)?.variants.first?.id == Int64(variants + 1))
    shop.editProduct(2, at: now + 1) { product in
      var variant = product.variants[0]
      variant.id = 0
      variant.sku = "NEW-1"
      product.variants.append(variant)
      product.title = "Renamed"
    }
    #expect(shop.product(2)?.title == "Renamed" && shop.product(2)?.updatedAt == now + 1)
    #expect(shop.variant(sku: "NEW-1")?.variant.id == Int64(shop.products.flatMap(\.variants).count))
    let deleted = [shop.deleteProduct(2), shop.deleteProduct(2)]
    #expect(deleted == [true, false] && shop.product(2) == nil && shop.product(3) != nil)
  }

  @Test("an order that is edited changes last, one that is deleted is gone")
  func orders() throws {
    var shop = try Market.all[0].shop(orders: 50)
    let isEdited = shop.editOrder(20, at: now) { $0.state = .completed }
    #expect(isEdited && shop.order(20)?.updatedAt == now)
    let deleted = [shop.deleteOrder(21), shop.deleteOrder(21)]
    #expect(deleted == [true, false] && shop.order(21) == nil && shop.order(22)?.id == 22)
    let lines = shop.orders.flatMap(\.lines).map(\.id).max() ?? 0
    let added = shop.addOrder(shop.orders[0], at: now)
    #expect(added == 51 && shop.order(51)?.lines.first?.id == lines + 1)
  }

  @Test("refunds of unit after unit give back the whole line, to the cent")
  func refunds() throws {
    for market in Market.all.prefix(4) {
      var shop = try market.shop(orders: 400)
      let order = try #require(
        shop.orders.first { order in
          order.refunds.isEmpty && order.state == .completed
            && order.lines.contains { $0.quantity >= 3 && $0.amount > 0 }
            && order.taxTotal > 0
        })
      let line = try #require(order.lines.first { $0.quantity >= 3 && $0.amount > 0 })
      shop.addRefund(toOrder: order.id, at: now) {
        .money(7, onLine: line.id, of: $0, id: $1, createdAt: now, reason: "Scratched")
      }
      for unit in 1...line.quantity {
        let number = shop.addRefund(toOrder: order.id, at: now + unit) {
          .goods([(line.id, one)], of: $0, id: $1, createdAt: now + unit, reason: "Returned")
        }
        #expect(number != nil)
      }
      let after = try #require(shop.order(order.id))
      let given = after.refunds.flatMap(\.lines).filter { $0.line == line.id }
      #expect(
        given.reduce(0) { $0 + $1.amount } == line.amount && given.reduce(0) { $0 + $1.quantity } == line.quantity)
      #expect(given.flatMap(\.taxes).reduce(0) { $0 + $1.amount } == line.taxes.reduce(0) { $0 + $1.amount })
      let tooMuch = shop.addRefund(toOrder: order.id, at: now) {
        .goods([(line.id, one)], of: $0, id: $1, createdAt: now, reason: "")
      }
      #expect(tooMuch == nil)

      shop.addRefund(toOrder: order.id, at: now + 500) {
        .everything(left: $0, id: $1, createdAt: now + 500, reason: "")
      }
      let whole = try #require(shop.order(order.id))
      #expect(whole.state == .refunded || order.lines.count == 1)
      #expect(whole.refundTotal(pricesIncludeTax: market.included) == order.total(pricesIncludeTax: market.included))
      let last = try #require(whole.refunds.last)
      let isDeleted = shop.deleteRefund(last.id, ofOrder: order.id, at: nil)
      #expect(isDeleted && shop.order(order.id)?.updatedAt == whole.updatedAt)
    }
  }
}
