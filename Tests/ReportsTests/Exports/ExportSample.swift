/// Hand-made entries and facts for the formats of the journal.
import Books
import Commerce
import Pipeline
import Tax

@testable import Reports

enum ExportSample {
  static let clearing = Account(number: "1361", name: "Geldtransit Shopify", type: .asset)
  static let bank = Account(number: "1200", name: "Bank", type: .asset)
  static let revenue = Account(number: "8400", name: "Erlöse 19 % USt", type: .income, worksOutTax: true)
  static let shipping = Account(number: "8401", name: "Versand 19 % USt", type: .income, worksOutTax: true)
  static let plainRevenue = Account(number: "8200", name: "Erlöse", type: .income)
  static let tax = Account(number: "1776", name: "Umsatzsteuer 19 %", type: .liability)
  static let oss = Account(number: "8320", name: "Erlöse EU", type: .income)
  static let ossTax = Account(number: "1767", name: "Umsatzsteuer EU", type: .liability)
  static let fees = Account(number: "3125", name: "Leistungen § 13b", type: .expense, worksOutTax: true)
  static let owed = Account(number: "1787", name: "Umsatzsteuer § 13b", type: .liability)
  static let deducted = Account(number: "1577", name: "Vorsteuer § 13b", type: .asset)

  static let standard = tag("DE-S", "DE", 19)
  static let french = tag("OSS-S", "FR", 20)

  static func tag(_ code: String, _ territory: String, _ percent: Int32) -> TaxTag {
    TaxTag(code: code, territory: Territory(territory), rate: TaxRate(thousandths: percent * 1_000))
  }

  /// A line in euros.
  static func line(
    _ account: Account, _ cents: Int64, _ tax: TaxTag? = nil, reference: String = "", note: String = ""
  ) -> JournalLine {
    JournalLine(
      account: account, currency: .euro, amount: MinorUnits(cents), base: MinorUnits(cents), tax: tax,
      reference: reference, note: note)
  }

  /// A line in another currency.
  static func line(
    _ account: Account, _ currency: Currency, _ amount: Int64, base: Int64, _ tax: TaxTag? = nil
  ) -> JournalLine {
    JournalLine(account: account, currency: currency, amount: MinorUnits(amount), base: MinorUnits(base), tax: tax)
  }

  /// An entry of a day in 2026.
  static func entry(
    _ number: Int64, kind: EntryKind = .sale, on day: String = "2026-01-05", document: String = "SHOP-1001",
    store: String = "shop-de", reverses: Int64? = nil, note: String = "", _ lines: JournalLine...
  ) -> JournalEntry {
    JournalEntry(
      number: number, kind: kind, date: CivilDate(day) ?? CivilDate(day: 0), store: store, document: document,
      key: "k\(number)", reverses: reverses, note: note, sealedAt: 1_767_700_800 + number, lines: lines)
  }

  /// A German seller with an adviser.
  static var facts: ExportFacts {
    var facts = ExportFacts(
      currency: .euro, country: Country("DE") ?? Country(stored: 0), chart: "skr03")
    facts.datev = DATEVClient(consultant: 29_098, client: 55_003, initials: "WD")
    facts.isWhole = true
    facts.vatNumbers = Dictionary(
      uniqueKeysWithValues: [("DE", "DE123456788"), ("PL", "PL5260001246")].compactMap { code, number in
        Country(code).map { ($0, number) }
      })
    return facts
  }
}
