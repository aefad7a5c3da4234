import Columns
import Commerce

/// A monetary line on its way from a payload into a batch; all amounts without tax.
struct OrderLine {
  /// What a line is for, in the words of the map stage.
  enum Kind: String { case goods, shipping, fee, discount, rounding }

  /// Cells that are taken over as they stand.
  struct Cells {
    var id = TextRange.empty, refunds = TextRange.empty, title = TextRange.empty, sku = TextRange.empty
    var productID = TextRange.empty, variationID = TextRange.empty, gtin = TextRange.empty
    var quantity = TextRange.empty, subtotal = TextRange.empty, taxClass = TextRange.empty
  }

  var kind: Kind
  var cells = Cells()
  /// `nil` for one.
  var quantity: Exact?
  var amount: Exact
  var tax: Exact
  /// Tax by the id of its rate.
  var taxes: [(rate: Int64, amount: Exact)] = []
  /// Why a line of kind rounding is there.
  var reason = ""

  init(_ kind: Kind, amount: Exact, tax: Exact = .zero) {
    self.kind = kind
    self.amount = amount
    self.tax = tax
  }

  /// Amount and tax together.
  var gross: Exact { amount + tax }
}

/// A tax that an order was charged, with its rate at the time.
struct OrderTax {
  var rate: Int64
  var code: String
  var label: String
  var isCompound: Bool
  /// The percentage as it is written; empty in orders before version 3.7.
  var percent: String
  /// On goods, fees and carriage together.
  var amount: Exact

  /// The label with its percentage, which tells stages the rate.
  var title: String { percent.isEmpty ? label : "\(label) \(percent)%" }
}

extension Exact {
  /// The sum; amounts of shops do not leave the range, and one that does shows as a residue.
  static func + (left: Exact, right: Exact) -> Exact { left.adding(right) ?? .zero }
  /// The difference.
  static func - (left: Exact, right: Exact) -> Exact { left.subtracting(right) ?? .zero }
}
