/// Makes the returns of a one-stop shop from the lines of a ledger.
import Commerce
import Ledger
import Pipeline
import Tax

struct OSSDesk {
  /// The returns, and what stands beside them.
  struct Result {
    /// One for each period, from the first to the last.
    var returns: [OSSReturn]
    /// Documents of the periods for which no return is decided yet, by reason.
    var open: [Omission: Int]
  }

  let scheme: OSSScheme
  let business: Business
  let fixings: FixingsReader?
  let store: String?

  /// The returns of every period from that of `first` to that of `last`; without them, from the first to the last that
  /// has lines of the scheme.
  ///
  /// Every period in between has its return, be it a nil return.
  func returns(
    from first: CivilMonth?, to last: CivilMonth?, of ledger: LedgerReader
  ) throws(RunFailure) -> Result {
    let firstAsked = first.map { ReturnPeriod(scheme.length, containing: $0) }
    let lastAsked = last.map { ReturnPeriod(scheme.length, containing: $0) }
    var builders: [ReturnPeriod: OSSReturnBuilder] = [:]
    var isForeign = false
    var undecided: [Int64: Omission] = [:]
    func open(_ period: ReturnPeriod) -> OSSReturnBuilder {
      OSSReturnBuilder(scheme, period, of: OSSTrader(business, scheme, period))
    }
    try ledger.declaredLines(store: store, from: firstAsked?.firstDay, to: lastAsked?.lastDay) { line in
      guard line.terms.taxReturn == scheme.taxReturn else {
        if let omission = line.omission, [.taxPending, .notAssessed].contains(omission) {
          undecided[line.document.id] = omission
        }
        return
      }
      let period = ReturnPeriod(scheme.length, containing: line.document.taxDate)
      if line.document.currency != .euro { isForeign = true }
      builders[period, default: open(period)].add(line)
    }
    var periods: [ReturnPeriod] = []
    if let from = firstAsked ?? builders.keys.min(), let to = lastAsked ?? builders.keys.max() {
      var period = from
      while period <= to {
        periods.append(period)
        period = period.next
      }
    }
    let inSterling = periods.contains { OSSTrader(business, scheme, $0)?.declaresInSterling == true }
    let table = isForeign || inSterling ? try fixings?() : nil
    return Result(
      returns: periods.map { (builders[$0] ?? open($0)).finish(table) },
      open: undecided.values.reduce(into: [:]) { $0[$1, default: 0] += 1 })
  }
}
