import Books
import Commerce

/// What one row of DATEV does to an account other than the one it is balanced by, tax included where DATEV works it out.
struct DATEVLeg {
  /// The account's number in the length that DATEV's books have.
  var account: String
  /// The account in the chart.
  var chartAccount: Account
  /// The amount in the books' currency, debits positive.
  var base: Int64
  /// The amount in its own currency; the same as ``base`` in the books' currency.
  var amount: Int64
  /// The currency of ``amount``.
  var currency: Currency
  /// The tax it belongs to.
  var tax: TaxTag?
  /// Whether DATEV works the tax out of it, so that nothing can be balanced by its account.
  var isTaxed = false
  /// The tax key (BU-Schlüssel); empty for none.
  var key = ""
  /// The open item.
  var reference: String
  /// What it is.
  var note: String

  /// A leg of a journal line.
  init(_ line: JournalLine, account: String) {
    self.account = account
    chartAccount = line.account
    base = line.base.count
    amount = line.amount.count
    currency = line.currency
    tax = line.tax
    reference = line.reference
    note = line.note
  }
}
