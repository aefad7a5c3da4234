/// How a posting stands in the journal.
import Books
import Commerce

extension Posting {
  /// The posting, or two where its amount and what that is worth in the books have different signs: the sum of amounts that
  /// were booked at different rates, of which little is left. Each line of the journal is a debit or a credit.
  var booked: [Posting] {
    guard (amount.count > 0 && base.count < 0) || (amount.count < 0 && base.count > 0) else { return [self] }
    var abroad = self
    abroad.base = .zero
    var home = self
    home.amount = .zero
    return [abroad, home]
  }
}
