/// Finds the return of every line of the books, or why it is in none.
import Commerce
import Ledger
import Pipeline
import Tax

struct ReturnsCoverage {
  /// A document, or a part of one, in one return or left out for one reason.
  struct Entry {
    /// The ledger's number of the document.
    var id: Int64
    var store: String
    var externalID: String
    var kind: TransactionKind
    var currency: Currency
    /// `nil` on a document that belongs to no period.
    var taxDate: CivilDate?
    var period: ReturnPeriod?
    var part: DeclaredParts.Part

    init(_ document: DeclaredLine.Document, _ period: ReturnPeriod, _ part: DeclaredParts.Part) {
      id = document.id
      store = document.store
      externalID = document.externalID
      kind = document.kind
      currency = document.currency
      taxDate = document.taxDate
      self.period = period
      self.part = part
    }

    init(_ document: UndatedDocument) {
      id = document.id
      store = document.store
      externalID = document.externalID
      kind = document.kind
      currency = document.currency
      part = DeclaredParts.Part(taxReturn: "", state: nil, reason: .undated, net: document.net, tax: document.tax)
    }
  }

  let business: Business
  let fixings: FixingsReader?
  let store: String?
  /// The length of the periods of the states' returns; the one-stop shops have their own.
  let length: ReturnPeriod.Length

  /// All entries of the quarters from that of `first` to that of `last`, and the sub-ledger's sums by currency.
  func entries(
    from first: CivilMonth?, to last: CivilMonth?, of ledger: LedgerReader
  ) throws(RunFailure) -> (entries: [Entry], booked: [Currency: LineAmounts]) {
    // Whole quarters, so that every return is a whole one.
    let firstQuarter = first.map { ReturnPeriod(.quarter, containing: $0) }
    let lastQuarter = last.map { ReturnPeriod(.quarter, containing: $0) }
    var entries: [Entry] = []
    for scheme in OSSScheme.allCases {
      let desk = OSSDesk(scheme: scheme, business: business, fixings: fixings, store: store)
      let made = try desk.returns(from: firstQuarter?.firstMonth, to: lastQuarter?.lastMonth, of: ledger).returns
      entries += made.flatMap(Self.entries)
    }
    var booked: [Currency: LineAmounts] = [:]
    var open: [DeclaredLine] = []
    let shops = Set(OSSScheme.allCases.map(\.taxReturn))
    try ledger.declaredLines(store: store, from: firstQuarter?.firstDay, to: lastQuarter?.lastDay) { line in
      var sums = booked[line.document.currency] ?? LineAmounts(net: .zero, tax: .zero)
      sums.net.count &+= line.net.count
      sums.tax.count &+= line.tax.count
      booked[line.document.currency] = sums
      if let taxReturn = line.terms.taxReturn, shops.contains(taxReturn) { return }
      if let last = open.last, last.document.id != line.document.id {
        entries += self.entries(of: open)
        open.removeAll(keepingCapacity: true)
      }
      open.append(line)
    }
    entries += self.entries(of: open)
    // They belong to no period, so that whoever looks at any has to see them.
    for document in try ledger.undatedDocuments(store: store) {
      var sums = booked[document.currency] ?? LineAmounts(net: .zero, tax: .zero)
      sums.net.count &+= document.net.count
      sums.tax.count &+= document.tax.count
      booked[document.currency] = sums
      entries.append(Entry(document))
    }
    return (entries.sorted { $0.order < $1.order }, booked)
  }

  private func entries(of lines: [DeclaredLine]) -> [Entry] {
    guard let document = lines.first?.document else { return [] }
    let period = ReturnPeriod(length, containing: document.taxDate)
    return DeclaredParts(of: lines) { isRegistered(in: $0, on: document.taxDate) }.parts.map {
      Entry(document, period, $0)
    }
  }

  private func isRegistered(in territory: Territory, on date: CivilDate) -> Bool {
    let area = VATArea.standard
    return business.vatRegistrations.contains { registration in
      guard registration.period.contains(date) else { return false }
      let place = area.place(registration.country, on: date)
      guard area.returnState(of: place.territory) == area.returnState(of: territory) else { return false }
      guard let region = registration.region, territory != area.returnState(of: territory) else { return true }
      return territory.code == region || territory.code.hasSuffix("-\(region)")
    }
  }

  private static func entries(_ whole: OSSReturn) -> [Entry] {
    func entry(_ entry: OSSEntry, _ consumption: Territory) -> Entry {
      Entry(
        entry.document, whole.period,
        DeclaredParts.Part(
          taxReturn: whole.scheme.rawValue, state: consumption, reason: nil, net: entry.net, tax: entry.tax))
    }
    return whole.supplies.flatMap { row in row.entries.map { entry($0, row.key.consumption) } }
      + whole.corrections.flatMap { row in row.entries.map { entry($0, row.key.consumption) } }
      + whole.leftOut.map { left in
        Entry(
          left.document, whole.period,
          DeclaredParts.Part(
            taxReturn: "", state: left.consumption, reason: .oneStopShop(left.reason), net: left.net, tax: left.tax))
      }
  }
}

extension ReturnsCoverage.Entry {
  /// By document, and in it by return and reason.
  fileprivate var order: (Int64, String, String, String, String) {
    (id, part.taxReturn, part.state?.code ?? "", part.reason?.name ?? "", period?.description ?? "")
  }
}
