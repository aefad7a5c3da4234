/// Payouts with what they settle.
import Commerce
import Ledger
import Pipeline

/// A row is a payout. Its parts add up to its total; where they do not, the difference stands in a column of its own.
struct PayoutsReport: Report {
  let name = "payouts"
  let summary = "Every payout: sales, refunds, fees and the rest that it settles, its total, and the difference."
  let entities: [Entity] = [.payouts]
  let heeds: ReportHeed = [.store]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  /// A payout with the decimals of its amounts.
  private struct Line {
    let payout: PayoutSums
    let decimals: Int

    init(_ payout: PayoutSums) {
      self.payout = payout
      let figures = Array(payout.amounts.values) + [payout.fees, payout.total ?? .zero, payout.opening ?? .zero]
      let needed = figures.map { ReportCell.decimalsNeeded($0.millionths) }.max() ?? 0
      decimals = max(Currency(payout.currency)?.exponent ?? 0, needed)
    }

    func cell(_ figure: Exact?) -> ReportCell { figure.map { .exact($0.millionths, decimals: decimals) } ?? .missing }

    func amount(_ kind: PayoutLineKind) -> ReportCell { cell(payout.amounts[kind] ?? .zero) }

    /// Amounts that are fees themselves, less what was kept of the others.
    var fees: Exact { Exact(millionths: (payout.amounts[.fee]?.millionths ?? 0) - payout.fees.millionths) }

    /// The total less all of its parts.
    var difference: Exact? {
      guard let total = payout.total else { return nil }
      let parts = payout.amounts.filter { $0.key != .payout && $0.key != .fee }.values.reduce(0) { $0 + $1.millionths }
      let rest = total.millionths - parts - fees.millionths
      // What was carried over may be part of the total or not; platforms differ.
      return Exact(millionths: rest == payout.opening?.millionths ? 0 : rest)
    }
  }

  private static let shape = RowShape<Line>(
    name: "payouts",
    items: [
      .init("store", .text, "Name of the store.") { .text($0.payout.store) },
      .init("payout", .text, "The platform's id of the payout.") { .text($0.payout.externalID) },
      .init("status", .text, "open, scheduled, in_transit, paid, failed or cancelled.") {
        .text($0.payout.status?.name ?? "")
      },
      .init("paid_on", .text, "The day on which the money was sent.") { .text($0.payout.paidOn ?? "") },
      .init("currency", .text, "Currency of the amounts.") { .text($0.payout.currency) },
      .init("sales", .decimal, "What buyers paid.") { $0.amount(.sale) },
      .init("refunds", .decimal, "What buyers got back.") { $0.amount(.refund) },
      .init("fees", .decimal, "What the platform kept; negative.") { $0.cell($0.fees) },
      .init("taxes", .decimal, "Tax that the platform withheld or handed over.") { $0.amount(.tax) },
      .init("reserves", .decimal, "Money that the platform held back or let go.") { $0.amount(.reserve) },
      .init("adjustments", .decimal, "Corrections and compensations.") { $0.amount(.adjustment) },
      .init("chargebacks", .decimal, "Payments that buyers' banks fetched back.") { $0.amount(.chargeback) },
      .init("returned", .decimal, "Transfers that came back or were called off, paid out anew.") {
        $0.amount(.payoutReturn)
      },
      .init("other", .decimal, "Everything else.") { $0.amount(.other) },
      .init("opening_balance", .decimal, "What was carried over from the payout before.") {
        $0.cell($0.payout.opening)
      },
      .init("total", .decimal, "What the payout comes to, as the platform states it.") { $0.cell($0.payout.total) },
      .init("difference", .decimal, "The total less its parts; not 0 only while a payout is not paid yet.") {
        $0.cell($0.difference)
      },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    [Self.shape.table(try ledger.payoutSums(store: request.store).map(Line.init))]
  }
}
