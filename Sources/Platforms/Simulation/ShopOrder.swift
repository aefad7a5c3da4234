/// Orders of a simulated shop and what is given back for them.

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
  /// What a gift card has paid of the total; ``payment`` has paid the rest.
  public var giftCard: Int64 = 0
  /// What was given back, oldest first.
  public var refunds: [ShopRefund]
  /// Whether the marketplace or platform's own warehouse sends it.
  public var isSentByPlatform: Bool

  /// Made of its parts.
  public init(
    id: Int64, customer: Int64? = nil, address: ShopAddress, email: String? = nil, phone: String? = nil,
    vatID: String? = nil, createdAt: Int64, updatedAt: Int64, state: State, lines: [ShopLine],
    carriage: ShopCharge? = nil, fee: ShopCharge? = nil, discountCode: String, payment: String, refunds: [ShopRefund],
    isSentByPlatform: Bool
  ) {
    self.id = id
    self.customer = customer
    self.address = address
    self.email = email
    self.phone = phone
    self.vatID = vatID
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.state = state
    self.lines = lines
    self.carriage = carriage
    self.fee = fee
    self.discountCode = discountCode
    self.payment = payment
    self.refunds = refunds
    self.isSentByPlatform = isSentByPlatform
  }
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

  /// Made of its parts.
  public init(
    id: Int64, product: Int64, variant: Int64, sku: String, title: String, quantity: Int64, price: Int64,
    discount: Int64, taxes: [ShopTax]
  ) {
    self.id = id
    self.product = product
    self.variant = variant
    self.sku = sku
    self.title = title
    self.quantity = quantity
    self.price = price
    self.discount = discount
    self.taxes = taxes
  }
}

/// Carriage or a fee.
public struct ShopCharge: Sendable, Equatable {
  /// What it is called.
  public var title: String
  /// Its amount, with tax where the shop's prices include it.
  public var amount: Int64
  /// The tax on it.
  public var taxes: [ShopTax]

  /// Made of its parts.
  public init(title: String, amount: Int64, taxes: [ShopTax]) {
    self.title = title
    self.amount = amount
    self.taxes = taxes
  }
}

/// A tax on a line or charge.
public struct ShopTax: Sendable, Equatable {
  /// What it is called, without its rate, such as `MwSt` or `CA State Tax`.
  public var title: String
  /// The rate in 1/1000 percent.
  public var rate: Int32
  /// The amount, contained in the price where prices include tax.
  public var amount: Int64

  /// Made of its parts.
  public init(title: String, rate: Int32, amount: Int64) {
    self.title = title
    self.rate = rate
    self.amount = amount
  }
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

    /// Made of its parts.
    public init(line: Int64, quantity: Int64, amount: Int64, taxes: [ShopTax]) {
      self.line = line
      self.quantity = quantity
      self.amount = amount
      self.taxes = taxes
    }
  }

  /// Its number, from 1, counted over all orders.
  public var id: Int64
  /// When.
  public var createdAt: Int64
  /// Goods.
  public var lines: [Line]
  /// Carriage given back; `nil` for none.
  public var carriage: ShopCharge?
  /// The fee given back; `nil` for none.
  public var fee: ShopCharge?
  /// A reason, in a few words.
  public var reason: String

  /// Made of its parts.
  public init(
    id: Int64, createdAt: Int64, lines: [Line], carriage: ShopCharge? = nil, fee: ShopCharge? = nil, reason: String
  ) {
    self.id = id
    self.createdAt = createdAt
    self.lines = lines
    self.carriage = carriage
    self.fee = fee
    self.reason = reason
  }
}
