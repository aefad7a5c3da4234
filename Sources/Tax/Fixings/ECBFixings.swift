import Columns
public import Commerce

/// The euro foreign exchange reference rates of the European Central Bank, of every publication day of a file.
///
/// For a transaction, the publication day is chosen first, the last on or before the date, and then the currency is
/// looked up on that day; walking back per currency would give the rouble's rate of 2022-03-01 for years. Nothing is
/// interpolated, and a missing fixing is an error that names the currency and the day.
public final class ECBFixings: Sendable {
  /// The columns of the file; `nil` for a code that ISO 4217 does not have.
  let currencies: [Currency?]
  /// Publication days, ascending.
  let days: [CivilDate]
  /// Rates in the order of ``days``, one per currency each, as ``PackedRate``s.
  let rates: [UInt32]
  /// Index of the last publication on or before each day from the first on.
  private let rowByDay: [Int32]
  /// Column of each currency by its stored number, which is small and dense; -1 where there is none.
  private let columns: [Int16]
  let conversionRates: ConversionRates
  /// The business's own rates, for what is not published; `nil` for none.
  public let own: OwnFixings?

  /// Days without a publication that are taken for holidays; the longest gap since 1999 is five.
  public static let gapMaximum = 7

  init(currencies: [Currency?], days: [CivilDate], rates: [UInt32], own: OwnFixings? = nil) {
    self.own = own
    self.currencies = currencies
    self.days = days
    self.rates = rates
    var columns = [Int16](repeating: -1, count: 26 * 26 * 26)
    for (column, currency) in currencies.enumerated() {
      if let currency { columns[Int(currency.stored)] = Int16(column) }
    }
    self.columns = columns
    var rowByDay: [Int32] = []
    for (row, day) in days.enumerated() {
      let end = row + 1 < days.count ? days[row + 1].day : day.day + 1
      for _ in day.day..<end { rowByDay.append(Int32(row)) }
    }
    self.rowByDay = rowByDay
    conversionRates = .standard
  }

  /// The same fixings with a business's own beside them.
  public func with(_ own: OwnFixings) -> ECBFixings {
    ECBFixings(currencies: currencies, days: days, rates: rates, own: own)
  }

  /// The first publication day.
  public var firstDay: CivilDate { days.first ?? CivilDate(day: .max) }
  /// The last publication day.
  public var lastDay: CivilDate { days.last ?? CivilDate(day: .min) }
  /// The number of publication days.
  public var dayCount: Int { days.count }

  /// The fixing for a transaction on `date`: the published one, the irrevocable conversion rate of a currency that the
  /// euro has replaced by then, one for the euro itself, or else the business's own.
  public func fixing(_ currency: Currency, on date: CivilDate) throws(NoFixing) -> Fixing {
    if currency == .euro { return Fixing(units: 1, scale: 0, date: date) }
    if let conversion = conversionRates.rate(currency, on: date) { return conversion }
    do throws(NoFixing) {
      return try published(currency, on: date)
    } catch {
      guard let own = own?.fixing(currency, on: date) else { throw error }
      return own
    }
  }

  /// The first publication of `currency` on one of `range`'s days; `nil` when there is none.
  func publication(of currency: Currency, within range: DayRange) -> CivilDate? {
    let column = Int(columns[Int(currency.stored)])
    guard column >= 0 else { return nil }
    return days.indices.first { row in
      range.contains(days[row]) && !PackedRate(bits: rates[row * currencies.count + column]).isMissing
    }.map { days[$0] }
  }

  /// The fixing published last on or before `date`, and nothing else.
  public func published(_ currency: Currency, on date: CivilDate) throws(NoFixing) -> Fixing {
    guard let first = days.first, date >= first else { throw .beforeFirstPublication(firstDay) }
    let offset = Int(date.day - first.day)
    let row = Int(rowByDay[min(offset, rowByDay.count - 1)])
    guard Int(date.day - days[row].day) <= Self.gapMaximum else { throw .publicationTooFar(days[row]) }
    return try fixing(currency, row: row)
  }

  /// The fixing published on `date` or next after it, as the returns of the one-stop shops use it.
  ///
  /// Directive 2006/112/EC, art. 366; the euro's own and conversion rates are as in ``fixing(_:on:)``.
  public func nextPublished(_ currency: Currency, onOrAfter date: CivilDate) throws(NoFixing) -> Fixing {
    if currency == .euro { return Fixing(units: 1, scale: 0, date: date) }
    if let conversion = conversionRates.rate(currency, on: date) { return conversion }
    return try nextPublishedDay(currency, onOrAfter: date)
  }

  /// The fixing published on `date` or next after it, and nothing else.
  func nextPublishedDay(_ currency: Currency, onOrAfter date: CivilDate) throws(NoFixing) -> Fixing {
    guard let first = days.first, date >= first else { throw .beforeFirstPublication(firstDay) }
    let offset = Int(date.day - first.day)
    guard offset < rowByDay.count else { throw .publicationTooFar(lastDay) }
    let before = Int(rowByDay[offset])
    let row = days[before] == date ? before : before + 1
    guard Int(days[row].day - date.day) <= Self.gapMaximum else { throw .publicationTooFar(days[row]) }
    return try fixing(currency, row: row)
  }

  private func fixing(_ currency: Currency, row: Int) throws(NoFixing) -> Fixing {
    let column = Int(columns[Int(currency.stored)])
    guard column >= 0 else { throw .neverPublished(currency) }
    let packed = PackedRate(bits: rates[row * currencies.count + column])
    guard !packed.isMissing else { throw .notPublished(currency, days[row]) }
    return Fixing(units: packed.units, scale: packed.scale, date: days[row])
  }
}
