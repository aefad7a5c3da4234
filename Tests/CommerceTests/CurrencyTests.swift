/// Currencies and their exponents, rates and money as text.
import Columns
import Commerce
import Testing

@Suite struct CurrencyTests {
  @Test(
    "Exponents are ISO 4217's",
    arguments: [
      ("EUR", 2), ("GBP", 2), ("JPY", 0), ("KRW", 0), ("ISK", 0), ("KWD", 3), ("TND", 3), ("IQD", 3), ("CLF", 4),
      ("UYW", 4),
      ("HUF", 2), ("TRL", 0), ("ITL", 0), ("DEM", 2), ("BGN", 2),
    ])
  func exponents(_ code: String, _ exponent: Int) { #expect(Currency(code)?.exponent == exponent) }

  @Test("Metals and test codes are known but no money", arguments: ["XAU", "XDR", "XTS", "XXX"])
  func noMoney(_ code: String) throws { #expect(try #require(Currency(code)).exponent == nil) }

  @Test("Codes are three capital letters that the standard has", arguments: ["eur", "EURO", "EU", "ZZZ", "E1R", ""])
  func unknown(_ code: String) { #expect(Currency(code) == nil) }

  @Test("A currency knows its facts")
  func facts() throws {
    let lev = try #require(Currency("BGN"))
    #expect(lev.name == "Bulgarian Lev")
    #expect(lev.numeric == "975")
    #expect(lev.withdrawn == "2026-01")
    #expect(Currency.euro.withdrawn == nil)
    #expect(Currency.all.count == Set(Currency.all).count)
    #expect(Currency.all.allSatisfy { Currency($0.code) == $0 })
  }

  @Test(
    "Money is written with its currency's decimals",
    arguments: [
      ("EUR", -5, "-0.05 EUR"), ("JPY", 1_999, "1999 JPY"), ("KWD", 1_500, "1.500 KWD"),
      ("EUR", 120_000, "1200.00 EUR"),
    ] as [(String, Int64, String)])
  func money(_ code: String, _ minor: Int64, _ expected: String) throws {
    #expect(Money(MinorUnits(minor), try #require(Currency(code))).description == expected)
  }

  @Test(
    "Rates are exact to the thousandth of a percent",
    arguments: [
      ("19", 19_000), ("25.5", 25_500), ("9.975", 9_975), ("0", 0), ("17.5", 17_500),
    ] as [(String, Int32)])
  func rates(_ text: String, _ thousandths: Int32) {
    #expect(TaxRate(text)?.thousandths == thousandths)
    #expect(TaxRate(thousandths: thousandths).description == text)
  }

  @Test("What is no rate is refused", arguments: ["", "-1", "9.9755", "19%", "1001", "abc"])
  func noRates(_ text: String) { #expect(TaxRate(text) == nil) }

  @Test("Words of statuses and kinds come back as themselves, and stored numbers too")
  func vocabulary() {
    for status in DocumentStatus.allCases {
      #expect(DocumentStatus(name: status.name) == status)
      #expect(DocumentStatus(stored: status.stored) == status)
    }
    for kind in LineKind.allCases {
      #expect(LineKind(name: kind.name) == kind)
      #expect(LineKind(stored: kind.stored) == kind)
    }
    for kind in TransactionKind.allCases { #expect(TransactionKind(name: kind.name) == kind) }
    #expect(LineKind(name: "stock_adjustment")?.stored == 17)
    #expect(DocumentStatus(name: "Completed") == nil)
  }
}
