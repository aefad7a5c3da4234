public import Commerce

/// Counts sales towards one threshold, in the order in which they happened, and says which of them came near and which
/// crossed it.
///
/// A sale on a day is fed after every sale that happened before it that day; the total of the year and that of the year
/// before decide. Once crossed, a year stays crossed, whatever is refunded.
public struct ThresholdCounter: Sendable {
  /// One document's sales to the place of the threshold.
  public struct Sale: Hashable, Sendable {
    /// The store that made it.
    public var store: String
    /// The platform's id of the document.
    public var document: String
    /// The civil date of supply.
    public var date: CivilDate
    /// The instant of the sale; `nil` when the source does not tell.
    public var placedAt: Instant?
    /// Net amount in minor units of the threshold's currency; negative for a refund.
    public var net: MinorUnits
    /// Whether a marketplace collects the tax.
    public var isMarketplace: Bool

    /// A sale.
    public init(
      store: String = "", document: String, date: CivilDate, placedAt: Instant? = nil, net: MinorUnits,
      isMarketplace: Bool = false
    ) {
      self.placedAt = placedAt
      self.store = store
      self.document = document
      self.date = date
      self.net = net
      self.isMarketplace = isMarketplace
    }
  }

  /// How far a year's sales are.
  public enum State: String, Hashable, Sendable {
    /// Less than four fifths of the limit.
    case below
    /// Four fifths of it or more.
    case near
    /// Over it, in this year or in the one before.
    case crossed
  }

  /// A year that counts together.
  public struct Year: Hashable, Sendable {
    /// The year, or the one in which the twelve months end.
    public var year: Int
    /// Its sales, in minor units of the threshold's currency.
    public var net = MinorUnits.zero
    /// The number of its sales.
    public var count = 0
    /// The first sale with which it came near.
    public var near: Sale?
    /// The sale that crossed.
    public var crossing: Sale?

    /// A year without sales.
    public init(year: Int) { self.year = year }
  }

  /// What is counted towards.
  public let threshold: Threshold
  /// The years with sales, ascending.
  public private(set) var years: [Year] = []

  /// A counter of sales towards `threshold`.
  public init(_ threshold: Threshold) { self.threshold = threshold }

  /// Counts a sale and tells how far its year is with it: a sale that crosses is over the threshold itself.
  ///
  /// Sales before the threshold's first day count towards its year, too.
  @discardableResult
  public mutating func add(_ sale: Sale) -> State {
    guard threshold.countsMarketplace || !sale.isMarketplace else { return state(on: sale.date) }
    let index = place(of: threshold.period.year(of: sale.date))
    if sale.net.count >= 0 || threshold.deductsRefunds {
      years[index].net = years[index].net.adding(sale.net) ?? years[index].net
    }
    if sale.net.count > 0 { years[index].count += 1 }
    let (net, count) = (years[index].net, years[index].count)
    if years[index].near == nil, threshold.isNear(net: net, count: count, on: sale.date) { years[index].near = sale }
    if years[index].crossing == nil, threshold.isCrossed(net: net, count: count, on: sale.date) {
      years[index].crossing = sale
    }
    return state(on: sale.date)
  }

  /// How far the year of `date` is with what was counted so far; below before the threshold's first day.
  public func state(on date: CivilDate) -> State {
    threshold.days.contains(date) ? state(of: threshold.period.year(of: date)) : .below
  }

  /// How far a year is.
  public func state(of year: Int) -> State {
    if crossing(of: year) != nil { return .crossed }
    return self.year(year)?.near == nil ? .below : .near
  }

  /// The sale by which the threshold counts as crossed in `year`: one of the year before, or else of the year itself.
  public func crossing(of year: Int) -> Sale? { self.year(year - 1)?.crossing ?? self.year(year)?.crossing }

  private func year(_ number: Int) -> Year? { years.first { $0.year == number } }

  private mutating func place(of number: Int) -> Int {
    if let index = years.firstIndex(where: { $0.year >= number }) {
      if years[index].year != number { years.insert(Year(year: number), at: index) }
      return index
    }
    years.append(Year(year: number))
    return years.count - 1
  }
}
