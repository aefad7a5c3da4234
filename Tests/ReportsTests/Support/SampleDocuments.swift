/// Documents with everything a report has to tell apart.
import Commerce
import Tax

enum SampleDocuments {
  static let winter = [
    Document(
      id: "1001", date: "2011-01-03", country: "GB", spelling: "United Kingdom",
      lines: [
        home("1.275", net: "1.28", tax: "0.22", rate: "17.5"),
        home("2.00", net: "2.00", tax: "0.35", rate: "17.5", kind: .shipping),
      ]),
    Document(
      id: "1002", date: "2011-02-10", country: "DE", spelling: "Germany",
      lines: [home("10.00", net: "10.00", tax: "2.00", scheme: .originOldThreshold)]),
    Document(id: "1003", date: "2011-02-11", spelling: "Channel Islands", lines: [abroad("5.005", net: "5.01")]),
    Document(
      id: "1004", date: "2011-02-12", spelling: "Unspecified",
      lines: [
        Line(source: "3.00", net: "3.00", base: ("3.00", "0"), treatment: .pending, scheme: nil)
      ]),
    Document(
      id: "1005", status: .pending, date: "2011-02-13", country: "GB", spelling: "United Kingdom",
      lines: [home("4.00", net: "4.00", tax: "0.80")]),
    Document(
      id: "1006", status: .cancelled, date: "2011-02-13", country: "GB", spelling: "United Kingdom",
      lines: [home("6.00", net: "6.00", tax: "1.20")]),
    Document(
      id: "1007", kind: .adjustment, date: "2011-03-31", country: "GB", spelling: "United Kingdom",
      lines: [
        Line(
          kind: .bankCharge, source: "-15.00", net: "-15.00", base: ("-15.00", "0"), treatment: .outOfScope,
          scheme: nil)
      ]),
    Document(
      id: "1008", date: "2011-03-31", spelling: "France", refusal: ("R2101", "UnitPrice", "12,x0"),
      lines: [home("0", net: "0", tax: "0")]),
  ]

  static let spring = [
    Document(
      id: "C1002", kind: .refund, date: "2011-04-01", country: "DE", spelling: "Germany",
      lines: [home("-10.00", net: "-10.00", tax: "-2.00", scheme: .originOldThreshold)]),
    Document(
      id: "1009", status: .refunded, date: "2011-04-02", currency: "JPY", country: "JP", spelling: "Japan",
      lines: [abroad("1250", net: "1250", base: "9.12")]),
    Document(
      id: "1010", status: .processing, date: "2011-04-03", currency: "KWD", country: "KW", spelling: "Kuwait",
      lines: [abroad("1.2345", net: "1.235", base: "2.74")]),
    Document(id: "1011", date: "2012-04-03", spelling: "=cmd|' /C calc'!A0", lines: [abroad("1.00", net: "1.00")]),
    // The platform has changed the order since: the new revision replaces the old one.
    Document(
      id: "1001", date: "2011-01-03", country: "GB", spelling: "United Kingdom",
      lines: [home("2.555", net: "2.56", tax: "0.45", rate: "17.5")]),
  ]

  static let german = [
    Document(
      id: "D1", date: "2011-05-05", currency: "EUR", basis: .gross, country: "DE", spelling: "Deutschland",
      lines: [
        Line(
          source: "11.90", net: "10.00", tax: "1.90", base: ("10.00", "1.90"), rate: "19", taxCountry: "DE"),
        Line(
          kind: .rounding, net: "0.01", base: ("0.01", "0"), treatment: .outOfScope, scheme: nil),
      ])
  ]

  static let refused = [
    Document(
      id: "1099", date: "2011-06-01", country: "GB", spelling: "United Kingdom",
      lines: [home("99.00", net: "99.00", tax: "19.80")])
  ]

  private static func home(
    _ source: String, net: String, tax: String, rate: String = "20", kind: LineKind = .goods,
    scheme: Scheme = .domestic
  ) -> Line {
    Line(
      kind: kind, source: source, net: net, tax: tax, base: (net, tax), scheme: scheme, rate: rate, taxCountry: "GB")
  }

  private static func abroad(_ source: String, net: String, base: String? = nil) -> Line {
    Line(
      source: source, net: net, base: (base ?? net, "0"), treatment: .exportZero, scheme: .export, rate: "0",
      taxCountry: "GB")
  }
}
