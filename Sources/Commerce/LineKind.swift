public import Columns

/// What a monetary line of a document is for; it decides the account and whether there is a supply to tax.
public enum LineKind: Int32, ColumnValue, CaseIterable {
  /// Goods that are sent or handed over.
  case goods = 1
  /// A service that is no electronic one, such as a repair.
  case service = 2
  /// An electronic service or download.
  case digital = 3
  /// Carriage charged to the buyer.
  case shipping = 4
  /// Another charge to the buyer, such as for gift wrapping or payment.
  case fee = 5
  /// A reduction of the price.
  case discount = 6
  /// A gratuity.
  case tip = 7
  /// A voucher sold; no supply until it is redeemed when it is a multi-purpose one.
  case giftCard = 8
  /// Customs duty collected from the buyer.
  case duty = 9
  /// The residue between the lines and the platform's own total, with its reason.
  case rounding = 10
  /// An entry made by hand, of which the source says no more.
  case manual = 11
  /// A sample given away or charged.
  case sample = 12
  /// A charge by the bank.
  case bankCharge = 13
  /// A fee that a marketplace keeps.
  case marketplaceFee = 14
  /// A receivable written off.
  case badDebt = 15
  /// A commission paid or received.
  case commission = 16
  /// A correction of stock without a buyer.
  case stockAdjustment = 17

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = LineKind(rawValue: stored) ?? .manual }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .goods: "goods"
    case .service: "service"
    case .digital: "digital"
    case .shipping: "shipping"
    case .fee: "fee"
    case .discount: "discount"
    case .tip: "tip"
    case .giftCard: "gift_card"
    case .duty: "duty"
    case .rounding: "rounding"
    case .manual: "manual"
    case .sample: "sample"
    case .bankCharge: "bank_charge"
    case .marketplaceFee: "marketplace_fee"
    case .badDebt: "bad_debt"
    case .commission: "commission"
    case .stockAdjustment: "stock_adjustment"
    }
  }

  /// The kind of that name.
  public init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }
}
