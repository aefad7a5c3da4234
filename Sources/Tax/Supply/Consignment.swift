public import Commerce

/// What a consignment is worth without tax and separately stated freight, in the currencies in which laws set limits.
///
/// Each is `nil` where it is not known; a limit is compared in its own currency, or in euro where that leaves no doubt.
public struct Consignment: Hashable, Sendable, BitwiseCopyable {
  /// In euro.
  public var euro: Exact?
  /// In the currency of the state of arrival.
  public var local: Exact?

  /// A consignment of that value.
  public init(euro: Exact? = nil, local: Exact? = nil) {
    self.euro = euro
    self.local = local
  }
}

/// A limit on the value of a consignment, up to which the tax is charged at the sale and not at the border.
struct ConsignmentLimit {
  /// The limit in the currency of the state.
  let local: Exact
  /// A value in euro that is below the limit whatever the exchange rate since the limit was set.
  let surelyBelow: Exact
  /// A value in euro that is above it whatever the exchange rate.
  let surelyAbove: Exact

  /// Directive 2006/112/EC, art. 14(4): EUR 150.
  static let union = ConsignmentLimit(150, 150, 150)
  /// Value Added Tax Act 1994, s. 7AA: GBP 135. A pound was worth EUR 1.09 to 1.22 since 2021.
  static let unitedKingdom = ConsignmentLimit(135, 140, 170)
  /// The Norwegian scheme for foreign suppliers: NOK 3,000 an item. A euro was worth NOK 9.4 to 12.4 since 2020.
  static let norway = ConsignmentLimit(3_000, 230, 330)
  /// A New Tax System (Goods and Services Tax) Act 1999, s. 84-79: AUD 1,000. A euro was worth AUD 1.4 to 1.9 since 2018.
  static let australia = ConsignmentLimit(1_000, 500, 730)

  private init(_ local: Int64, _ below: Int64, _ above: Int64) {
    self.local = Exact(millionths: local * Exact.unit)
    surelyBelow = Exact(millionths: below * Exact.unit)
    surelyAbove = Exact(millionths: above * Exact.unit)
  }

  /// Whether `consignment` is within the limit, which is within it too; `nil` when its value leaves that open.
  func holds(_ consignment: Consignment, isEuro: Bool = false) -> Bool? {
    if let value = isEuro ? consignment.euro : consignment.local { return value.magnitude <= local }
    guard let euro = consignment.euro?.magnitude else { return nil }
    if euro <= surelyBelow { return true }
    return euro > surelyAbove ? false : nil
  }
}
