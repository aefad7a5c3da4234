/// Products of several classes of rate in one document, and what goes with them.
import Columns
import Commerce
import Pipeline
import Tax
import Testing

@Suite("Tax by product")
struct ProductTaxTests {
  /// What became of a line.
  struct Taxed: Equatable {
    var kind: LineKind
    var amount: String
    var net: Int64
    var tax: Int64
    var rate: String?
  }

  /// A German seller above the threshold, without the one-stop shop.
  private static let seller = Sellers.seller(
    "DE", "EUR", registrations: #"{ "country": "DE", "from": "2015-01-01" }"#,
    distanceSales: #"{ "from": "2021-07-01", "taxed_at": "destination" }"#)

  /// Taxes one document of a German seller, with gross prices.
  private func tax(
    _ country: String, _ date: String, _ lines: [(kind: LineKind, type: String, amount: String)],
    products: String = #"{ "Books": "books", "Hats": "standard", "Gifts": "newspapers" }"#
  ) throws -> (lines: [Taxed], findings: [String], batch: Batch) {
    let map = Mapping.stage(
      #"""
      "tax_date": "Date", "country_source": "Country", "currency": { "value": "EUR" },
      "line_kind": "Kind", "source_amount": "Amount", "product_type": "Type"
      """#)
    var chain = try Chain(
      map + #", { "use": "vat", "tax": "computed", "prices": "gross", "products": \#(products) }"#,
      business: Self.seller)
    let batch = try chain.run(
      SourceRows(
        lines.map {
          ["Date": date, "Country": country, "Kind": $0.kind.name, "Amount": $0.amount, "Type": $0.type]
        }, documents: [lines.count]))
    #expect(batch.refused == [])
    let taxed = (0..<batch.lineCount).map { line in
      Taxed(
        kind: batch[OrderKeys.lineKind][line] ?? .manual,
        amount: batch[OrderKeys.sourceAmount][line]?.description(decimals: 2) ?? "",
        net: batch[OrderKeys.net].stored[line], tax: batch[OrderKeys.tax].stored[line],
        rate: batch[TaxKeys.rate][line]?.description)
    }
    return (taxed, batch.findings.map(\.code), batch)
  }

  /// The published vector of an order of mixed rates: goods 119.00 at 19 % and 107.00 at 7 %, all amounts gross.
  @Test("a discount and shipping are shared out over goods of two rates, by largest remainder")
  func mixed() throws {
    let result = try tax(
      "DE", "2026-03-02",
      [
        (.goods, "Hats", "119.00"), (.goods, "Books", "107.00"), (.discount, "", "-22.60"), (.shipping, "", "5.90"),
      ])
    #expect(
      result.lines == [
        Taxed(kind: .goods, amount: "119.00", net: 100_00, tax: 19_00, rate: "19"),
        Taxed(kind: .goods, amount: "107.00", net: 100_00, tax: 7_00, rate: "7"),
        Taxed(kind: .discount, amount: "-11.90", net: -10_00, tax: -1_90, rate: "19"),
        Taxed(kind: .discount, amount: "-10.70", net: -10_00, tax: -70, rate: "7"),
        Taxed(kind: .shipping, amount: "3.11", net: 2_61, tax: 50, rate: "19"),
        Taxed(kind: .shipping, amount: "2.79", net: 2_61, tax: 18, rate: "7"),
      ])
    #expect(result.lines.reduce(0) { $0 + $1.tax } == 24_08)
    #expect(result.findings == [])
    #expect(result.batch.values(TaxKeys.category).map { $0?.name }.suffix(2) == ["standard", "reduced"])
  }

  @Test(
    "what goes with goods of one class is taxed as they are, and each state has its own class for a kind of product")
  func single() throws {
    let home = try tax("DE", "2026-03-02", [(.goods, "Books", "107.00"), (.shipping, "", "5.35")])
    #expect(home.lines.map(\.tax) == [7_00, 35])
    let france = try tax("FR", "2026-03-02", [(.goods, "Books", "105.50"), (.shipping, "", "10.55")])
    #expect(france.lines.map(\.rate) == ["5.5", "5.5"])
    #expect(france.batch.values(TaxKeys.scheme) == [.localRegistration, .localRegistration])
    let other = try tax("DE", "2026-03-02", [(.goods, "Shoes", "119.00"), (.goods, "Books", "107.00")])
    #expect(other.lines.map(\.rate) == ["19", "7"])
  }

  @Test("a kind of product whose class the state's notes do not name is in doubt, and never taken for standard")
  func doubt() throws {
    let result = try tax(
      "LU", "2026-03-02", [(.goods, "Gifts", "117.00")], products: #"{ "Gifts": "passenger_transport" }"#)
    #expect(result.batch.values(TaxKeys.treatment) == [.pending])
    #expect(result.batch.values(TaxKeys.reason).map { $0?.code } == ["product_in_doubt"])
    #expect(result.findings == ["F3105", "F3103"])
  }

  @Test("a document of three rates has its shipping in three parts")
  func three() throws {
    let result = try tax(
      "FR", "2026-03-02",
      [(.goods, "Hats", "10.00"), (.goods, "Books", "10.00"), (.goods, "Wood", "10.00"), (.shipping, "", "10.00")],
      products: #"{ "Hats": "standard", "Books": "books", "Wood": "reduced" }"#)
    #expect(result.lines.map(\.amount) == ["10.00", "10.00", "10.00", "3.34", "3.33", "3.33"])
    #expect(result.lines.map(\.rate) == ["20", "5.5", "10", "20", "5.5", "10"])
    let sum = result.lines.reduce(Int64(0)) { $0 + $1.net + $1.tax }
    #expect(sum == 40_00)
  }
}
