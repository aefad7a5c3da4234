/// Makes a shop out of its plan: the same plan gives the same shop on every machine.
import Commerce

extension ShopData {
  /// The shop of a plan.
  public init(_ plan: ShopPlan) {
    var generator = ShopGenerator(plan)
    self = generator.shop()
  }
}

/// The making of one shop; each record draws from a stream of its own, so that one more product changes no customer.
struct ShopGenerator {
  /// Which numbers a kind of record is drawn from.
  enum Stream: UInt64 {
    case places = 1
    case products = 2
    case customers = 3
    case orders = 4
  }

  let plan: ShopPlan
  let taxes: TaxTable
  /// Countries that customers live in, and how often.
  let markets: [(land: Land, weight: Int)]
  let marketWeights: [Int]
  let prices: PriceScale
  /// When a bulk edit touched many orders at one instant, as shops do; pages sorted by change have to bear that.
  let bulkEdit: Int64

  init(_ plan: ShopPlan) {
    self.plan = plan
    let taxes = TaxTable(home: plan.country)
    self.taxes = taxes
    markets = Land.all.map { land in
      (land, land.country == plan.country ? 100 : taxes.isWithinUnion(land) ? 8 : 4)
    }
    marketWeights = markets.map(\.weight)
    prices = PriceScale(exponent: plan.currency.exponent ?? 2)
    let length = plan.span.upperBound - plan.span.lowerBound
    bulkEdit = plan.span.lowerBound + length / 10 * 7
  }

  func random(_ stream: Stream, _ number: Int) -> SeededRandom {
    SeededRandom(seed: plan.seed, stream: stream.rawValue << 48 | UInt64(number))
  }

  mutating func shop() -> ShopData {
    let places = places()
    let products = products(places: places)
    let customers = customers()
    return ShopData(
      plan: plan, places: places, products: products, customers: customers,
      orders: orders(products: products, customers: customers).map(withGiftCard))
  }

  /// Of some orders that are paid by card a gift card pays a third.
  private func withGiftCard(_ order: ShopOrder) -> ShopOrder {
    guard plan.giftCards > 0, order.payment == "card", order.id % Int64(plan.giftCards) == 0 else { return order }
    var order = order
    order.giftCard = order.total(pricesIncludeTax: plan.pricesIncludeTax) / 3
    return order
  }

  // MARK: Places, products, customers

  private func places() -> [ShopPlace] {
    let land = Land.of(plan.country)
    var random = random(.places, 0)
    return ["Main warehouse", "Shop downtown"].enumerated().map { index, name in
      var address = land?.person(&random)
      if let town = land?.towns[index] {
        address?.city = town.name
        address?.postcode = town.postcode
        address?.region = town.region
      }
      address?.company = "Beispielwaren \(land?.legalForm ?? "Ltd")"
      let elsewhere = ShopAddress(
        firstName: "", lastName: "", company: "Beispielwaren Ltd", street: "1 Market Place", city: "Central",
        postcode: "10000", region: "", country: plan.country)
      return ShopPlace(id: Int64(index + 1), name: name, address: address ?? elsewhere)
    }
  }

  private func products(places: [ShopPlace]) -> [ShopProduct] {
    var products: [ShopProduct] = []
    var variants: Int64 = 0
    for index in 0..<plan.products {
      var random = random(.products, index)
      let goods = GoodsKind.all[index % GoodsKind.all.count]
      let name = random.pick(GoodsKind.names)
      // Products are older than the first order.
      let created = plan.span.lowerBound - random.number(in: 86_400...31_536_000)
      let price = prices.price(&random, goods.prices)
      let count = 1 + random.below(min(4, goods.options.count))
      let product = ShopProduct(
        id: Int64(index + 1), title: "\(goods.noun) \(name)", text: "\(goods.noun) “\(name)”, made with care.",
        vendor: random.pick(GoodsKind.vendors), kind: goods.kind, status: random.chance(50) ? .archived : .active,
        createdAt: created, updatedAt: random.number(in: created...max(created, plan.span.upperBound)),
        variants: (0..<count).map { place in
          variants += 1
          let option = goods.options[place]
          return ShopVariant(
            id: variants, sku: sku(goods, index, count == 1 ? "" : option.mark, variants),
            option: count == 1 ? "" : option.name,
            price: random.chance(700) ? price : prices.price(&random, goods.prices),
            barcode: CheckedNumbers.ean13(variants, seed: plan.seed),
            grams: Int(random.number(in: goods.grams)), rate: taxes.homeRate(isBook: goods.isBook),
            stock: Dictionary(
              uniqueKeysWithValues: places.map { ($0.id, random.chance(100) ? 0 : Int64(random.below(150))) }),
            stockUpdatedAt: random.number(in: plan.span))
        })
      products.append(product)
    }
    return products
  }

