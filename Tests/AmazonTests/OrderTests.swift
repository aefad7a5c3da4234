/// Orders of an invented shop: they come to their totals, in both interfaces, and are the same twice.
import Amazon
import Commerce
import Platforms
import Simulation
import Testing

@Suite("Orders")
struct OrderTests {
  @Test(
    "Every document's lines come to what the seller sold for, to the last unit",
    arguments: ["US", "GB", "DE", "FR", "IT", "ES", "NL", "CA", "AU"], ["v0", "2026-01-01"])
  func totals(country: String, api: String) async throws {
    let market = try Market(country, orders: 80)
    let pulled = try await market.pull(.orders, ["orders_api": api, "personal_data": "buyers"])
    #expect(pulled.unknown == [])
    #expect(!pulled.documents("sale").isEmpty && !pulled.documents("refund").isEmpty)
    for document in pulled.documents {
      #expect(document.comesTo == document.amount(.sellerTotal), "\(document[.documentID])")
      #expect(document.sum(.lineTax) == document.amount(.sellerTax), "\(document[.documentID])")
      #expect(document.lines("rounding") == [], "\(document[.documentID])")
    }
  }

  @Test(
    "What the seller sold for is the shop's own total, without the tax that Amazon collects", arguments: ["US", "DE"])
  func shopTotals(country: String) async throws {
    let market = try Market(country, orders: 120)
    let pulled = try await market.pull(.orders, ["personal_data": "buyers"])
    let isGross = market.simulator.marketplace.pricesIncludeTax
    var paid = 0
    for order in market.simulator.state.read(\.orders) where order.state != .pending && order.state != .cancelled {
      let sale = try #require(pulled.documents("sale").first { $0[.documentID].hasSuffix(padded(order.id)) })
      #expect(sale.amount(.statedTotal) == Exact(MinorUnits(order.total(pricesIncludeTax: isGross)), exponent: 2))
      let theirs = isGross ? 0 : order.taxTotal
      #expect(sale.amount(.marketplaceTax) == Exact(MinorUnits(theirs), exponent: 2))
      #expect(sale.amount(.sellerTotal).adding(sale.amount(.marketplaceTax)) == sale.amount(.statedTotal))
      paid += 1
    }
    #expect(paid > 80)
  }

  private func padded(_ id: Int64) -> String { "-" + String(repeating: "0", count: 7 - "\(id)".count) + "\(id)" }

  @Test("Both interfaces give the same documents, but for what only one of them tells", arguments: ["US", "DE"])
  func twoInterfaces(country: String) async throws {
    let old = try await Market(country).pull(.orders, ["personal_data": "buyers"])
    let new = try await Market(country).pull(.orders, ["personal_data": "buyers", "orders_api": "2026-01-01"])
    #expect(old.documents.count == new.documents.count)
    #expect(old.postponed == new.postponed)
    let columns: [OrderColumn] = [
      .documentKind, .documentRefunds, .date, .fulfillment, .currency, .sellerTotal, .tax, .sellerTax, .marketplaceTax,
      .pricesIncludeTax, .tax1Title, .tax1Amount, .email, .shipName, .shipAddress1, .shipCity, .shipRegion,
      .shipPostcode,
      .shipCountry, .lineKind, .itemID, .asin, .sku, .title, .quantity, .unitPrice, .amount, .lineTax, .lineTaxRate,
      .taxable,
    ]
    for (id, document) in old.byID {
      let other = try #require(new.byID[id], "\(id)")
      for column in columns {
        let left = document.lines.map { $0[column.rawValue] }.sorted { ($0 ?? "") < ($1 ?? "") }
        let right = other.lines.map { $0[column.rawValue] }.sorted { ($0 ?? "") < ($1 ?? "") }
        #expect(left == right, "\(id) \(column.rawValue)")
      }
    }
  }

