/// An order as both interfaces tell it, before it becomes a document.
import Columns
import Commerce

struct SaleDraft: Sendable {
  /// What stands on every line of the document.
  var cells: [OrderColumn: TextRange] = [:]
  /// Where the order stands in the page, for rejects.
  var raw = TextRange.empty
  /// When it last changed; seconds since 1970.
  var updatedAt: Int64?
  /// What became of it, as far as amounts depend on it.
  var state = State.settled
  /// ISO 4217 code; empty when the order has no total.
  var currency = ""
  /// The platform's own total; `nil` when it states none.
  var total: Exact?
  /// What was ordered.
  var items: [ItemDraft] = []
  /// What belongs to no item, such as a tip.
  var charges: [Charge] = []
  /// What could not be made use of, for the reason of a residue.
  var remarks: [String] = []

  /// What became of an order, as far as amounts depend on it.
  enum State: Sendable {
    /// Not paid yet: there may be no amounts.
    case pending
    /// Called off: there is no supply and no amount.
    case cancelled
    /// Anything else.
    case settled
  }

  /// Whether there is any amount to load.
  var hasAmounts: Bool { total != nil || items.contains { !$0.charges.isEmpty } }
}

/// An item of an order: an article and a quantity.
struct ItemDraft: Sendable {
  /// What stands on every line of the item.
  var cells: [OrderColumn: TextRange] = [:]
  /// Units ordered; 0 when it was cancelled.
  var quantity: Int64 = 0
  /// The price of one unit, where the interface states it.
  var unitPrice: Exact?
  /// Its amounts.
  var charges: [Charge] = []
  /// Whether Amazon collects and remits the tax in its own name.
  var isTaxedByMarketplace = false
}

/// An amount of an item, with the tax that belongs to it.
struct Charge: Sendable {
  /// What an amount is for.
  enum Kind: Sendable {
    case goods, shipping, giftWrap, paymentFee, promotion, shippingDiscount, paymentDiscount, goodwill, other, tip

    /// Whether it lowers what is paid.
    var isDiscount: Bool { self == .promotion || self == .shippingDiscount || self == .paymentDiscount }

    /// What a discount lowers; itself for anything else.
    var discounted: Kind {
      switch self {
      case .promotion: .goods
      case .shippingDiscount: .shipping
      case .paymentDiscount: .paymentFee
      default: self
      }
    }

    /// The kind of line.
    var line: LineKind {
      switch self {
      case .goods: .goods
      case .shipping: .shipping
      case .giftWrap, .paymentFee, .other: .fee
      // Money without goods is worded on refunds as an amount taken off.
      case .promotion, .shippingDiscount, .paymentDiscount, .goodwill: .discount
      case .tip: .tip
      }
    }

    /// What the line says, where it is not the article's title.
    var title: String {
      switch self {
      case .goods: ""
      case .shipping: "Shipping"
      case .giftWrap: "Gift wrap"
      case .paymentFee: "Payment on delivery"
      case .promotion: "Promotion"
      case .shippingDiscount: "Shipping discount"
      case .paymentDiscount: "Payment on delivery discount"
      case .goodwill: "Goodwill"
      case .other: "Other charge"
      case .tip: "Delivery tip"
      }
    }
  }

  /// What it is for.
  var kind: Kind
  /// The amount as stated, positive also for discounts.
  var amount: Exact
  /// The tax on it as stated, positive also for discounts.
  var tax = Exact.zero
}

/// The words of tax collection that the connector knows; any other is taken at its word too, and told as unknown.
enum TaxCollectionWords {
  /// Schemes by which Amazon is deemed to be the seller: documented are `IOSS` and `UOSS`, the others have been seen live.
  static let schemes: Set<String> = [
    "IOSS", "UOSS", "CA_MPF", "GB_VOEC", "NO_VOEC", "SG_VOEC", "AU_VOEC", "NZ_VOEC", "JE_VOEC", "MY_VOEC",
    "CH_SUPPLIER_IMPORT",
  ]
  /// Models of collection that leave the tax to Amazon, without case and underscores.
  static let facilitator = "marketplacefacilitator"

  /// Whether a model of collection leaves the tax to Amazon.
  static func isFacilitator(_ model: String) -> Bool { model.lowercased().filter { $0 != "_" } == facilitator }
}
