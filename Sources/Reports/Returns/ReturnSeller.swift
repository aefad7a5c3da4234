/// Whether a business can declare what a ledger holds.
import Commerce
public import Ledger
public import Pipeline
import Tax

extension ReturnRequest {
  /// Looks whether the documents of the period are the business's own, as far as their runs tell.
  ///
  /// A return of the sales of another business is worse than none, and its form would not show it.
  ///
  /// - Throws: `E2006` when some were converted for books in another currency.
  func checkBooks(of ledger: LedgerReader) throws(RunFailure) {
    let others = try ledger.otherBooks(
      than: business.baseCurrency, store: store, from: period.firstDay, to: period.lastDay)
    guard others.isEmpty else { throw ReturnFailure.otherBooks(others.sentence(for: business)) }
  }

  /// Looks whether the business is registered in the state whose return it is, on any day of the period.
  ///
  /// - Throws: `E2003` when it is not.
  func checkRegistration(in state: Territory, for name: String) throws(RunFailure) {
    let area = VATArea.standard
    let isRegistered = business.vatRegistrations.contains { registration in
      registration.period.overlaps(period)
        && area.returnState(of: area.place(registration.country, on: period.lastDay).territory)
          == area.returnState(of: state)
    }
    guard !isRegistered else { return }
    throw ReturnFailure.notRegistered(
      "the business file has no registration in \(state.code) in \(period), and \(name) is handed in there",
      remedy: "add it to \"vat_registrations\", with its first day, or name the business that is registered; "
        + "the report of the same name shows the figures all the same")
  }
}

extension [OtherBooks] {
  /// Whose documents they are and why they are not the business's, for a person.
  public func sentence(for business: Business) -> String {
    let stores = map { "\($0.documents) of \($0.store) in \($0.currency)" }.joined(separator: ", ")
    return
      "the business keeps its books in \(business.baseCurrency.code), and documents were converted for other books: \(stores)"
  }
}

extension ValidityPeriod {
  /// Whether it holds on any day of `period`.
  func overlaps(_ period: ReturnPeriod) -> Bool {
    from <= period.lastDay && period.firstDay <= to ?? period.firstDay
  }
}
