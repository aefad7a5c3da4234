import Commerce

/// Brings the amounts of lines into the currency of a return.
///
/// Amounts that are in it already stay as they are; those of books that are kept in it are the books' own; all others are
/// converted by the fixing that was published last on or before the tax date, and rounded once.
struct ReturnConverter: Sendable {
  private struct Day: Hashable {
    var currency: Currency
    var date: CivilDate
  }

  private let currency: Currency
  var fixings: ECBFixings?
  private var rates: [Day: ExchangeRate?] = [:]

  init(to currency: Currency, fixings: ECBFixings?) {
    self.currency = currency
    self.fixings = fixings
  }

  /// The amounts of `line`; `nil` when there is no exchange rate.
  mutating func amounts(of line: DeclaredLine) -> LineAmounts? {
    let document = line.document
    if document.currency == currency { return LineAmounts(net: line.net, tax: line.tax) }
    if document.baseCurrency == currency, let net = line.baseNet, let tax = line.baseTax {
      return LineAmounts(net: net, tax: tax)
    }
    guard let rate = rate(Day(currency: document.currency, date: document.taxDate)),
      let net = rate.convert(line.net), let tax = rate.convert(line.tax)
    else { return nil }
    return LineAmounts(net: net, tax: tax)
  }

  private mutating func rate(_ day: Day) -> ExchangeRate? {
    guard let fixings else { return nil }
    if let known = rates[day] { return known }
    let rate = try? fixings.exchangeRate(from: day.currency, to: currency, on: day.date)
    rates[day] = .some(rate)
    return rate
  }
}
