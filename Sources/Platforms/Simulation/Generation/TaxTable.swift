/// The taxes that a simulated shop charges, by where it sends to: a small table, as right as a well-kept shop's settings.
import Commerce

/// Which taxes an order bears.
///
/// At home the home rates; from the EU to consumers in the EU the rates of the destination (Articles 33(a) and 59c of
/// Directive 2006/112/EC with the OSS), to businesses with a VAT id none (Article 138); exports none (Article 146); in
/// the United States state and county, in Canada by province. Rates are those in force from 2024 to 2026.
struct TaxTable: Sendable {
  /// The taxes of a place.
  struct Row: Sendable {
    /// Taxes on most goods and on carriage; more than one where state and county each take theirs.
    let standard: [ShopTax]
    /// Taxes on books.
    let books: [ShopTax]
    /// Whether carriage is taxed.
    let taxesCarriage: Bool

    init(_ title: String, _ standard: Int32, books: Int32) {
      self.standard = [ShopTax(title: title, rate: standard, amount: 0)]
      self.books = books == 0 ? [] : [ShopTax(title: title, rate: books, amount: 0)]
      taxesCarriage = true
    }

    init(_ taxes: [(title: String, rate: Int32)], carriage: Bool = true) {
      standard = taxes.map { ShopTax(title: $0.title, rate: $0.rate, amount: 0) }
      books = standard
      taxesCarriage = carriage
    }

    static let none = Row([])
  }

  private static let rows: [String: Row] = [
    "DE": Row("MwSt", 19_000, books: 7_000), "AT": Row("USt", 20_000, books: 10_000),
    "FR": Row("TVA", 20_000, books: 5_500), "IT": Row("IVA", 22_000, books: 4_000),
    "ES": Row("IVA", 21_000, books: 4_000), "NL": Row("btw", 21_000, books: 9_000),
    "PL": Row("VAT", 23_000, books: 5_000), "GB": Row("VAT", 20_000, books: 0),
    "CH": Row("MWST", 8_100, books: 2_600), "AU": Row("GST", 10_000, books: 10_000),
    "JP": Row("消費税", 10_000, books: 10_000),
    "US-NY": Row([("New York State Tax", 4_000), ("New York City Tax", 4_500)]),
    "US-CA": Row([("California State Tax", 7_250), ("Los Angeles County Tax", 2_250)], carriage: false),
    "US-TX": Row([("Texas State Tax", 6_250), ("Austin City Tax", 2_000)]),
    "US-WA": Row([("Washington State Tax", 6_500), ("King County Tax", 3_850)]),
    "US-MA": Row([("Massachusetts State Tax", 6_250)], carriage: false),
    "US-FL": Row([("Florida State Tax", 6_000), ("Miami-Dade County Tax", 1_000)]),
    "US-IL": Row([("Illinois State Tax", 6_250), ("Cook County Tax", 4_000)]),
    "US-PA": Row([("Pennsylvania State Tax", 6_000), ("Philadelphia County Tax", 2_000)]),
    "CA-ON": Row([("HST", 13_000)]), "CA-QC": Row([("GST", 5_000), ("QST", 9_975)]),
    "CA-BC": Row([("GST", 5_000), ("PST", 7_000)]), "CA-AB": Row([("GST", 5_000)]),
    "CA-MB": Row([("GST", 5_000), ("RST", 7_000)]),
  ]

  private static let union: Set<String> = ["DE", "AT", "FR", "IT", "ES", "NL", "PL"]

  private let home: String

  /// The table of a seller.
  init(home: Country) { self.home = home.code }

  /// Whether the seller and the country are both in the EU.
  func isWithinUnion(_ land: Land) -> Bool { Self.union.contains(home) && Self.union.contains(land.code) }

  /// The rate of a good at home in 1/1000 percent; 0 where it depends on the state.
  func homeRate(isBook: Bool) -> Int32 {
    let row = Self.rows[home] ?? .none
    return (isBook ? row.books : row.standard).first?.rate ?? 0
  }

  /// The taxes on what is sent there.
  func row(to land: Land, _ address: ShopAddress, vatID: String?) -> Row {
    if land.isOutsideVAT(address.postcode) { return .none }
    if land.code != home, !isWithinUnion(land) || vatID != nil { return .none }
    return Self.rows[land.code] ?? Self.rows["\(land.code)-\(address.region)"] ?? .none
  }
}

extension [ShopTax] {
  /// The taxes with their amounts on, or contained in, an amount; each is rounded by itself, half away from zero.
  func on(_ amount: Int64, included: Bool) -> [ShopTax] {
    let whole = 100_000 + (included ? reduce(0) { $0 + Int64($1.rate) } : 0)
    return map { tax in
      let part = Rounding.halfAwayFromZero.scale(amount, by: Int64(tax.rate), over: whole) ?? 0
      return ShopTax(title: tax.title, rate: tax.rate, amount: part)
    }
  }
}
