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
  /// What the line is for.
  public var line: LineKind
  /// The product's class of rate.
  public var category: RateCategory
  /// The local civil date of supply.
  public var date: CivilDate
  /// By whose shop.
  public var channel: SalesChannel

  /// The facts of one line.
  public init(
    dispatch: Place, arrival: Place?, buyer: BuyerKind = .unknown, vatID: VATIDStatus = .none, line: LineKind = .goods,
    category: RateCategory = .standard, date: CivilDate, channel: SalesChannel = .ownShop
  ) {
    self.dispatch = dispatch
    self.arrival = arrival
    self.buyer = buyer
    self.vatID = vatID
    self.line = line
    self.category = category
    self.date = date
    self.channel = channel
  }
}
