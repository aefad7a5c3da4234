/// What is open with payment providers and marketplaces.
import Books
import Commerce
import Ledger
import Pipeline

/// A row is an order, a payout or a sum that is not settled. Ages are counted on the day of the last entry, so that the same
/// books give the same report.
struct UnsettledReport: Report {
  let name = "unsettled"
  let summary = "What is open with payment providers and marketplaces: since when, and why."
  let entities: [Entity] = [.orders, .payouts]
  let heeds: ReportHeed = [.store]
  var layouts: [ReportLayout] { [Self.shape.layout] }

  /// An open item with its account.
  private struct Line {
    let account: ProviderAccount
    let item: UnclearedItem
    let reference: String
    let day: CivilDate?
    let books: Currency

    func cell(_ amount: MinorUnits, _ currency: Currency) -> ReportCell {
      .amount(amount.count, exponent: currency.exponent ?? 0)
    }

    func own(_ amount: MinorUnits) -> ReportCell { cell(amount, account.currency) }

    var age: ReportCell { day.map { .integer(Int64(item.age(on: $0))) } ?? .missing }

    var store: String {
      switch item.item {
      case .order(_, let store), .payout(_, let store): store
      case .balance, .carriedOver, .entry: ""
      }
    }

    var kind: String {
      switch item.item {
      case .order: "order"
      case .payout: "payout"
      case .balance: "balance"
      case .carriedOver: "carried_over"
      case .entry: "entry"
      }
    }

    var id: String {
      switch item.item {
      case .order(let id, _), .payout(let id, _): id
      case .entry(let number): String(number)
      case .balance, .carriedOver: ""
      }
    }
  }

  private static let shape = RowShape<Line>(
    name: "unsettled",
    items: [
      .init("account", .text, "The account's number.") {
        .text($0.account.accounts.map(\.number).joined(separator: " "))
      },
      .init("provider", .text, "Whom the money is with.") { .text($0.account.parties.joined(separator: " ")) },
      .init("currency", .text, "Currency of the amounts.") { .text($0.account.currency.code) },
      .init("item", .text, "order, payout, balance, carried_over or entry.") { .text($0.kind) },
      .init("store", .text, "Name of the store.") { .text($0.store) },
      .init("id", .text, "The platform's id of the order or payout, or the entry's number.") { .text($0.id) },
      .init("reference", .text, "The number of the order that people use.") { .text($0.reference) },
      .init("documents", .decimal, "What its documents come to.") { $0.own($0.item.documents) },
      .init("payouts", .decimal, "What payouts have settled of it.") { $0.own($0.item.payouts) },
      .init("open", .decimal, "What is open; positive for what the provider owes.") { $0.own($0.item.amount) },
      .init("base_open", .decimal, "The same in the currency of the books.") { $0.cell($0.item.base, $0.books) },
      .init("since", .text, "The first day since which it is open.") { .text($0.item.since.description) },
      .init("age_days", .integer, "Days from then to the last entry of the books.") { $0.age },
      .init("reason", .text, "Why it is open.") { .text($0.item.reason.rawValue) },
    ])

  func tables(_ request: ReportRequest, from ledger: LedgerReader) throws(RunFailure) -> [ReportTable] {
    let state = try ledger.clearing()
    let books = try ledger.booksCurrency() ?? .euro
    var lines: [Line] = []
    for account in state.accounts {
      for item in account.items.open {
        let line = Line(
          account: account, item: item, reference: state.references[item.item] ?? "", day: state.lastDay, books: books)
        if request.store == nil || line.store == request.store { lines.append(line) }
      }
    }
    return [Self.shape.table(lines)]
  }
}
