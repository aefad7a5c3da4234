public import Columns
public import Commerce

/// What is supplied, as far as the place of supply depends on it.
public enum SupplyKind: Int32, ColumnValue, CaseIterable {
  /// Goods that are sent, and what goes with them.
  case goods = 1
  /// A service that is no electronic one.
  case service = 2
  /// An electronically supplied service.
  case digitalService = 3
  /// A book as a file: an electronically supplied service with a rate of its own in many states.
  case ebook = 4
  /// Goods subject to excise duty.
  case exciseGoods = 5
  /// Everyday clothing, which some states of the United States do not tax.
  case clothing = 6
  /// Carriage, which shares the fate of the goods.
  case shipping = 7
  /// Goods that the buyer fetches where they lie.
  case pickup = 8
  /// Own goods that the seller moves to another state.
  case ownTransfer = 9
  /// Goods that go from the first of three traders straight to the last, sold by the one in the middle.
  case triangulation = 10
  /// A voucher that is good for things taxed differently.
  case multiPurposeVoucher = 11

  /// The value of a stored element.
  @inlinable public init(stored: Int32) { self = SupplyKind(rawValue: stored) ?? .goods }

  /// What a line of `kind` supplies.
  @inlinable
  public init(_ kind: LineKind) {
    switch kind {
    case .service: self = .service
    case .digital: self = .digitalService
    case .giftCard: self = .multiPurposeVoucher
    case .shipping: self = .shipping
    default: self = .goods
    }
  }

  /// Whether it is a service.
  @inlinable public var isService: Bool { self == .service || isElectronic }
  /// Whether it is an electronically supplied service.
  @inlinable public var isElectronic: Bool { self == .digitalService || self == .ebook }

  /// The word that definitions and the ledger use.
  public var name: String {
    switch self {
    case .goods: "goods"
    case .service: "service"
    case .digitalService: "digital_service"
    case .ebook: "ebook"
    case .exciseGoods: "excise_goods"
    case .clothing: "clothing"
    case .shipping: "shipping"
    case .pickup: "goods_pickup"
    case .ownTransfer: "goods_own_transfer"
    case .triangulation: "goods_triangulation"
    case .multiPurposeVoucher: "multi_purpose_voucher"
    }
  }

  /// The value of that name.
  public init?(name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}
