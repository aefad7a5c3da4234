/// Makes the sheets of a return from the lines of a ledger.
import Commerce
import Ledger
import Pipeline
import Tax

struct FigureDesk<Source: FigureReturn> {
  /// The return of a state for a period.
  struct Sheet {
    var state: Territory
    var period: ReturnPeriod
    var sheet: ReturnSheet<Source.Rules>
  }

  private struct Place: Hashable {
    var state: Territory
    var period: ReturnPeriod
  }

  let source: Source
  let seller: FigureSeller
  let fixings: FixingsReader?
  let store: String?

  /// The return of `state` for `period`.
  ///
  /// - Throws: when an amount of it cannot be converted.
  func sheet(
    _ state: Territory, _ period: ReturnPeriod, _ ledger: LedgerReader
  ) throws(RunFailure) -> ReturnSheet<Source.Rules> {
    let rules = try source.rules(state, period, seller)
    let reader = FixingsOnDemand(fixings)
    var sheet = ReturnSheet(rules)
    try ledger.declaredLines(store: store, from: period.firstDay, to: period.lastDay) { line in
      sheet.fixings = reader.fixings(for: line, in: rules.currency)
      sheet.add(line)
    }
    sheet.finish()
    if let failure = reader.failure { throw failure }
    if sheet.rest.contains(where: { $0.reason == .noExchangeRate }) {
      throw ReturnFailure.noFixing(
        "\(source.name) for \(period) holds amounts for which there is no exchange rate into \(rules.currency.code)")
    }
    if sheet.sums.isTooLarge { throw TallySums.tooLarge }
    return sheet
  }

  /// The returns of every state and period that has lines, and of the periods in between.
  func sheets(
    of length: ReturnPeriod.Length, from first: CivilMonth?, to last: CivilMonth?, _ ledger: LedgerReader
  ) throws(RunFailure) -> [Sheet] {
    var sheets: [Place: ReturnSheet<Source.Rules>] = [:]
    var failure: RunFailure?
    let reader = FixingsOnDemand(fixings)
    let from = first.map { ReturnPeriod(length, containing: $0).firstDay }
    let to = last.map { ReturnPeriod(length, containing: $0).lastDay }
    try ledger.declaredLines(store: store, from: from, to: to) { line in
      let period = ReturnPeriod(length, containing: line.document.taxDate)
      for state in states(of: line) {
        let place = Place(state: state, period: period)
        do throws(RunFailure) {
          if sheets[place] == nil { sheets[place] = ReturnSheet(try source.rules(state, period, seller)) }
        } catch { failure = failure ?? error }
        let currency = sheets[place]?.rules.currency ?? line.document.currency
        sheets[place]?.fixings = reader.fixings(for: line, in: currency)
        sheets[place]?.add(line)
      }
    }
    if let failure { throw failure }
    return sheets.map { place, sheet in
      var sheet = sheet
      sheet.finish()
      return Sheet(state: place.state, period: place.period, sheet: sheet)
    }.sorted { ($0.period, $0.state.code) < ($1.period, $1.state.code) }
  }

  /// The states whose returns a line may belong to, among those whose rates are known here.
  private func states(of line: DeclaredLine) -> [Territory] {
    if let state = source.state { return [state] }
    let area = VATArea.standard
    var states: [Territory] = []
    for territory in [line.terms.territory, line.terms.dispatch].compactMap({ $0 }) {
      let state = area.returnState(of: territory)
      if !states.contains(state), RateTable.standard.covers(state) { states.append(state) }
    }
    if states.isEmpty, let destination = line.document.destination {
      states.append(area.place(destination, on: line.document.taxDate).state)
    }
    return states
  }
}

/// Reads the exchange rates when the first line needs them.
final class FixingsOnDemand {
  private let reader: FixingsReader?
  private var known: ECBFixings??
  /// Why they could not be read.
  private(set) var failure: RunFailure?

  init(_ reader: FixingsReader?) { self.reader = reader }

  /// The rates for a line that has to be converted into `currency`; `nil` for one that has not.
  func fixings(for line: DeclaredLine, in currency: Currency) -> ECBFixings? {
    let document = line.document
    guard document.currency != currency, document.baseCurrency != currency || line.baseNet == nil else { return nil }
    if let known { return known }
    var read: ECBFixings?
    do throws(RunFailure) { read = try reader?() } catch { failure = error }
    known = .some(read)
    return read
  }
}
