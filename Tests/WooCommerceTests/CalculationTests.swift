/// Orders that are created in the simulated shop come to what the real one made of the same carts.
import Commerce
import Formats
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Sums of created orders")
struct CalculationTests {
  /// A cart that was bought in the real shop.
  private struct Cart {
    var name: String
    var country: String
    /// Price as typed, quantity and tax class of each article.
    var goods: [(price: String, quantity: Int, taxClass: String)]
    var shipping: String = ""
    var fees: [String] = []
    /// 1/1000 percent, priority and class of each rate.
    var rates: [(rate: Int32, priority: Int, taxClass: String)]
    var included = true
    var atSubtotal = false
  }

  private static let carts: [Cart] = [
    Cart(
      name: "repro-25720_subtotal_round_ship", country: "NO", goods: [("35.71", 1, "")], shipping: "3.13",
      rates: [(12_000, 1, "")], included: false, atSubtotal: true),
    Cart(
      name: "repro-25720_line_round_ship", country: "NO", goods: [("35.71", 1, "")], shipping: "3.13",
      rates: [(12_000, 1, "")], included: false),
    Cart(
      name: "repro-26582_6x9948_6x10868", country: "ZA", goods: [("99.48", 6, ""), ("108.68", 6, "")],
      rates: [(15_000, 1, "")]),
    Cart(
      name: "repro-26582_subtotal_round", country: "ZA", goods: [("99.48", 6, ""), ("108.68", 6, "")],
      rates: [(15_000, 1, "")], atSubtotal: true),
    Cart(name: "repro-54525_3x354_BE21", country: "BE", goods: [("3.54", 3, "")], rates: [(21_000, 1, "")]),
    Cart(
      name: "repro-25347_3x1550_5x1550", country: "DE", goods: [("15.50", 3, ""), ("15.50", 5, "")],
      rates: [(19_000, 1, "")]),
    Cart(name: "repro-10121_half_down_2875", country: "GB", goods: [("17.25", 1, "")], rates: [(20_000, 1, "")]),
    Cart(
      name: "repro-58351_fee_two_rates", country: "BR", goods: [("10.00", 1, "")], fees: ["14.70"],
      rates: [(5_000, 1, ""), (4_000, 2, "")], included: false),
    Cart(
      name: "order-x-negfee_mixed_rates", country: "DE", goods: [("19.99", 1, ""), ("24.90", 1, "reduced-rate")],
      fees: ["-10"], rates: [(19_000, 1, ""), (7_000, 1, "reduced-rate")]),
    Cart(
      name: "order-x-ship_mixed", country: "DE", goods: [("19.99", 1, ""), ("24.90", 1, "reduced-rate")],
      shipping: "4.90", rates: [(19_000, 1, ""), (7_000, 1, "reduced-rate")]),
    Cart(
      name: "order-x-ship_reduced", country: "DE", goods: [("24.90", 1, "reduced-rate")], shipping: "4.90",
      rates: [(19_000, 1, ""), (7_000, 1, "reduced-rate")]),
  ]

  @Test("each to the cent, line by line and tax by tax", arguments: carts.indices)
  func cart(index: Int) throws {
    let cart = Self.carts[index]
    var options = WooCommerceSimulator.Options()
    options.roundsAtSubtotal = cart.atSubtotal
    let plan = ShopPlan(
      seed: 1, orders: 0, country: try #require(Country(cart.country)), currency: .euro, timeZone: "Europe/Berlin",
      pricesIncludeTax: cart.included, span: 1_735_689_600...1_767_225_599)
    let clock = VirtualClock(start: 1_767_312_000_000)
    let shop = TestShop(WooCommerceSimulator(ShopState(ShopData(plan), clock: clock), options: options), clock)
    for rate in cart.rates {
      shop.simulator.addTaxRate(
        country: cart.country, rate: rate.rate, name: "T", priority: rate.priority, taxClass: rate.taxClass)
    }
    let lines = cart.goods.map { goods in
      let body = #"{"name":"A","regular_price":"\#(goods.price)","tax_class":"\#(goods.taxClass)"}"#
      let id = shop.call(.post, "products", body).1["id"]?.text ?? ""
      return #"{"product_id":\#(id),"quantity":\#(goods.quantity)}"#
    }
    let shipping =
      cart.shipping.isEmpty ? "" : #"{"method_id":"flat_rate","method_title":"P","total":"\#(cart.shipping)"}"#
    let fees = cart.fees.map { #"{"name":"F","total":"\#($0)"}"# }.joined(separator: ",")
    let order = shop.call(
      .post, "orders",
      #"""
      {"billing":{"country":"\#(cart.country)"},"line_items":[\#(lines.joined(separator: ","))],
       "shipping_lines":[\#(shipping)],"fee_lines":[\#(fees)]}
      """#
    ).1
    let real = try Captured.node("wc11.0.1/\(cart.name).json")
    for key in ["total", "total_tax", "cart_tax", "shipping_tax", "shipping_total", "discount_total"] {
      #expect(order[key]?.text == real[key]?.text, "\(cart.name) \(key)")
    }
    for key in ["line_items", "shipping_lines", "fee_lines"] {
      let own = order[key]?.elements ?? [], expected = real[key]?.elements ?? []
      #expect(own.count == expected.count)
      for (line, other) in zip(own, expected) {
        for field in ["total", "total_tax", "subtotal", "subtotal_tax"] {
          #expect(line[field]?.text == other[field]?.text, "\(cart.name) \(key) \(field)")
        }
        #expect(
          line["taxes"]?.elements.map { $0["total"]?.text } == other["taxes"]?.elements.map { $0["total"]?.text },
          "\(cart.name) \(key)")
      }
    }
    let sums: (JSONNode) -> [String?] = {
      ($0["tax_lines"]?.elements ?? []).flatMap { [$0["tax_total"]?.text, $0["shipping_tax_total"]?.text] }
    }
    #expect(sums(order) == sums(real), "\(cart.name)")
  }
}
