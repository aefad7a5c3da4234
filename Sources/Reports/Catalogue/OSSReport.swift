/// The returns of a one-stop shop, with the documents behind each figure.
import Commerce
import Ledger
import Pipeline
import Tax

/// Periods are those of the scheme, quarters or months, whole ones: a return about a part of its period would be wrong.
///
/// Documents and what is left out are together all of the scheme's lines in the ledger.
struct OSSReport: Report {
  let scheme: OSSScheme
  var name: String { scheme.rawValue }
  var summary: String {
    "\(Self.titles[scheme] ?? ""): supplies by state and rate; corrections, balances, documents and what is left out follow."
  }
  let heeds: ReportHeed = [.store, .months, .business]
  var layouts: [ReportLayout] {
    [
      supplies.layout, corrections.layout, balances.layout, returns.layout, documents.layout, leftOut.layout,
    ]
  }

  private static let titles: [OSSScheme: String] = [
    .union: "Returns of the Union one-stop shop", .nonUnion: "Returns of the one-stop shop for services from outside",
    .importScheme: "Returns of the import one-stop shop",
  ]

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    guard let business = request.business else { throw ReturnFailure.noBusiness(name) }
    let desk = OSSDesk(scheme: scheme, business: business, fixings: request.fixings, store: request.store)
    let made = try desk.returns(from: request.from, to: request.to, of: ledger).returns
    return [
      supplies.table(made.flatMap { whole in whole.supplies.map { OSSRow(whole, $0) } }),
      corrections.table(made.flatMap { whole in whole.corrections.map { OSSRow(whole, $0) } }),
      balances.table(made.flatMap { whole in whole.balances.map { OSSRow(whole, $0) } }),
      returns.table(made),
      documents.table(made.flatMap(OSSDocument.all)),
      leftOut.table(made.flatMap { whole in whole.leftOut.map { OSSRow(whole, $0) } }),
    ]
  }

  // MARK: Tables

  private var supplies: RowShape<OSSRow<OSSSupply>> {
    RowShape(
      name: name,
      items: [
        .period(),
        .init("msid", .text, "State of identification.") { .text($0.whole.trader?.state.code ?? "") },
        .init("consumption", .text, "State of consumption, EL for Greece and XI for Northern Ireland.") {
          .text($0.item.key.consumption.code)
        },
        .init("origin", .text, "State that the goods left; empty for the state of identification.") {
          .text($0.item.key.origin?.code ?? "")
        },
        .init("origin_number", .text, "The business's VAT number in the state of origin.") {
          .text($0.item.originNumber ?? "")
        },
        .init("supply", .text, "GOODS or SERVICES.") { .text($0.item.key.type.rawValue) },
        .init("rate_type", .text, "STANDARD or REDUCED.") { .text($0.item.key.rateType.rawValue) },
        .init("rate", .decimal, "Rate of tax in percent.") { .rate($0.item.key.rate) },
        .init("documents", .integer, "Documents.") { .integer(Int64($0.item.entries.count)) },
        .currency(),
        .init("net", .decimal, "Sum without tax.") { $0.amount($0.item.net) },
        .init("tax", .decimal, "Sum of the tax of each document.") { $0.amount($0.item.tax) },
      ])
  }

  private var corrections: RowShape<OSSRow<OSSCorrection>> {
    RowShape(
      name: "\(name).corrections",
      items: [
        .period(),
        .init("consumption", .text, "State of consumption.") { .text($0.item.key.consumption.code) },
        .init("corrected_period", .text, "Period of the sales that are corrected.") {
          .text($0.item.key.period.description)
        },
        .init("documents", .integer, "Documents.") { .integer(Int64($0.item.entries.count)) },
        .currency(),
        .init("tax", .decimal, "Tax by which the period is corrected; negative when there was too much.") {
          $0.amount($0.item.tax)
        },
      ])
  }

  private var balances: RowShape<OSSRow<OSSBalance>> {
    RowShape(
      name: "\(name).balance",
      items: [
        .period(),
        .init("consumption", .text, "State of consumption.") { .text($0.item.consumption.code) },
        .currency(),
        .init("own_tax", .decimal, "Tax of supplies from the state of identification.") { $0.amount($0.item.ownTax) },
        .init("origin_tax", .decimal, "Tax of supplies from other states.") { $0.amount($0.item.originTax) },
        .init("corrections", .decimal, "Corrections of earlier periods.") { $0.amount($0.item.corrections) },
        .init("balance", .decimal, "Sum of the three; the state pays back what is negative.") {
          $0.amount($0.item.balance)
        },
        .init("payable", .decimal, "What is paid with the return; a negative balance reduces no other state's.") {
          $0.amount($0.item.payable)
        },
      ])
  }

  private var returns: RowShape<OSSReturn> {
    RowShape(
      name: "\(name).returns",
      items: [
        .init("period", .text, "Period, as 2026-Q1 or 2026-01.") { .text($0.period.description) },
        .init("msid", .text, "State of identification; empty when the business was not in the scheme.") {
          .text($0.trader?.state.code ?? "")
        },
        .init("number", .text, "Number under which the business is identified.") { .text($0.trader?.number ?? "") },
        .init("due", .text, "Last day on which the return can be handed in.") { .text($0.due.description) },
        .init("nil", .text, "yes when nothing happened; a return is due all the same.") {
          .text($0.isNil ? "yes" : "no")
        },
        .init("supplies", .integer, "Rows of supplies.") { .integer(Int64($0.supplies.count)) },
        .init("corrections", .integer, "Corrections.") { .integer(Int64($0.corrections.count)) },
        .init("left_out", .integer, "Documents of the scheme that are in no row, by reason.") {
          .integer(Int64($0.leftOut.count))
        },
        .init("currency", .text, "Currency of the amounts.") { .text($0.currency.code) },
        .init("payable", .decimal, "What is paid with the return.") {
          .amount($0.payable.count, exponent: $0.currency.exponent ?? 0)
        },
      ])
  }

  private var documents: RowShape<OSSDocument> {
    RowShape(
      name: "\(name).documents",
      items: [
        .init("period", .text, "Period, as 2026-Q1 or 2026-01.") { .text($0.whole.period.description) },
        .init("part", .text, "supply or correction.") { .text($0.supply == nil ? "correction" : "supply") },
        .init("consumption", .text, "State of consumption.") { .text($0.consumption.code) },
        .init("origin", .text, "State that the goods left; empty for the state of identification.") {
          .text($0.supply?.origin?.code ?? "")
        },
        .init("supply", .text, "GOODS or SERVICES; empty in corrections.") { .text($0.supply?.type.rawValue ?? "") },
        .init("rate", .decimal, "Rate of tax in percent; none in corrections.") { .rate($0.supply?.rate) },
        .init("corrected_period", .text, "Period of the sale, in corrections.") {
          .text($0.corrected?.description ?? "")
        },
        .init("store", .text, "Name of the store.") { .text($0.entry.document.store) },
        .init("document", .text, "The platform's id.") { .text($0.entry.document.externalID) },
        .init("document_kind", .text, "Sale, refund or adjustment.") { .text($0.entry.document.kind.name) },
        .init("tax_date", .text, "Day of the supply or the refund.") { .text($0.entry.document.taxDate.description) },
        .init("sold_on", .text, "Tax date of the refunded sale; empty on sales, and when it is not known.") {
          .text($0.entry.document.soldOn?.description ?? "")
        },
        .init("currency", .text, "Currency of the document.") { .text($0.entry.document.currency.code) },
        .init("net", .decimal, "Amount without tax, in the document's currency.") { $0.amount($0.entry.net) },
        .init("tax", .decimal, "Tax, in the document's currency.") { $0.amount($0.entry.tax) },
        .init("fixing", .text, "Units for one euro by which the row was converted; empty where nothing was.") {
          .text($0.entry.fixing?.description ?? "")
        },
        .init("fixing_date", .text, "Day on which that was published.") {
          .text($0.entry.fixing?.date.description ?? "")
        },
        .init("remark", .text, "sale_unknown or before_sale: a refund that is taken for one of its own period.") {
          .text($0.entry.remark?.rawValue ?? "")
        },
      ])
  }

  private var leftOut: RowShape<OSSRow<OSSLeftOut>> {
    RowShape(
      name: "\(name).left_out",
      items: [
        .period(),
        .init("reason", .text, "Why it is in no row, as a word.") { .text($0.item.reason.code) },
        .init("sentence", .text, "Why it is in no row.") { .text($0.item.reason.sentence) },
        .init("consumption", .text, "State of consumption; empty when it is not known.") {
          .text($0.item.consumption?.code ?? "")
        },
        .init("corrected_period", .text, "Period of the sale, on refunds of earlier ones.") {
          .text($0.item.period?.description ?? "")
        },
        .init("store", .text, "Name of the store.") { .text($0.item.document.store) },
        .init("document", .text, "The platform's id.") { .text($0.item.document.externalID) },
        .init("document_kind", .text, "Sale, refund or adjustment.") { .text($0.item.document.kind.name) },
        .init("tax_date", .text, "Day of the supply or the refund.") { .text($0.item.document.taxDate.description) },
        .init("currency", .text, "Currency of the document.") { .text($0.item.document.currency.code) },
        .init("net", .decimal, "Amount without tax, in the document's currency.") {
          .amount($0.item.net.count, exponent: $0.item.document.currency.exponent ?? 0)
        },
        .init("tax", .decimal, "Tax, in the document's currency.") {
          .amount($0.item.tax.count, exponent: $0.item.document.currency.exponent ?? 0)
        },
      ])
  }
}
