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
}

/// A place that holds stock.
public struct ShopPlace: Sendable, Equatable {
  /// Its number, from 1.
  public var id: Int64
  /// What it is called.
  public var name: String
  /// Where it is.
  public var address: ShopAddress
}

/// A product.
public struct ShopProduct: Sendable, Equatable {
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
  /// When it was made.
  public var createdAt: Int64
  /// When it last changed.
  public var updatedAt: Int64
  /// Its variants, at least one.
  public var variants: [ShopVariant]
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
  /// When the account was made.
  public var createdAt: Int64
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
}

/// An order.
public struct ShopOrder: Sendable, Equatable {
  /// What became of it.
  public enum State: String, Sendable, CaseIterable {
    /// Placed, not paid.
    case pending
    /// Paid, not sent.
    case paid
    /// Paid and sent.
    case completed
    /// Cancelled before it was paid.
    case cancelled
    /// Paid back in part.
    case partlyRefunded
    /// Paid back whole.
    case refunded
  }

  /// Its number, from 1.
  public var id: Int64
  /// Number of the customer; `nil` for a guest.
  public var customer: Int64?
  /// Who bought and where it is sent; the e-mail address of a guest too.
  public var address: ShopAddress
  /// E-mail address that the order names.
  public var email: String?
  /// Telephone number that the order names.
  public var phone: String?
  /// VAT identification number that the order names.
  public var vatID: String?
  /// When it was placed.
  public var createdAt: Int64
  /// When it last changed; a refund changes it.
  public var updatedAt: Int64
  /// What became of it.
  public var state: State
  /// Goods.
  public var lines: [ShopLine]
  /// Carriage; `nil` for free carriage that is not shown.
  public var carriage: ShopCharge?
  /// A fee for wrapping or payment; may be `nil`.
  public var fee: ShopCharge?
  /// The code by which the discount was given; empty for none. The discount itself is on the lines.
  public var discountCode: String
  /// How it was paid, such as `card` or `bank_transfer`.
  public var payment: String
  /// What was given back, oldest first.
  public var refunds: [ShopRefund]
  /// Whether the marketplace or platform's own warehouse sends it.
  public var isSentByPlatform: Bool
}

/// A line of goods.
public struct ShopLine: Sendable, Equatable {
  /// Its number, from 1, counted over all orders.
  public var id: Int64
  /// Number of the product and of the variant.
  public var product: Int64, variant: Int64
  /// Stock-keeping unit and title at the time.
  public var sku: String, title: String
  /// Number of units.
  public var quantity: Int64
  /// Price of one unit, with tax where the shop's prices include it.
  public var price: Int64
  /// Discount on the line, positive, in the same terms as the price.
  public var discount: Int64
  /// The tax on it; empty when none is charged.
  public var taxes: [ShopTax]
}

/// Carriage or a fee.
public struct ShopCharge: Sendable, Equatable {
  /// What it is called.
  public var title: String
  /// Its amount, with tax where the shop's prices include it.
  public var amount: Int64
  /// The tax on it.
  public var taxes: [ShopTax]
}

/// A tax on a line or charge.
public struct ShopTax: Sendable, Equatable {
  /// What it is called, without its rate, such as `MwSt` or `CA State Tax`.
  public var title: String
  /// The rate in 1/1000 percent.
  public var rate: Int32
  /// The amount, contained in the price where prices include tax.
  public var amount: Int64
}

/// Something given back for an order.
public struct ShopRefund: Sendable, Equatable {
  /// Goods of one line that were given back.
  public struct Line: Sendable, Equatable {
    /// Number of the order's line.
    public var line: Int64
    /// Units given back; 0 when only money was.
    public var quantity: Int64
    /// Amount given back in the terms of the price, positive.
    public var amount: Int64
    /// The taxes given back with it, positive.
    public var taxes: [ShopTax]
  }

  /// Its number, from 1, counted over all orders.
  public var id: Int64
  /// When.
  public var createdAt: Int64
  /// Goods.
  public var lines: [Line]
  /// Carriage given back; `nil` for none.
  public var carriage: ShopCharge?
  /// A reason, in a few words.
  public var reason: String
}
