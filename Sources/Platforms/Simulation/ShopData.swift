/// A simulated shop as no platform in particular would tell it; each simulator words it in its platform's way.
///
/// Amounts are minor units of the shop's currency, instants seconds since 1970 in UTC, rates 1/1000 percent. All figures
/// tie: a line's amount is quantity times price less its discount, taxes are rounded per line, and an order's total is
/// the sum of its parts. All people are invented.
public import Commerce

/// A shop.
public struct ShopData: Sendable {
  /// What it was made by.
  public var plan: ShopPlan
  /// Places that hold stock; the first is the default.
  public var places: [ShopPlace]
  /// Products.
  public var products: [ShopProduct]
  /// Customers.
  public var customers: [ShopCustomer]
  /// Orders, oldest first.
  public var orders: [ShopOrder]
  private(set) var placesByID = ArticlePlaces(\.id)
  private(set) var placesBySKU = ArticlePlaces(\.sku)

  /// Made of its parts.
  public init(
    plan: ShopPlan, places: [ShopPlace], products: [ShopProduct], customers: [ShopCustomer], orders: [ShopOrder]
  ) {
    self.plan = plan
    self.places = places
    self.products = products
    self.customers = customers
    self.orders = orders
  }
}

/// A place that holds stock.
public struct ShopPlace: Sendable, Equatable {
  /// Its number, from 1.
  public var id: Int64
  /// What it is called.
  public var name: String
  /// Where it is.
  public var address: ShopAddress

  /// Made of its parts.
  public init(id: Int64, name: String, address: ShopAddress) {
    self.id = id
    self.name = name
    self.address = address
  }
}

/// A product.
public struct ShopProduct: Sendable, Equatable {
  /// Whether it is on sale.
  public enum Status: String, Sendable, CaseIterable {
    /// On sale.
    case active
    /// Not yet on sale.
    case draft
    /// No longer on sale.
    case archived
  }

  /// Its number, from 1.
  public var id: Int64
  /// What it is called.
  public var title: String
  /// Its description, plain text.
  public var text: String
  /// Who makes it.
  public var vendor: String
  /// What kind of thing it is.
  public var kind: String
  /// Whether it is on sale.
  public var status: Status
  /// When it was made.
  public var createdAt: Int64
  /// When it last changed.
  public var updatedAt: Int64
  /// Its variants, at least one.
  public var variants: [ShopVariant]

  /// Made of its parts.
  public init(
    id: Int64, title: String, text: String, vendor: String, kind: String, status: Status = .active,
    createdAt: Int64, updatedAt: Int64, variants: [ShopVariant]
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.vendor = vendor
    self.kind = kind
    self.status = status
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.variants = variants
  }
}

/// A variant of a product.
public struct ShopVariant: Sendable, Equatable {
  /// Its number, from 1, counted over all products.
  public var id: Int64
  /// Stock-keeping unit; unique in the shop.
  public var sku: String
  /// What sets it apart, such as `Blue / M`; empty for the only one.
  public var option: String
  /// Price of one unit.
  public var price: Int64
  /// EAN-13 with a right check digit.
  public var barcode: String
  /// Weight in grams.
  public var grams: Int
  /// The tax rate at home in 1/1000 percent.
  public var rate: Int32
  /// Units in stock by the number of the place.
  public var stock: [Int64: Int64]
  /// When the stock last changed.
  public var stockUpdatedAt: Int64

  /// Made of its parts.
  public init(
    id: Int64, sku: String, option: String, price: Int64, barcode: String, grams: Int, rate: Int32,
    stock: [Int64: Int64], stockUpdatedAt: Int64
  ) {
    self.id = id
    self.sku = sku
    self.option = option
    self.price = price
    self.barcode = barcode
    self.grams = grams
    self.rate = rate
    self.stock = stock
    self.stockUpdatedAt = stockUpdatedAt
  }
}

/// A customer.
public struct ShopCustomer: Sendable, Equatable {
  /// The customer's number, from 1.
  public var id: Int64
  /// E-mail address; some order by telephone and have none.
  public var email: String?
  /// Telephone number as people write it.
  public var phone: String?
  /// Where the customer lives.
  public var address: ShopAddress
  /// VAT identification number of a business.
  public var vatID: String?
  /// What the customer said about advertising by e-mail.
  public var advertising = Consent()
  /// What the customer said about advertising by text message.
  public var textMessages = Consent()
  /// When the account was made.
  public var createdAt: Int64
  /// When it last changed.
  public var updatedAt: Int64

  /// What somebody said about advertising.
  public struct Consent: Sendable, Equatable {
    /// Which way.
    public enum State: Sendable { case never, granted, withdrawn }

    /// Which way.
    public var state = State.never
    /// When that last changed; `nil` where it never did.
    public var changedAt: Int64?

    /// Never asked, unless it is said otherwise.
    public init(_ state: State = .never, at changedAt: Int64? = nil) {
      self.state = state
      self.changedAt = changedAt
    }
  }

  /// Made of its parts.
  public init(
    id: Int64, email: String? = nil, phone: String? = nil, address: ShopAddress, vatID: String? = nil, createdAt: Int64,
    updatedAt: Int64
  ) {
    self.id = id
    self.email = email
    self.phone = phone
    self.address = address
    self.vatID = vatID
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }
}

/// An address.
public struct ShopAddress: Sendable, Equatable {
  /// Given name.
  public var firstName: String
  /// Family name.
  public var lastName: String
  /// Name of a business; empty for a person.
  public var company: String
  /// Street and house number.
  public var street: String
  /// Town.
  public var city: String
  /// Postcode.
  public var postcode: String
  /// State or province, ISO 3166-2 without the country; empty where the country uses none.
  public var region: String
  /// The country.
  public var country: Country

  /// Made of its parts.
  public init(
    firstName: String, lastName: String, company: String, street: String, city: String, postcode: String,
    region: String, country: Country
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.company = company
    self.street = street
    self.city = city
    self.postcode = postcode
    self.region = region
    self.country = country
  }
}
