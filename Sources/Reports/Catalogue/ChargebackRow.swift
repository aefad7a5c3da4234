/// What chargebacks have taken back in the general ledger, as a table of a report.
import Books
import Commerce
import Ledger
import Pipeline
import Tax

/// A month of a store and a tax.
struct ChargebackRow {
  private let chargeback: ChargebackTax
  private let books: Currency

  static let shape = RowShape<ChargebackRow>(
    name: "returns_coverage.chargebacks",
    items: [
      .init("month", .text, "The month in which the chargebacks were booked.") {
        .text($0.chargeback.month.description)
      },
      .init("store", .text, "The store whose payouts tell of them.") { .text($0.chargeback.store) },
      .init("tax_code", .text, "The tax of the sales, such as DE-S or OSS-S.") { .text($0.chargeback.tag.code) },
      .init("state", .text, "Whose tax it is.") { .text($0.chargeback.tag.territory?.code ?? "") },
      .init("rate", .text, "Its rate in percent; empty for none.") { .text($0.chargeback.tag.rate?.description ?? "") },
      .init("net", .decimal, "Income without tax that was taken back, in the books' currency.") {
        $0.amount($0.chargeback.net)
      },
      .init("tax", .decimal, "Tax that was taken back, in the books' currency.") { $0.amount($0.chargeback.tax) },
    ])

  private func amount(_ amount: MinorUnits) -> ReportCell { .amount(amount.count, exponent: books.exponent ?? 0) }

  static func table(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> ReportTable {
    guard let books = try ledger.booksCurrency() else { return shape.table([]) }
    let all = try ledger.chargebackTaxes().filter { chargeback in
      (request.store.map { $0 == chargeback.store } ?? true) && (request.from.map { $0 <= chargeback.month } ?? true)
        && (request.to.map { chargeback.month <= $0 } ?? true)
    }
    return shape.table(all.map { ChargebackRow(chargeback: $0, books: books) })
  }
}
