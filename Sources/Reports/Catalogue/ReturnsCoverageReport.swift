/// Whether all returns together hold the books: which return takes each document, and why some are in none.
import Commerce
import Ledger
import Pipeline
import Tax

/// By currency of the documents, the tax that returns declare and the tax that is in none for a named reason are together
/// the tax of the books; the table `balance` shows it and the difference, which is zero. Chargebacks are no documents: what
/// the general ledger has of them and no return has is in the table `chargebacks`.
struct ReturnsCoverageReport: Report {
  let name = "returns_coverage"
  let summary = "Every return's share of the books' tax by currency, and what no return declares, with the reason."
  let heeds: ReportHeed = [.store, .months, .period, .business]
  var layouts: [ReportLayout] {
    [Self.shares.layout, Self.balances.layout, Self.documents.layout, ChargebackRow.shape.layout]
  }

  /// What one return, or one reason to be in none, has of a currency.
  private struct Share {
    struct Key: Hashable {
      var currency: Currency
      var taxReturn: String
      var state: Territory?
      var reason: UndeclaredReason?

      var order: (String, Int, String, String, String) {
        (currency.code, taxReturn.isEmpty ? 1 : 0, taxReturn, state?.code ?? "", reason?.name ?? "")
      }
    }

    let key: Key
    var documents = Set<Int64>()
    var sums = LineAmounts(net: .zero, tax: .zero)

    func amount(_ amount: MinorUnits) -> ReportCell { .amount(amount.count, exponent: key.currency.exponent ?? 0) }
  }

  /// The tax of one currency.
  private struct Balance {
    var currency: Currency
    var booked: Int64
    var declared: Int64 = 0
    var leftOut: Int64 = 0

    func amount(_ amount: Int64) -> ReportCell { .amount(amount, exponent: currency.exponent ?? 0) }
  }

  private static let shares = RowShape<Share>(
    name: "returns_coverage",
    items: [
      .init("currency", .text, "Currency of the documents.") { .text($0.key.currency.code) },
      .init("return", .text, "The return that declares it; empty for none.") { .text($0.key.taxReturn) },
      .init("state", .text, "Whose return it is or would be; of a one-stop shop, the state of consumption.") {
        .text($0.key.state?.code ?? "")
      },
      .init("reason", .text, "Why it is in no return; empty when it is in one.") { .text($0.key.reason?.name ?? "") },
      .init("meaning", .text, "The reason in words.") { .text($0.key.reason?.sentence ?? "") },
      .init("documents", .integer, "Documents with such lines.") { .integer(Int64($0.documents.count)) },
      .init("net", .decimal, "Amount without tax.") { $0.amount($0.sums.net) },
      .init("tax", .decimal, "Tax.") { $0.amount($0.sums.tax) },
    ])

  private static let balances = RowShape<Balance>(
    name: "returns_coverage.balance",
    items: [
      .init("currency", .text, "Currency of the documents.") { .text($0.currency.code) },
      .init("booked_tax", .decimal, "Tax of all lines in the books.") { $0.amount($0.booked) },
      .init("declared_tax", .decimal, "Tax that returns declare.") { $0.amount($0.declared) },
      .init("undeclared_tax", .decimal, "Tax that is in no return for a named reason.") { $0.amount($0.leftOut) },
      .init("difference", .decimal, "What is left: zero, or a line is in two returns or in none.") {
        $0.amount($0.booked &- $0.declared &- $0.leftOut)
      },
    ])

  private static let documents = RowShape<ReturnsCoverage.Entry>(
    name: "returns_coverage.documents",
    items: [
      .init("store", .text, "Name of the store.") { .text($0.store) },
      .init("document", .text, "The platform's id of the document.") { .text($0.externalID) },
      .init("kind", .text, "sale, refund or adjustment.") { .text($0.kind.name) },
      .init("tax_date", .text, "The civil date of the supply or refund; empty for none.") {
        .text($0.taxDate?.description ?? "")
      },
      .init("return", .text, "The return that declares it; empty for none.") { .text($0.part.taxReturn) },
      .init("state", .text, "Whose return it is or would be; of a one-stop shop, the state of consumption.") {
        .text($0.part.state?.code ?? "")
      },
      .init("period", .text, "The period of the return; empty for none.") { .text($0.period?.description ?? "") },
      .init("reason", .text, "Why it is in no return; empty when it is in one.") { .text($0.part.reason?.name ?? "") },
      .init("currency", .text, "Currency of the document.") { .text($0.currency.code) },
      .init("net", .decimal, "Amount without tax.") { $0.amount($0.part.net) },
      .init("tax", .decimal, "Tax.") { $0.amount($0.part.tax) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    guard let business = request.business else { throw ReturnFailure.noBusiness(name) }
    let coverage = ReturnsCoverage(
      business: business, fixings: request.fixings, store: request.store,
      length: ReturnPeriod.Length(rawValue: request.period.rawValue) ?? .month)
    let (entries, booked) = try coverage.entries(from: request.from, to: request.to, of: ledger)
    var shares: [Share.Key: Share] = [:]
    var balances = booked.reduce(into: [Currency: Balance]()) {
      $0[$1.key] = Balance(currency: $1.key, booked: $1.value.tax.count)
    }
    for entry in entries {
      let currency = entry.currency
      let key = Share.Key(
        currency: currency, taxReturn: entry.part.taxReturn, state: entry.part.state, reason: entry.part.reason)
      var share = shares[key] ?? Share(key: key)
      // The old value would be copied while the dictionary holds it too.
      shares[key] = nil
      share.documents.insert(entry.id)
      share.sums.net.count &+= entry.part.net.count
      share.sums.tax.count &+= entry.part.tax.count
      shares[key] = share
      if entry.part.reason == nil {
        balances[currency]?.declared &+= entry.part.tax.count
      } else {
        balances[currency]?.leftOut &+= entry.part.tax.count
      }
    }
    return [
      Self.shares.table(shares.values.sorted { $0.key.order < $1.key.order }),
      Self.balances.table(balances.values.sorted { $0.currency.code < $1.currency.code }),
      Self.documents.table(entries),
      try ChargebackRow.table(request, from: ledger),
    ]
  }
}

extension ReturnsCoverage.Entry {
  fileprivate func amount(_ amount: MinorUnits) -> ReportCell {
    .amount(amount.count, exponent: currency.exponent ?? 0)
  }
}