  @Test("Orders that are not paid are counted and left out; called-off ones are loaded with nothing on them")
  func pendingAndCancelled() async throws {
    let market = try Market("DE", orders: 200)
    let orders = market.simulator.state.read(\.orders)
    let pulled = try await market.pull()
    #expect(pulled.postponed == orders.count { $0.state == .pending })
    #expect(pulled.postponed > 0)
    let cancelled = pulled.documents("sale").filter { $0[.status] == "Canceled" }
    #expect(cancelled.count == orders.count { $0.state == .cancelled })
    #expect(!cancelled.isEmpty)
    #expect(cancelled.allSatisfy { $0[.sellerTotal] == "0" && $0.comesTo == .zero && $0["line.quantity"] == "0" })
  }

  @Test("Without restricted data there is no name and no street, but the country; gift wrap is a line with its reason")
  func withoutPersonalData() async throws {
    let market = try Market("DE", orders: 150)
    let open = try await market.pull(.orders, ["personal_data": "buyers"])
    let closed = try await market.pull()
    for document in closed.documents {
      for column in [OrderColumn.shipName, .buyerName, .shipAddress1, .shipPhone] { #expect(document[column] == "") }
      #expect(document.comesTo == document.amount(.sellerTotal))
      #expect(document[.status] == "Canceled" || document[.shipCountry].count == 2)
    }
    let wrapped = open.documents("sale").filter { !$0.lines("fee").isEmpty }
    #expect(!wrapped.isEmpty)
    for document in wrapped {
      let same = try #require(closed[document[.documentID]])
      #expect(same.lines("fee") == [])
      #expect(same.lines("rounding").first?["line.reason"]?.contains("restricted data") == true)
      #expect(same[.sellerTotal] == document[.sellerTotal])
      // The total is further away from what is listed than the tax, or nearer: prices contain it all the same.
      #expect(same[.pricesIncludeTax] == "true")
    }
  }

  @Test("Refunds are documents of their own, negative, and point at their sale")
  func refunds() async throws {
    let market = try Market("DE", orders: 200)
    let pulled = try await market.pull(.orders, ["personal_data": "buyers"])
    let expected = market.simulator.state.read { $0.orders.flatMap(\.refunds) }
    let refunds = pulled.documents("refund")
    #expect(refunds.count == expected.count)
    for refund in refunds {
      let sale = try #require(pulled.documents("sale").first { $0[.documentID] == refund[.documentRefunds] })
      #expect(refund.amount(.sellerTotal) < .zero)
      #expect(refund.amount(.sellerTotal).magnitude <= sale.amount(.sellerTotal))
      #expect(refund[.shipCountry] == sale[.shipCountry])
      #expect(refund[.status] == "Refunded")
    }
    let shop = expected.reduce(Int64(0)) { $0 + $1.total(pricesIncludeTax: true) }
    let sum = refunds.reduce(Exact.zero) { $0.adding($1.amount(.sellerTotal)) ?? $0 }
    #expect(sum == Exact(MinorUnits(-shop), exponent: 2))
  }

  @Test("The one rate that explains the tax is named, so that the tax can be checked")
  func rates() async throws {
    let pulled = try await Market("DE", orders: 100).pull(.orders, ["personal_data": "buyers"])
    let taxed = pulled.documents("sale").filter { $0.amount(.sellerTax) != .zero }
    let named = taxed.filter { $0[.tax1Title] != "" }
    #expect(named.count * 10 >= taxed.count * 8)
    for document in named {
      let slots = [OrderColumn.tax1Amount, .tax2Amount, .tax3Amount].reduce(Exact.zero) {
        $0.adding(document.amount($1)) ?? $0
      }
      #expect(slots == document.amount(.sellerTax))
    }
  }

  @Test("A seller whose VAT Amazon does not calculate has prices with tax and no tax stated")
  func withoutVATCalculation() async throws {
    var options = AmazonSimulator.Options()
    options.calculatesVAT = false
    let pulled = try await Market("DE", options: options).pull(.orders, ["personal_data": "buyers"])
    for document in pulled.documents {
      #expect(document[.taxSource] == "absent")
      #expect(document[.pricesIncludeTax] == "true")
      #expect(document.amount(.sellerTax) == .zero)
      #expect(document.comesTo == document.amount(.sellerTotal))
    }
  }
}
