/// How near the books are to each threshold of registration, and which document crossed it.
import Commerce
import Pipeline
import Tax
import Testing

@testable import Reports

@Suite struct ThresholdsReportTests {
  private static func sale(
    _ id: String, _ date: String, _ net: String, to country: String = "US", region: String = "",
    currency: String = "USD",
    base: String? = nil, scheme: Scheme = .export, placedAt: Int64? = nil, kind: TransactionKind = .sale,
    status: DocumentStatus = .completed, lineKind: LineKind = .goods
  ) -> Document {
    Document(
      id: id, kind: kind, status: status, date: date, currency: currency, country: country, region: region,
      placedAt: placedAt,
      lines: [Line(kind: lineKind, net: net, base: (base ?? net, "0"), treatment: .taxed, scheme: scheme)])
  }

  private func rows(_ documents: [Document], base: Currency = .euro, _ request: ReportRequest = ReportRequest()) throws
    -> [[String: String]]
  {
    let ledger = try TestLedger()
    try ledger.load(documents, store: "shop-de", base: base)
    let table = try #require(try ThresholdsReport().tables(request, from: ledger.reader()).first)
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row.map(\.text)))
    }
  }

  @Test("distance sales of several currencies count in euros, and the sale that crosses is named")
  func union() throws {
    let rows = try rows([
      Self.sale("1", "2024-02-01", "4000.00", to: "FR", currency: "EUR", scheme: .originBelowThreshold),
      Self.sale(
        "2", "2024-03-01", "50000.00", to: "SE", currency: "SEK", base: "4400.00", scheme: .originBelowThreshold),
      Self.sale("3", "2024-04-01", "1600.00", to: "IT", currency: "EUR", scheme: .originBelowThreshold),
      Self.sale("4", "2024-04-02", "0.01", to: "IT", currency: "EUR", scheme: .ossUnion),
      Self.sale("5", "2024-05-01", "999.00", to: "DE", currency: "EUR", scheme: .domestic),
      Self.sale("6", "2025-01-01", "10.00", to: "IT", currency: "EUR", scheme: .ossUnion),
    ])
    #expect(rows.map { $0["threshold"] } == ["eu_distance_sales", "eu_distance_sales"])
    #expect(rows[0]["sales"] == "10000.01" && rows[0]["limit"] == "10000.00" && rows[0]["percent"] == "100.0")
    #expect(rows[0]["state"] == "crossed" && rows[0]["since"] == "2024-04-02" && rows[0]["document"] == "4")
    #expect(rows[0]["store"] == "shop-de" && rows[0]["currency"] == "EUR")
    #expect(rows[1]["year"] == "2025" && rows[1]["state"] == "crossed" && rows[1]["document"] == "4")
    #expect(rows[1]["sales"] == "10.00")
  }

  @Test("sales of one day count in the order of their instants, whatever order they were loaded in")
  func instants() throws {
    let rows = try rows([
      Self.sale("late", "2024-02-01", "30000.00", region: "Georgia", placedAt: 1_706_780_000),
      Self.sale("early", "2024-02-01", "60000.00", region: "GA", placedAt: 1_706_770_000),
      Self.sale("middle", "2024-02-01", "30000.00", region: "US-GA", placedAt: 1_706_775_000),
    ])
    #expect(rows.count == 1)
    #expect(rows[0]["threshold"] == "us_ga" && rows[0]["sales"] == "120000.00" && rows[0]["percent"] == "120.0")
    // 60,000 and 90,000 do not exceed 100,000.
    #expect(rows[0]["document"] == "late" && rows[0]["since"] == "2024-02-01")
    #expect(rows[0]["at"] == "2024-02-01T09:33:20Z")
    #expect(rows[0]["transactions"] == "3" && rows[0]["transactions_limit"] == "200" && rows[0]["test"] == "OR")
  }

  @Test(
    "near is told at four fifths; cancelled documents, fees and rounding lines do not count, nor do other countries")
  func near() throws {
    let rows = try rows([
      Self.sale("1", "2024-02-01", "399999.99", region: "TX"), Self.sale("2", "2024-02-02", "0.01", region: "TX"),
      Self.sale("3", "2024-02-03", "900000.00", region: "TX", status: .cancelled),
      Self.sale("4", "2024-02-04", "900000.00", region: "TX", lineKind: .rounding),
      Self.sale("5", "2024-02-05", "900000.00", region: "OR"), Self.sale("6", "2024-02-05", "900000.00"),
      Self.sale("7", "2024-02-05", "900000.00", to: "CA", region: "ON"),
    ])
    #expect(rows.count == 1)
    #expect(rows[0]["sales"] == "400000.00" && rows[0]["percent"] == "80.0" && rows[0]["state"] == "near")
    #expect(rows[0]["document"] == "2" && rows[0]["transactions_limit"] == "")
  }

  @Test("without exchange rates an amount that is known in no currency of the threshold is told, not dropped")
  func unconverted() throws {
    let rows = try rows([
      Self.sale("1", "2024-02-01", "1000.00", to: "AU", currency: "EUR"),
      Self.sale("2", "2024-02-01", "75000.00", to: "AU", currency: "AUD", base: "45000.00"),
    ])
    #expect(rows.map { $0["threshold"] } == ["au_gst_turnover"])
    #expect(rows[0]["not_counted"] == "1" && rows[0]["sales"] == "75000.00")
    #expect(rows[0]["state"] == "crossed" && rows[0]["document"] == "2", "75,000 reaches A$75,000")
  }

  /// 40,000 EUR × 1.6500 on Friday are 66,000 AUD; 6,000 USD ÷ 1.2000 × 1.6500 on the Sunday after are 8,250; 750.00 make
  /// 75,000. There is no rate of dirham.
  @Test("amounts in other currencies count by the fixing of their day, and those without one are named with their days")
  func converted() throws {
    var request = ReportRequest()
    request.fixings = { () throws(RunFailure) in
      do throws(ECBFixings.Fault) {
        return try ECBFixings(history: Array("Date,AUD,USD,\n2024-02-05,2,1,\n2024-02-02,1.65,1.2,\n".utf8).span)
      } catch {
        throw RunFailure("E7202", .sourceUnavailable, error.sentence)
      }
    }
    let rows = try rows(
      [
        Self.sale("1", "2024-02-02", "40000.00", to: "AU", currency: "EUR"),
        Self.sale("2", "2024-02-04", "6000.00", to: "AU", currency: "USD", base: "5000.00"),
        Self.sale("3", "2024-02-04", "749.99", to: "AU", currency: "AUD", base: "450.00"),
        Self.sale("4", "2024-02-04", "0.01", to: "AU", currency: "AUD", base: "0.01"),
        Self.sale("5", "2024-02-05", "10.00", to: "AU", currency: "AED", base: "2.50"),
        Self.sale("6", "2024-02-04", "20.00", to: "AU", currency: "AED", base: "5.00"),
      ], request)
    #expect(rows.map { $0["threshold"] } == ["au_gst_turnover"])
    #expect(rows[0]["sales"] == "75000.00" && rows[0]["state"] == "crossed" && rows[0]["document"] == "4")
    #expect(rows[0]["converted"] == "2" && rows[0]["not_counted"] == "2")
    #expect(rows[0]["not_counted_currencies"] == "AED")
    #expect(rows[0]["not_counted_from"] == "2024-02-04" && rows[0]["not_counted_to"] == "2024-02-05")
  }

  @Test("months narrow the years that are shown; the year before counts all the same")
  func narrowed() throws {
    var request = ReportRequest()
    request.from = CivilMonth(year: 2025, month: 1)
    request.to = CivilMonth(year: 2025, month: 6)
    let rows = try rows(
      [
        Self.sale("1", "2024-02-01", "100000.01", region: "FL"), Self.sale("2", "2025-02-01", "1.00", region: "FL"),
        Self.sale("3", "2025-07-01", "5.00", region: "FL"),
      ], request)
    #expect(rows.map { $0["year"] } == ["2025"])
    #expect(rows[0]["sales"] == "1.00" && rows[0]["state"] == "crossed" && rows[0]["document"] == "1")
  }
}
