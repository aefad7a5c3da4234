public import Commerce

/// A limit of sales from which a seller has to register in a territory, or has to tax at destination.
public struct Threshold: Hashable, Sendable {
  /// Which sales count together.
  public enum Period: String, Hashable, Sendable, CaseIterable {
    /// Those of a calendar year; who was over in the last one is over in this.
    case calendarYear = "calendar_year"
    /// Those of a calendar year, which decide about the next one alone: who crosses has to register for January.
    case previousYear = "previous_year"
    /// Those of the twelve months that end on September 30.
    case yearToSeptember = "year_to_september"

    /// The year that `date` counts for: the calendar year, or the one in which the twelve months end.
    public func year(of date: CivilDate) -> Int {
      let (year, month, _) = date.components
      return self == .yearToSeptember && month > 9 ? year + 1 : year
    }
  }

  /// How sales and number of transactions go together.
  public enum Test: String, Hashable, Sendable {
    /// Either is enough.
    case either = "OR"
    /// Both are needed.
    case both = "AND"
  }

  /// Which lines of the books count.
  public enum Scope: String, Hashable, Sendable {
    /// Everything supplied to the territory.
    case destination
    /// Distance sales within the European Union and electronic services to consumers of another member state.
    case intraEUConsumerSales = "intra_eu_consumer_sales"
  }

  /// A stable word, such as `us_ca` or `eu_distance_sales`.
  public var code: String
  /// Where it holds: a state such as `US-CA`, a country, or `EU`.
  public var territory: Territory
  /// The currency of ``sales``.
  public var currency: Currency
  /// The limit of sales, in minor units of ``currency``.
  public var sales: MinorUnits
  /// Whether sales equal to the limit cross it; else they have to exceed it.
  public var isCrossedWhenReached: Bool
  /// The number of transactions that crosses; `nil` where their number does not count.
  public var transactions: Int?
  /// The days on which the number of transactions counts; outside, sales alone do.
  public var transactionDays: DayRange?
  /// How the two go together.
  public var test: Test
  /// The days on which the threshold holds.
  public var days: DayRange
  /// Which sales count together.
  public var period: Period
  /// Whether sales count that a marketplace collects the tax of.
  public var countsMarketplace: Bool
  /// Whether refunds are taken off.
  public var deductsRefunds: Bool
  /// Which lines count.
  public var scope: Scope
  /// What is special about it.
  public var note: String
  /// Who says so.
  public var source: String

  /// Whether `net` and `count` on `date` cross it.
  public func isCrossed(net: MinorUnits, count: Int, on date: CivilDate) -> Bool {
    let bySales = isCrossedWhenReached ? net >= sales : net > sales
    guard let transactions, transactionDays?.contains(date) ?? true else { return bySales }
    let byCount = count >= transactions
    return test == .both ? bySales && byCount : bySales || byCount
  }

  /// Whether `net` and `count` on `date` are four fifths of what crosses it.
  public func isNear(net: MinorUnits, count: Int, on date: CivilDate) -> Bool {
    let bySales = Int128(net.count) * 5 >= Int128(sales.count) * 4
    guard let transactions, transactionDays?.contains(date) ?? true else { return bySales }
    let byCount = count * 5 >= transactions * 4
    return test == .both ? bySales && byCount : bySales || byCount
  }
}
