/// The keys that reports of sums share, each with its one meaning.
import Commerce
import Ledger
import Pipeline
import Tax

extension TallyColumn {
  static let store = key("store", "Name of the store.") { tally, _ in .text(tally.store) }

  static let month = key("month", "Month of the tax date, as 2011-01; empty for documents without a date.") {
    tally, _ in
    .text(tally.month?.description ?? "")
  }

  static let period = key(
    "period", "Period of the tax date: 2011-01, 2011-Q1 or 2011, as asked; empty for documents without a date."
  ) { tally, period in .text(tally.month.map(period.name) ?? "") }

  static let currency = key("currency", "Currency of the documents, ISO 4217.") { tally, _ in
    .text(tally.currency.code)
  }

  static let baseCurrency = key("base_currency", "Currency of the books, ISO 4217.") { tally, _ in
    .text(tally.baseCurrency.code)
  }

  static let documentKind = key("document_kind", "Sale, refund or adjustment.") { tally, _ in .text(tally.kind.name) }

  static let lineKind = key("line_kind", "What the lines are for, such as goods or shipping.") { tally, _ in
    .text(tally.lineKind.name)
  }

  static let status = key("status", "Where the documents stand; empty when the pipeline does not say.") { tally, _ in
    .text(tally.status?.name ?? "")
  }

  static let countrySource = key("country_source", "The destination as the source spells it.") { tally, _ in
    .text(tally.countrySource)
  }

  static let country = key(
    "country", "The destination: ISO 3166 code, the word of an area that several codes share, or empty."
  ) { tally, _ in .text(tally.destination) }

  static let treatment = key("treatment", "How the tax law treats the lines.") { tally, _ in
    .text(tally.treatment?.name ?? "")
  }

  static let scheme = key("scheme", "The scheme or registration under which they are declared.") { tally, _ in
    .text(tally.scheme?.name ?? "")
  }

  static let rate = key(
    "rate", "Rate of tax in percent; empty where several apply or none is decided.", kind: .decimal
  ) { tally, _ in .rate(tally.rate) }
}

extension ReportPeriod {
  /// The period that a month belongs to, as reports write it.
  func name(of month: CivilMonth) -> String {
    switch self {
    case .month: month.description
    case .quarter: month.quarterName
    case .year: String(month.description.prefix(4))
    }
  }
}

extension Tally {
  /// The destination's code; an area's word where several codes share it; empty when the source names no place.
  var destination: String {
    if let country { return country.code }
    if case .area(let area) = CountryNames.standard.lookup(countrySource) { return area.code }
    return ""
  }
}
