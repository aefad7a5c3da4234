public import Commerce

/// Who the seller is for tax: where it is established, where it is registered, and how its distance sales are taxed.
public struct SellerProfile: Hashable, Sendable {
  /// Where distance sales to consumers of another member state are taxed.
  public enum DistanceSales: String, Hashable, Sendable, CaseIterable {
    /// In the state of dispatch, while the seller stays under the threshold.
    case origin
    /// In the state of arrival.
    case destination
  }

  /// The treatment of distance sales from a day on.
  public struct DistanceSalesRow: Hashable, Sendable {
    /// The first day.
    public var from: CivilDate
    /// When on that day: the instant of the sale that crossed a threshold; `nil` for all of the day.
    ///
    /// The sale that crosses is already taxed at destination, those before it on the same day are not (Directive
    /// 2006/112/EC, art. 59c(2): "as of that time").
    public var at: Instant?
    /// Where they are taxed from then on.
    public var taxedAt: DistanceSales

    /// Distance sales from `from` on are taxed at `taxedAt`.
    public init(from: CivilDate, at: Instant? = nil, taxedAt: DistanceSales) {
      self.from = from
      self.at = at
      self.taxedAt = taxedAt
    }
  }

  /// A registration for VAT in a territory.
  public struct Registration: Hashable, Sendable {
    /// The territory.
    public var territory: Territory
    /// The days on which it holds.
    public var days: DayRange

    /// A registration in `territory` on `days`.
    public init(_ territory: Territory, _ days: DayRange) {
      self.territory = territory
      self.days = days
    }
  }

  /// The country of establishment.
  public var country: Country
  /// Registrations for VAT, the one at home included.
  public var registrations: [Registration]
  /// The days on which the seller takes part in the Union one-stop shop; `nil` for never.
  public var unionOSS: DayRange?
  /// The days on which it takes part in the one-stop shop for services from outside the Union; `nil` for never.
  public var nonUnionOSS: DayRange?
  /// The days on which it takes part in the import one-stop shop; `nil` for never.
  public var importOSS: DayRange?
  /// Where distance sales are taxed, ascending by first day; before the first row, at origin.
  public var distanceSales: [DistanceSalesRow]
  /// Kinds of line that are no supply.
  public var noSupply: LineKindSet

  /// A seller established in `country`.
  public init(
    country: Country, registrations: [Registration] = [], unionOSS: DayRange? = nil, nonUnionOSS: DayRange? = nil,
    importOSS: DayRange? = nil, distanceSales: [DistanceSalesRow] = Self.lawfulDefault,
    noSupply: LineKindSet = .noSupply
  ) {
    self.country = country
    self.registrations = registrations
    self.unionOSS = unionOSS
    self.nonUnionOSS = nonUnionOSS
    self.importOSS = importOSS
    self.distanceSales = distanceSales.sorted { $0.from < $1.from }
    self.noSupply = noSupply
  }

  /// Destination from 2021-07-01, when the national thresholds fell away; origin before.
  public static let lawfulDefault = [
    DistanceSalesRow(from: DistanceSaleReform.firstDay, taxedAt: .destination)
  ]

  /// Where distance sales are taxed on `date`.
  ///
  /// - Parameter placedAt: the instant of the sale; one without counts as after any row of its day.
  public func distanceSales(on date: CivilDate, at placedAt: Instant? = nil) -> DistanceSales {
    let row = distanceSales.last { row in
      guard row.from == date, let at = row.at, let placedAt else { return row.from <= date }
      return at <= placedAt
    }
    return row?.taxedAt ?? .origin
  }

  /// Whether the seller is registered in `territory` on `date`.
  public func isRegistered(_ territory: Territory, on date: CivilDate) -> Bool {
    registrations.contains { $0.territory == territory && $0.days.contains(date) }
  }
}

/// The reform of distance sales within the European Union by Directive (EU) 2017/2455.
enum DistanceSaleReform {
  /// 2021-07-01.
  static let firstDay = CivilDate(day: 18_809)

  /// Whether `date` is under the reform.
  static func holds(on date: CivilDate) -> Bool { date >= firstDay }
}
