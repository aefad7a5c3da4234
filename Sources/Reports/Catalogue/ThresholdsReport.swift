/// Thresholds of registration, with how far sales are and which document crossed.
import Commerce
import Ledger
import Pipeline
import Tax

/// A row is a threshold in a year in which something was sold there. Sales count without tax, of every store together, in
/// the threshold's currency; the fixings for that are asked for when a document needs one.
struct ThresholdsReport: Report {
  let name = "thresholds"
  let summary = "Every threshold of registration: what was sold, how near that is, and the document that crossed it."
  let heeds: ReportHeed = [.store, .months]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  /// A threshold in one year.
  private struct Line {
    let standing: ThresholdCount.Standing
    let year: Int
    let counted: ThresholdCounter.Year

    var threshold: Threshold { standing.counter.threshold }
    var unconverted: ThresholdCount.Unconverted? { standing.unconverted[year] }
    var crossing: ThresholdCounter.Sale? { standing.counter.crossing(of: year) }
    /// What brought the year where it is.
    var decisive: ThresholdCounter.Sale? { crossing ?? counted.near }

    func amount(_ minor: MinorUnits) -> ReportCell {
      .amount(minor.count, exponent: threshold.currency.exponent ?? 0)
    }

    /// Sales in percent of the limit, with one decimal, rounded down: 99.9 is not there yet.
    var percent: ReportCell {
      let limit = Int128(threshold.sales.count)
      guard limit > 0 else { return .missing }
      return .decimal(Int64(clamping: Int128(counted.net.count) * 1_000 / limit), decimals: 1)
    }

    /// The limit of transactions, where it counts in the year.
    var transactions: ReportCell {
      guard let limit = threshold.transactions else { return .missing }
      let lastDay = CivilDate(year: year, month: 12, day: 31) ?? CivilDate(day: 0)
      guard threshold.transactionDays.map({ $0.last >= lastDay.addingDays(-364) }) ?? true else { return .missing }
      return .integer(Int64(limit))
    }
  }

  private static let shape = RowShape<Line>(
    name: "thresholds",
    items: [
      .init("threshold", .text, "The threshold, such as us_ca or eu_distance_sales.") { .text($0.threshold.code) },
      .init("territory", .text, "Where it holds.") { .text($0.threshold.territory.code) },
      .init("year", .integer, "The year whose sales count together, or the one in which their twelve months end.") {
        .integer(Int64($0.year))
      },
      .init("period", .text, "calendar_year, previous_year or year_to_september.") {
        .text($0.threshold.period.rawValue)
      },
      .init("currency", .text, "Currency of the amounts.") { .text($0.threshold.currency.code) },
      .init("sales", .decimal, "What was sold there without tax, as the threshold counts it.") {
        $0.amount($0.counted.net)
      },
      .init("limit", .decimal, "The limit of sales.") { $0.amount($0.threshold.sales) },
      .init("percent", .decimal, "Sales in percent of their limit.") { $0.percent },
      .init("transactions", .integer, "The number of sales.") { .integer(Int64($0.counted.count)) },
      .init("transactions_limit", .integer, "The limit of their number; missing where it does not count.") {
        $0.transactions
      },
      .init("test", .text, "OR when either limit is enough, AND when both are needed; missing where one counts.") {
        $0.transactions == .missing ? .missing : .text($0.threshold.test.rawValue)
      },
      .init("state", .text, "below, near (four fifths), or crossed, in this year or the one before.") {
        .text($0.standing.counter.state(of: $0.year).rawValue)
      },
      .init("since", .text, "The day of the sale with which it came near or crossed.") {
        .text($0.decisive?.date.description ?? "")
      },
      .init("at", .text, "The instant of that sale, for distance_sales of the business file; empty when not known.") {
        .text($0.decisive?.placedAt?.description ?? "")
      },
      .init("store", .text, "The store of that sale.") { .text($0.decisive?.store ?? "") },
      .init("document", .text, "The platform's id of that sale.") { .text($0.decisive?.document ?? "") },
      .init("converted", .integer, "Documents whose amounts were converted by the fixing of their tax date.") {
        .integer(Int64($0.standing.converted[$0.year] ?? 0))
      },
      .init("not_counted", .integer, "Documents that do not count: there is no fixing for their amounts.") {
        .integer(Int64($0.unconverted?.documents ?? 0))
      },
      .init("not_counted_currencies", .text, "The currencies of those documents.") {
        .text(($0.unconverted?.currencies ?? []).map(\.code).sorted().joined(separator: " "))
      },
      .init("not_counted_from", .text, "The first tax date of those documents.") {
        .text($0.unconverted?.first.description ?? "")
      },
      .init("not_counted_to", .text, "The last tax date of those documents.") {
        .text($0.unconverted?.last.description ?? "")
      },
      .init("note", .text, "What is special about the threshold.") { .text($0.threshold.note) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    var count = try Self.count(request, ledger, nil)
    // The rates are a large file, and most books need none of them.
    if let fixings = request.fixings, count.standings().contains(where: { !$0.unconverted.isEmpty }) {
      count = try Self.count(request, ledger, try fixings())
    }
    return [Self.shape.table(Self.lines(count, request))]
  }

  private static func count(
    _ request: ReportRequest, _ ledger: LedgerReader, _ fixings: ECBFixings?
  ) throws(RunFailure) -> ThresholdCount {
    var count = ThresholdCount(fixings: fixings)
    var document: [DeclaredLine] = []
    // The year before counts, too, so everything up to the last month is read.
    try ledger.declaredLines(store: request.store, to: request.to?.lastDay) { line in
      if let first = document.first, first.document.id != line.document.id {
        count.add(first.document, document)
        document.removeAll(keepingCapacity: true)
      }
      document.append(line)
    }
    if let first = document.first { count.add(first.document, document) }
    return count
  }

  private static func lines(_ count: ThresholdCount, _ request: ReportRequest) -> [Line] {
    count.standings().flatMap { standing -> [Line] in
      let counter = standing.counter
      let firstYear = counter.threshold.period.year(of: counter.threshold.days.first)
      let years = Set(counter.years.map(\.year)).union(standing.unconverted.keys).sorted()
      return years.compactMap { year -> Line? in
        guard year >= firstYear, request.from.map({ year >= $0.year }) ?? true else { return nil }
        let counted = counter.years.first { $0.year == year } ?? ThresholdCounter.Year(year: year)
        return Line(standing: standing, year: year, counted: counted)
      }
    }
  }
}