  /// A stock-keeping unit; some are only digits and begin with zeros, which spreadsheets lose.
  private func sku(_ goods: GoodsKind, _ index: Int, _ option: String, _ number: Int64) -> String {
    if number % 13 == 0 { return "00\(10_000 + number)" }
    let counted = index < 999 ? String("\(1_001 + index)".dropFirst()) : "\(index + 1)"
    return "\(goods.mark)-\(counted)\(option.isEmpty ? "" : "-\(option)")"
  }

  private func customers() -> [ShopCustomer] {
    (0..<plan.customers).map { index in
      var random = random(.customers, index)
      let buyer = buyer(&random, number: index + 1)
      let created = plan.span.lowerBound - random.number(in: 0...15_552_000)
      var customer = ShopCustomer(
        id: Int64(index + 1), email: buyer.email, phone: buyer.phone, address: buyer.address, vatID: buyer.vatID,
        createdAt: created, updatedAt: random.number(in: created...plan.span.upperBound))
      if customer.email != nil { customer.advertising = Self.advertising(customer) }
      if customer.phone != nil, customer.id % 10 == 6 {
        customer.textMessages = .init(.granted, at: customer.createdAt)
      }
      return customer
    }
  }

  /// A quarter agrees when the account is made, an eighth takes it back later.
  private static func advertising(_ customer: ShopCustomer) -> ShopCustomer.Consent {
    switch customer.id % 8 {
    case 1, 5: .init(.granted, at: customer.createdAt)
    case 3: .init(.withdrawn, at: customer.updatedAt)
    default: .init()
    }
  }

  /// Somebody who buys.
  struct Buyer {
    var address: ShopAddress
    var email: String?
    var phone: String?
    var vatID: String?
  }

  /// An invented person or business; the number keeps e-mail addresses apart.
  func buyer(_ random: inout SeededRandom, number: Int) -> Buyer {
    let land = markets[random.weighted(marketWeights)].land
    var buyer = Buyer(address: land.person(&random))
    if random.chance(120) {
      buyer.address.company = "\(buyer.address.lastName) \(land.legalForm)"
      if random.chance(800) { buyer.vatID = CheckedNumbers.vatID(land.code, &random) }
    }
    let hasEmail = random.chance(960)
    if hasEmail {
      let domain = random.pick(["example.com", "example.org", "example.net"])
      buyer.email = "\(EmailName.of(buyer.address))\(number)@\(domain)"
    }
    if !hasEmail || random.chance(550) { buyer.phone = land.phone(&random) }
    return buyer
  }
}

/// The part of an e-mail address before the sign.
enum EmailName {
  private static let letters: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "É": "e", "è": "e", "ë": "e", "ç": "c", "í": "i", "Í": "i",
    "ñ": "n", "ó": "o", "ú": "u", "á": "a", "Á": "a", "â": "a", "ł": "l", "Ł": "l", "ś": "s", "Ś": "s", "ń": "n",
    "ı": "i", "Ö": "oe", "ò": "o",
  ]

  /// The name in plain letters; `kunde` for a name that has none.
  static func of(_ address: ShopAddress) -> String {
    var name = ""
    for letter in "\(address.firstName).\(address.lastName)" {
      if let plain = letters[letter] {
        name += plain
      } else if letter.isASCII, letter.isLetter || letter == "." || letter == "-" {
        name += letter.lowercased()
      }
    }
    return name.count > 2 && name.first != "." && name.last != "." ? name : "kunde"
  }
}

/// Prices in the minor units of a currency.
struct PriceScale: Sendable {
  let exponent: Int

  /// An amount of hundredths of a euro in the currency's minor units: about the same in value.
  func amount(_ hundredths: Int64) -> Int64 {
    switch exponent {
    case ...0: max(hundredths * 8 / 50, 1) * 10
    case 2: hundredths
    default: hundredths * 3
    }
  }

  /// A price of a range, mostly one that ends as prices do.
  func price(_ random: inout SeededRandom, _ range: ClosedRange<Int64>) -> Int64 {
    let drawn = random.number(in: range)
    let ending = random.pick([99, 99, 95, 90, 0, drawn % 100])
    return amount(max(drawn / 100 * 100 + ending, 1))
  }
}
