/// Documents that a business declares in one-stop shops, and what it leaves out.
import Commerce
import Pipeline
import Reports
import Tax

enum OSSDocuments {
  static let fixings = "Date,USD,SEK,\n2026-06-30,1.1394,11.1,\n2026-03-31,1.1498,10.943,\n2025-12-31,1.175,10.8,\n"

  static let all = [
    sale("S1", "2026-01-05", "FR", "20", ("99.17", "19.83")),
    sale("S2", "2026-02-10", "FR", "20", ("50.00", "10.00"), shipping: ("5.00", "1.00")),
    refund("R2", of: "S2", "2026-03-01", "FR", "20", ("-50.00", "-10.00")),
    sale("S4", "2025-11-15", "AT", "20", ("100.00", "20.00")),
    refund("R4", of: "S4", "2026-01-20", "AT", "20", ("-100.00", "-20.00")),
    sale("S6", "2026-03-31", "SE", "25", ("1000.00", "250.00"), currency: "SEK"),
    sale("S7", "2026-03-30", "IT", "22", ("100.00", "22.00"), currency: "AED"),
    sale("S8", "2026-02-01", "FR", "20", ("10.00", "2.00"), status: .pending),
    sale("S9", "2026-02-02", "ES", "21", ("200.00", "42.00"), from: "PL"),
    refund("R0", of: "unknown", "2026-02-02", "FR", "20", ("-1.00", "-0.20")),
    sale("I1", "2026-01-10", "IT", "22", ("50.00", "11.00"), from: "CN", taxReturn: .ioss),
    sale("N1", "2026-01-10", "IT", "22", ("50.00", "11.00"), from: "US", taxReturn: .ossNonUnion),
    sale("H1", "2026-01-10", "DE", "19", ("100.00", "19.00"), taxReturn: .domestic),
  ]

  private static func sale(
    _ id: String, _ date: String, _ country: String, _ rate: String, _ goods: (String, String),
    shipping: (String, String)? = nil, currency: String = "EUR", status: DocumentStatus = .completed,
    from dispatch: String = "DE", taxReturn: TaxReturn = .ossUnion
  ) -> Document {
    var lines = [line(.goods, country, rate, goods, taxReturn)]
    if let shipping { lines.append(line(.shipping, country, rate, shipping, taxReturn)) }
    return Document(
      id: id, status: status, date: date, currency: currency, country: country, dispatch: dispatch, lines: lines)
  }

  private static func refund(
    _ id: String, of sale: String, _ date: String, _ country: String, _ rate: String, _ goods: (String, String)
  ) -> Document {
    Document(
      id: id, kind: .refund, status: .refunded, date: date, currency: "EUR", country: country, dispatch: "DE",
      refunds: sale, lines: [line(.goods, country, rate, goods, .ossUnion)])
  }

  private static func line(
    _ kind: LineKind, _ country: String, _ rate: String, _ amounts: (String, String), _ taxReturn: TaxReturn
  ) -> Line {
    Line(
      kind: kind, source: amounts.0, net: amounts.0, tax: amounts.1, base: amounts, scheme: .ossUnion, rate: rate,
      taxCountry: country, category: .standard, territory: country, taxReturn: taxReturn)
  }
}

extension TestLedger {
  /// A ledger of a German business's one-stop shops, without the document of that id.
  static func oneStopShops(without id: String = "") throws -> TestLedger {
    let ledger = try TestLedger()
    try ledger.load(OSSDocuments.all.filter { $0.id != id }, store: "shop-de", base: .euro)
    return ledger
  }
}

extension ReportRequest {
  /// The last quarter of 2025 to the second of 2026, in which nothing happened.
  static var shops: ReportRequest {
    var request = ReportRequest.everything
    request.from = CivilMonth(year: 2025, month: 11)
    request.to = CivilMonth(year: 2026, month: 4)
    request.fixings = { () throws(RunFailure) in
      let bytes = Array(OSSDocuments.fixings.utf8)
      do throws(ECBFixings.Fault) {
        return try ECBFixings(history: bytes.span)
      } catch {
        throw RunFailure("E7202", .sourceUnavailable, error.sentence)
      }
    }
    return request
  }
}
