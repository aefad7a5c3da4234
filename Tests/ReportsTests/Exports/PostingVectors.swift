/// The posting vectors as sealed entries on the accounts of a chart: what every format has to hold.
import Books
import Commerce
import Foundation
import Tax

@testable import Reports

enum PostingVectors {
  /// Which column of the vectors has the account.
  enum Chart: String, Sendable {
    case skr03, skr04
    case international = "us_uk"
  }

  /// The vectors whose books are kept in `base`, as entries numbered as the vectors are.
  static func entries(_ base: Currency, _ chart: Chart = .skr03) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    for row in rows where row["base_ccy"] == base.code {
      let number = Int64(row["vector", default: ""].dropFirst()) ?? 0
      if entries.last?.number != number { entries.append(entry(number, row)) }
      guard let line = line(row, chart) else { continue }
      entries[entries.count - 1].lines.append(line)
    }
    return entries
  }

  private static let rows: [[String: String]] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appending(path: "BooksTests/Fixtures/posting_vectors.csv")
    let records = CSVText.records((try? String(contentsOf: file, encoding: .utf8)) ?? "")
    return records.dropFirst().map { Dictionary(zip(records[0], $0)) { first, _ in first } }
  }()

  private static func entry(_ number: Int64, _ row: [String: String]) -> JournalEntry {
    let date = CivilDate(row["posting_date", default: ""]) ?? CivilDate(day: 0)
    // Two of the vectors take back the one before them.
    let reverses = row["kind"] == "reversal" ? number - 1 : nil
    return JournalEntry(
      number: number, kind: kinds[row["kind", default: ""]] ?? .adjustment, date: date,
      correctionOf: CivilMonth(row["correction_period", default: ""]), store: "shop-de",
      document: row["doc", default: ""],
      key: row["vector", default: ""], reverses: reverses, sealedAt: Int64(date.day) * 86_400 + 43_200, lines: [])
  }

  private static let kinds: [String: EntryKind] = [
    "sale": .sale, "refund": .refund, "fee": .fee, "payout": .payout, "cogs": .costOfGoods, "fx_realised": .exchange,
    "fx_reval": .revaluation, "reversal": .reversal, "correction": .correction,
  ]

  private static func line(_ row: [String: String], _ chart: Chart) -> JournalLine? {
    let role = row["role", default: ""]
    let given = row[chart.rawValue, default: ""]
    guard let currency = Currency(row["ccy", default: ""]), let amount = Int64(row["amount_minor", default: ""]),
      let base = Int64(row["base_minor", default: ""])
    else { return nil }
    let number = given.isEmpty ? filled[role]?[chart] ?? "" : given
    let account = Account(
      number: number, name: names[role] ?? role, type: type(role), worksOutTax: automatic.contains(number))
    var tag: TaxTag?
    if let code = row["tax_code"], !code.isEmpty {
      tag = TaxTag(
        code: code, territory: Territory(row["tax_country", default: ""]),
        rate: Int32(row["tax_rate_bp", default: ""]).map { TaxRate(thousandths: $0 * 10) })
    }
    return JournalLine(
      account: account, currency: currency, amount: MinorUnits(amount), base: MinorUnits(base), tax: tag,
      reference: row["clearing_ref", default: ""], note: row["memo", default: ""])
  }

  /// Individual accounts where a chart has none of its own.
  private static let filled: [String: [Chart: String]] = [
    "rev_deemed": [.skr03: "8328"], "rev_uk": [.skr03: "8325"], "tax_uk": [.skr03: "1769", .skr04: "3819"],
    "tax_19": [.international: "2200"], "tax_7": [.international: "2202"], "in_vat_13b": [.international: "1210"],
    "tax_13b": [.international: "2206"],
  ]
  /// Accounts from which DATEV works out tax.
  private static let automatic: Set<String> = [
    "8400", "8300", "8125", "8120", "3125", "4400", "4300", "4125", "4120", "5925",
  ]
  private static let names = [
    "clr_shopify": "Geldtransit Shopify", "clr_amazon": "Geldtransit Amazon", "clr_paypal": "Geldtransit PayPal",
    "clr_stripe_fx": "Geldtransit Stripe", "bank": "Bank", "rev_19": "Erlöse 19 % USt", "rev_7": "Erlöse 7 % USt",
  ]

  private static func type(_ role: String) -> AccountType {
    switch role {
    case "bank", "receivable", "inventory", "in_vat_13b", "reserve_amazon": .asset
    case "gift", "tips", "mkt_tax": .liability
    case "fx_gain", "fx_unreal": .income
    case _ where role.hasPrefix("clr"): .asset
    case _ where role.hasPrefix("tax"): .liability
    case _ where role.hasPrefix("rev") || role.hasPrefix("reduce"): .income
    default: .expense
    }
  }
}
