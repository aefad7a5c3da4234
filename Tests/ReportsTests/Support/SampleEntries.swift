/// Entries of the German shop that reports of the books are made from: sales, a payout, pounds, a revaluation, a reversal.
import Books
import Commerce
import Tax

enum SampleEntries {
  private static let shopify = AccountKey(.clearing, party: "shopify")
  private static let paypal = AccountKey(.clearing, party: "paypal")
  private static let bank = AccountKey(.bank)

  /// A year's beginning.
  static var year: [EntryDraft] {
    [
      draft(.sale, "2011-01-05", "1001", sale(shopify, 11_900, "1001")),
      draft(.sale, "2011-01-06", "1002", sale(shopify, 5_950, "1002")),
      draft(
        .sale, "2011-01-20", "1003",
        [
          Posting(paypal, .poundSterling, MinorUnits(10_000), base: MinorUnits(11_700), reference: "1003"),
          Posting(
            AccountKey(.revenue, supply: .export), .poundSterling, MinorUnits(-10_000), base: MinorUnits(-11_700),
            tax: TaxTag(code: "EX-0", territory: Territory("CH"), rate: .zero)),
        ]),
      draft(
        .revaluation, "2011-01-31", "REVAL-2011-01",
        [
          Posting(paypal, .poundSterling, .zero, base: MinorUnits(300), reference: "1003"),
          euro(AccountKey(.unrealisedExchange), -300),
        ]),
      draft(
        .payout, "2011-02-03", "PO-77",
        [
          euro(AccountKey(.paymentFees), 250), euro(bank, 11_650), euro(shopify, -11_900, "1001"),
        ]),
      draft(.sale, "2011-02-10", "2011-02-10", sale(shopify, 2_380, "")),
    ]
  }

  /// A sale of ten euros without tax that is booked later.
  static func later(_ day: String, _ document: String) -> EntryDraft {
    draft(.sale, day, document, [euro(shopify, 1_000), euro(AccountKey(.revenue, supply: .untaxed), -1_000)])
  }

  private static func draft(_ kind: EntryKind, _ day: String, _ document: String, _ postings: [Posting]) -> EntryDraft {
    EntryDraft(
      kind, on: CivilDate(day) ?? CivilDate(day: 0), store: "shop-de", document: document,
      key: "\(kind.rawValue) \(document)", postings: postings)
  }

  private static func euro(_ key: AccountKey, _ cents: Int64, _ reference: String = "") -> Posting {
    Posting(key, .euro, MinorUnits(cents), base: MinorUnits(cents), reference: reference)
  }

  /// A sale at 19 % with a gross amount in cents.
  private static func sale(_ owed: AccountKey, _ gross: Int64, _ reference: String) -> [Posting] {
    let rate = TaxRate(thousandths: 19_000)
    let tax = rate.taxContained(in: MinorUnits(gross))?.count ?? 0
    let tag = TaxTag(code: "DE-S", territory: Territory("DE"), rate: rate)
    func sales(_ role: AccountRole) -> AccountKey {
      AccountKey(role, supply: .domestic, territory: Territory("DE"), rate: rate)
    }
    return [
      euro(owed, gross, reference),
      Posting(sales(.revenue), .euro, MinorUnits(tax - gross), base: MinorUnits(tax - gross), tax: tag),
      Posting(sales(.outputTax), .euro, MinorUnits(-tax), base: MinorUnits(-tax), tax: tag),
    ]
  }
}
