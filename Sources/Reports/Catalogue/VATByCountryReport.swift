/// Value added tax by country, period, treatment and rate: what a return is made of, and what it leaves out and why.
import Commerce
import Ledger
import Pipeline
import Tax

/// Only supplies that took place count: documents that are completed, processing or refunded (a refund is a document of its
/// own, with negative amounts), and lines that the law regards as a supply with a decided place.
///
/// Everything else is in the second table with its reason; both tables together are the whole ledger.
struct VATByCountryReport: Report {
  let name = "vat_by_country"
  let summary = "Net, tax and gross by country, period, treatment and rate; what is left out follows with its reason."
  let heeds: ReportHeed = [.store, .months, .period]
  var layouts: [ReportLayout] { [Self.reported.layout, Self.leftOut.layout] }

  private static let reported = TallyShape(
    name: "vat_by_country",
    columns: [
      .store, .period, .taxingCountry, .treatment, .scheme, .rate, .currency, .documents, .lines, .net, .tax, .gross,
      .baseCurrency, .baseNet, .baseTax, .baseGross,
    ])

  private static let leftOut = TallyShape(
    name: "vat_by_country.left_out",
    columns: [
      .store, .period, .omission, .lineKind, .country, .currency, .documents, .lines, .net, .tax, .gross,
      .baseCurrency, .baseNet, .baseTax, .baseGross,
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let tallies = try ledger.tallies(store: request.store, from: request.from, to: request.to)
    return [
      try Self.reported.table(tallies.filter { Omission($0) == nil }, by: request.period),
      try Self.leftOut.table(tallies.filter { Omission($0) != nil }, by: request.period),
    ]
  }
}

extension Omission {
  fileprivate init?(_ tally: Tally) { self.init(status: tally.status, treatment: tally.treatment) }
}

extension TallyColumn {
  fileprivate static let taxingCountry = key(
    "country", "The country whose tax it is; where none is charged, the destination, or the word of its area."
  ) { tally, _ in .text(tally.taxingCountry) }

  fileprivate static let omission = key(
    "reason",
    "Why it is not reported: no_supply, tax_pending, status_cancelled, status_pending, status_unknown or not_assessed."
  ) { tally, _ in .text(Omission(tally)?.rawValue ?? "") }
}

extension Tally {
  fileprivate var taxingCountry: String {
    let own = taxCountry?.code ?? ""
    let isTaxed = treatment == .taxed || treatment == .exempt
    if isTaxed { return own.isEmpty ? destination : own }
    return destination.isEmpty ? own : destination
  }
}
