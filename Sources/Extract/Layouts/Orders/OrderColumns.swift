import Columns

/// The columns that layouts of orders make: one line a record, whatever the export has in columns and packed cells.
enum OrderColumns {
  /// sale or refund.
  static let kind = "Document kind"
  /// The id of the document: the order's, or the refund's own where the export tells it.
  static let id = "Document id"
  /// The id of the order that a refund refunds.
  static let refunds = "Refunds"
  /// 1 where only the sum of a refund is known, so that its lines are shares of the sale's.
  static let estimated = "Estimated"
  /// When the document was made, as the export writes dates.
  static let date = "Document date"
  /// The document's total with tax; negative on refunds.
  static let total = "Document total"
  /// The document's tax.
  static let tax = "Document tax"
  /// The customer's account; empty for guests.
  static let customer = "Customer"
  /// Who gets it, all of one address: the shipping address where it names a country, else the billing address.
  static let name = "Destination name"
  static let street = "Destination address"
  static let postcode = "Destination postcode"
  static let city = "Destination city"
  static let region = "Destination state"
  static let country = "Destination country"
  /// goods, shipping, fee, discount or rounding.
  static let lineKind = MadeColumn.lineKind
  static let title = MadeColumn.lineTitle
  static let sku = "Line sku"
  static let quantity = MadeColumn.lineQuantity
  /// The amount of the line after discounts, without tax.
  static let amount = MadeColumn.lineAmount
  /// The tax on the amount; blank on every line of a document whose lines do not come to its tax.
  static let lineTax = "Line tax"
  /// Its percentage, where it is one.
  static let lineRate = "Line rate"
  /// false where a line bears no tax on an order that does.
  static let taxable = "Line taxable"

  /// Number of taxes that have columns.
  static let taxSlots = 5
  /// What the tax in a slot, counted from 0, is called, with its percentage.
  static func taxTitle(_ slot: Int) -> String { "Tax \(slot + 1) title" }
  /// Its amount.
  static func taxAmount(_ slot: Int) -> String { "Tax \(slot + 1) amount" }

  /// All of them.
  static let all =
    [
      kind, id, refunds, estimated, date, total, tax, customer, name, street, postcode, city, region, country, lineKind,
      title, sku, quantity, amount, lineTax, lineRate, taxable,
    ] + (0..<taxSlots).flatMap { [taxTitle($0), taxAmount($0)] }
}

/// Where the cells are that layouts of orders make.
struct OrderSlots: Sendable {
  let kind, id, refunds, estimated, date, total, tax, customer, name, street, postcode, city, region, country: Int
  let lineKind, title, sku, quantity, amount, lineTax, lineRate, taxable: Int
  let taxTitles, taxAmounts: [Int]

  init(_ slots: ColumnSlots) {
    kind = slots[OrderColumns.kind]
    id = slots[OrderColumns.id]
    refunds = slots[OrderColumns.refunds]
    estimated = slots[OrderColumns.estimated]
    date = slots[OrderColumns.date]
    total = slots[OrderColumns.total]
    tax = slots[OrderColumns.tax]
    customer = slots[OrderColumns.customer]
    name = slots[OrderColumns.name]
    street = slots[OrderColumns.street]
    postcode = slots[OrderColumns.postcode]
    city = slots[OrderColumns.city]
    region = slots[OrderColumns.region]
    country = slots[OrderColumns.country]
    lineKind = slots[OrderColumns.lineKind]
    title = slots[OrderColumns.title]
    sku = slots[OrderColumns.sku]
    quantity = slots[OrderColumns.quantity]
    amount = slots[OrderColumns.amount]
    lineTax = slots[OrderColumns.lineTax]
    lineRate = slots[OrderColumns.lineRate]
    taxable = slots[OrderColumns.taxable]
    taxTitles = (0..<OrderColumns.taxSlots).map { slots[OrderColumns.taxTitle($0)] }
    taxAmounts = (0..<OrderColumns.taxSlots).map { slots[OrderColumns.taxAmount($0)] }
  }
}
