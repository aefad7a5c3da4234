/// Books of a German seller, for tests.
import Books
import Commerce
import Tax
import Testing

enum SampleBooks {
  static var profile: BooksProfile {
    get throws {
      BooksProfile(
        home: try #require(Country("DE")), currency: .euro, chart: try #require(ChartOfAccounts.named("skr03")))
    }
  }
  /// 2026-01-05.
  static let january = CivilDate(day: 20_458)
  /// 2026-03-05.
  static let march = CivilDate(day: 20_517)

  /// A sale at 19 % with a gross amount in cents.
  static func sale(_ gross: Int64) -> [Posting] {
    let tax = gross * 19 / 119
    return postings(.euro, gross, gross, tax, tax)
  }

  /// A sale in pounds, each of which is worth 1.17 euros.
  static func salePounds(_ gross: Int64) -> [Posting] {
    postings(Currency("GBP") ?? .euro, gross, gross * 117 / 100, 0, 0)
  }

  private static func postings(
    _ currency: Currency, _ gross: Int64, _ base: Int64, _ tax: Int64, _ baseTax: Int64
  ) -> [Posting] {
    let germany = Territory("DE")
    let rate = TaxRate(thousandths: 19_000)
    let tag = TaxTag(code: "DE-S", territory: germany, rate: rate)
    return [
      Posting(AccountKey(.clearing, party: "shopify"), currency, MinorUnits(gross), base: MinorUnits(base)),
      Posting(
        AccountKey(.revenue, supply: .domestic, territory: germany, rate: rate), currency, MinorUnits(tax - gross),
        base: MinorUnits(baseTax - base), tax: tag),
      Posting(
        AccountKey(.outputTax, supply: .domestic, territory: germany, rate: rate), currency, MinorUnits(-tax),
        base: MinorUnits(-baseTax), tax: tag),
    ]
  }
}
