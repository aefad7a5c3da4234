import Books
import Commerce
import Ledger
import Pipeline

/// The part of the books that a report is about, and the decimals of their currency.
struct BooksSelection {
  let entries: JournalSelection
  let currency: Currency?

  init(_ request: ReportRequest, _ ledger: LedgerReader) throws(RunFailure) {
    entries = JournalSelection(
      from: request.from?.firstDay, to: request.to?.lastDay, store: request.store, account: request.account)
    currency = try ledger.booksCurrency()
  }

  /// The code of the books' currency; empty while nothing is booked.
  var code: String { currency?.code ?? "" }

  /// An amount in the books' currency.
  func amount(_ amount: Int64) -> ReportCell { .amount(amount, exponent: currency?.exponent ?? 0) }
}

extension MinorUnits {
  /// The amount as a debit: missing where it is a credit.
  func debit(_ books: BooksSelection) -> ReportCell { count > 0 ? books.amount(count) : .missing }
  /// The amount as a credit: missing where it is a debit.
  func credit(_ books: BooksSelection) -> ReportCell { count < 0 ? books.amount(-count) : .missing }
}
