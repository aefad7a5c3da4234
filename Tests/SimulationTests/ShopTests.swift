/// What an invented shop has, and that it is the same everywhere.
import Commerce
import Simulation
import Testing

@Suite("Invented shops")
struct ShopTests {
  @Test("the same plan gives the same shop, another seed another one")
  func deterministic() throws {
    let shop = try Market.all[0].shop(orders: 500)
    let again = try Market.all[0].shop(orders: 500)
    let other = try Market.all[0].shop(orders: 500, seed: 8)
    #expect(shop.orders == again.orders && shop.products == again.products && shop.customers == again.customers)
    #expect(shop.orders != other.orders)
  }

  @Test("the figures of one shop are those that every machine gives")
  func sameEverywhere() throws {
    var random = SeededRandom(seed: 1_234_567)
    // The generator's own second step, as an implementation in another language gives it.
    #expect(random.next() == 499_607_083_058_648_550)
    let shop = try Market.all[0].shop(orders: 1_000)
    #expect(shop.orders.reduce(0) { $0 + $1.total(pricesIncludeTax: true) } == 17_478_915)
  }

  @Test("numbers are in order, SKUs and barcodes unique, check digits right", arguments: [UInt64(1), 99, 12_345])
  func numbers(seed: UInt64) throws {
    var plan = try ShopPlan.sample(orders: 50, seed: seed)
    plan.products = 2_500
    let shop = ShopData(plan)
    let variants = shop.products.flatMap(\.variants)
    #expect(variants.map(\.id) == (1...Int64(variants.count)).map(\.self))
    #expect(Set(variants.map(\.sku)).count == variants.count)
    #expect(Set(variants.map(\.barcode)).count == variants.count)
    #expect(variants.allSatisfy { Self.isEAN13($0.barcode) && $0.price > 0 && $0.stock.count == 2 })
    #expect(shop.products.allSatisfy { (1...4).contains($0.variants.count) })
    #expect(shop.orders.flatMap(\.lines).map(\.id) == (1...Int64(shop.orders.flatMap(\.lines).count)).map(\.self))
    let skus = Dictionary(uniqueKeysWithValues: variants.map { ($0.id, $0.sku) })
    #expect(shop.orders.flatMap(\.lines).allSatisfy { skus[$0.variant] == $0.sku })
  }

  private static func isEAN13(_ code: String) -> Bool {
    let digits = code.compactMap(\.wholeNumberValue)
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) }
    return digits.count == 13 && sum.isMultiple(of: 10)
  }

  @Test("people are invented: reserved domains, and more than one e-mail only for the same customer")
  func people() throws {
    let shop = try Market.all[0].shop(orders: 2_000)
    let domains = ["@example.com", "@example.org", "@example.net"]
    for email in shop.orders.compactMap(\.email) + shop.customers.compactMap(\.email) {
      #expect(domains.contains { email.lowercased().hasSuffix($0) })
      #expect(email.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }, "\(email)")
    }
    #expect(shop.orders.allSatisfy { $0.email != nil || $0.phone != nil })
    #expect(Set(shop.customers.compactMap(\.email)).count == shop.customers.compactMap(\.email).count)
    #expect(Set(shop.orders.map(\.address.country)).count == 13)
    #expect(shop.orders.contains { $0.customer == nil } && shop.orders.contains { $0.customer != nil })
    #expect(shop.orders.contains { $0.vatID != nil })
  }

  @Test("postcodes and regions have the form of their country")
  func addresses() throws {
    let shop = try Market.all[2].shop(orders: 3_000)
    for address in shop.orders.map(\.address) {
      let form =
        switch address.country.code {
        case "DE", "FR", "IT", "ES": #"\d{5}"#
        case "AT", "CH", "AU": #"\d{4}"#
        case "NL": #"\d{4} [A-Z]{2}"#
        case "PL": #"\d{2}-\d{3}"#
        case "GB": #"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"#
        case "US": #"\d{5}(-\d{4})?"#
        case "CA": #"[A-Z]\d[A-Z] \d[A-Z]\d"#
        default: #"\d{3}-\d{4}"#
        }
      #expect(try address.postcode.wholeMatch(of: Regex(form)) != nil, "\(address)")
      #expect(["US", "CA", "AU", "JP", "IT", "ES", "CH"].contains(address.country.code) == !address.region.isEmpty)
    }
  }

  @Test("a shop without products has no orders, and one without customers only guests")
  func empty() throws {
    var plan = try ShopPlan.sample(orders: 20)
    plan.products = 0
    #expect(ShopData(plan).orders == [])
    plan.products = 3
    plan.customers = 0
    #expect(ShopData(plan).orders.count == 20 && ShopData(plan).orders.allSatisfy { $0.customer == nil })
  }
}
