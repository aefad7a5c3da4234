/// All countries at a glance: what is taxed where, under which scheme, in which return, by whom.
import Commerce
import Ledger
import Pipeline
import Tax

/// A row for each way in which lines are taxed; in the currency of the documents and in that of the books.
///
/// Lines that are in no return have the reason in the column of the return's name, so the rows are the whole ledger.
struct TaxSummaryReport: Report {
  let name = "tax_summary"
  let summary = "Every country and scheme: the return it belongs to, who owes the tax, net and tax in both currencies."
  let heeds: ReportHeed = [.store, .months, .period]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  private struct Key: Hashable {
    var period: ReturnPeriod
    var territory: String
    var scheme: String
    var treatment: String
    var taxReturn: String
    var liable: String
    var rate: TaxRate?
    var currency: Currency
    var baseCurrency: Currency

    init(_ line: DeclaredLine, _ length: ReturnPeriod.Length) {
      let terms = line.terms
      period = ReturnPeriod(length, containing: line.document.taxDate)
      territory = terms.territory?.code ?? ""
      scheme = terms.scheme?.name ?? ""
      treatment = terms.treatment?.name ?? ""
      let omission = line.isSupplyAbroad ? nil : line.omission
      taxReturn = omission.map { "none: \($0.rawValue)" } ?? terms.taxReturn?.name ?? ""
      liable = terms.liable?.name ?? ""
      rate = terms.rate
      currency = line.document.currency
      baseCurrency = line.document.baseCurrency
    }

    var order: [ReportCell] {
      [
        .text(period.description), .text(territory), .text(scheme), .text(treatment), .text(taxReturn), .text(liable),
        .rate(rate), .text(currency.code), .text(baseCurrency.code),
      ]
    }
  }

  private struct Line {
    let key: Key
    var documents: Int64 = 0
    var last = Int64.min
    var lines: Int64 = 0
    var net: Int64 = 0
    var tax: Int64 = 0
    /// `nil` once a line was not converted.
    var baseNet: Int64? = 0
    var baseTax: Int64? = 0

    init(_ key: Key) { self.key = key }

    mutating func add(_ line: DeclaredLine) {
      if last != line.document.id { documents += 1 }
      last = line.document.id
      lines += 1
      net &+= line.net.count
      tax &+= line.tax.count
      baseNet = baseNet.flatMap { sum in line.baseNet.map { sum &+ $0.count } }
      baseTax = baseTax.flatMap { sum in line.baseTax.map { sum &+ $0.count } }
    }

    func own(_ amount: Int64) -> ReportCell { .amount(amount, exponent: key.currency.exponent ?? 0) }
    func base(_ amount: Int64?) -> ReportCell {
      amount.map { .amount($0, exponent: key.baseCurrency.exponent ?? 0) } ?? .missing
    }
  }

  private static let shape = RowShape<Line>(
    name: "tax_summary",
    items: [
      .init("period", .text, "The period of the tax date.") { .text($0.key.period.description) },
      .init("territory", .text, "The territory whose tax it is.") { .text($0.key.territory) },
      .init("scheme", .text, "The scheme or registration under which it is declared.") { .text($0.key.scheme) },
      .init("treatment", .text, "How the law treats it.") { .text($0.key.treatment) },
      .init("return", .text, "The return it belongs to, or why it is in none.") { .text($0.key.taxReturn) },
      .init("liable", .text, "Who owes the tax.") { .text($0.key.liable) },
      .init("rate", .decimal, "The rate in percent.") { .rate($0.key.rate) },
      .init("currency", .text, "Currency of the documents.") { .text($0.key.currency.code) },
      .init("documents", .integer, "Documents with such lines.") { .integer($0.documents) },
      .init("lines", .integer, "Lines.") { .integer($0.lines) },
      .init("net", .decimal, "Amount without tax.") { $0.own($0.net) },
      .init("tax", .decimal, "Tax.") { $0.own($0.tax) },
      .init("gross", .decimal, "Amount with tax.") { $0.own($0.net &+ $0.tax) },
      .init("base_currency", .text, "Currency of the books.") { .text($0.key.baseCurrency.code) },
      .init("base_net", .decimal, "Amount without tax, converted; missing where a line was not.") {
        $0.base($0.baseNet)
      },
      .init("base_tax", .decimal, "Tax, converted; missing where a line was not.") { $0.base($0.baseTax) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let length = ReturnPeriod.Length(rawValue: request.period.rawValue) ?? .month
    var lines: [Key: Line] = [:]
    try ledger.declaredLines(
      store: request.store, from: request.from?.firstDay, to: request.to?.lastDay
    ) { line in
      let key = Key(line, length)
      lines[key, default: Line(key)].add(line)
    }
    let sorted = lines.values.sorted { left, right in
      left.key.order.lexicographicallyPrecedes(right.key.order)
    }
    return [Self.shape.table(sorted)]
  }
}
