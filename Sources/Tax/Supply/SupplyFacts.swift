public import Commerce

/// What place of supply depends on: one line of one document.
///
/// Lines of one document that agree in their kind and category agree in their facts, so a decision can be kept per
/// document and reused.
public struct SupplyFacts: Hashable, Sendable {
  /// Where the goods leave, or where the seller of a service is.
  public var dispatch: Place
  /// Where the goods arrive, or where the buyer of a service is; `nil` when the source does not tell.
  public var arrival: Place?
  /// What kind of buyer.
  public var buyer: BuyerKind
  /// What is known of the buyer's VAT number.
  public var vatID: VATIDStatus
  /// The state that gave the number, as the number begins; `nil` when not known, which is taken for the state of arrival.
  public var vatIDState: Territory?
  /// Whether the buyer showed a certificate that it buys to sell on.
  public var hasResaleCertificate: Bool
  /// What the line is for.
  public var line: LineKind
  /// What is supplied.
  public var supply: SupplyKind
  /// The product's class of rate.
  public var category: RateCategory
  /// The local civil date of supply; of the sale that is refunded, on a refund.
  public var date: CivilDate
  /// The instant of the sale; `nil` when the source does not tell. It matters on a day on which a threshold is crossed.
  public var placedAt: Instant?
  /// By whose shop.
  public var channel: SalesChannel
  /// What the consignment is worth.
  public var consignment: Consignment

  /// The facts of one line.
  public init(
    dispatch: Place, arrival: Place?, buyer: BuyerKind = .unknown, vatID: VATIDStatus = .none,
    vatIDState: Territory? = nil, hasResaleCertificate: Bool = false, line: LineKind = .goods,
    supply: SupplyKind? = nil, category: RateCategory = .standard, date: CivilDate, channel: SalesChannel = .ownShop,
    consignment: Consignment = Consignment()
  ) {
    self.dispatch = dispatch
    self.arrival = arrival
    self.buyer = buyer
    self.vatID = vatID
    self.vatIDState = vatIDState
    self.hasResaleCertificate = hasResaleCertificate
    self.line = line
    self.supply = supply ?? SupplyKind(line)
    self.category = category
    self.date = date
    self.channel = channel
    self.consignment = consignment
  }

  /// Whether the buyer is a business, by its own word or by a number that is confirmed or may yet be.
  var isBusiness: Bool {
    buyer == .business || (buyer == .unknown && (vatID == .valid || vatID == .unavailable))
  }
}
