/// The nine boxes of the United Kingdom.
import Commerce
import Tax
import Testing

@Suite struct UKVATReturnTests {
  private func sale(
    _ id: Int64, _ net: String, _ tax: String, territory: String = "GB", dispatch: String = "GB",
    scheme: Scheme = .domestic, treatment: Treatment = .taxed, country: String = "GB", date: String = "2026-02-10"
  ) -> Line {
    Line(
      id: id, kind: net.hasPrefix("-") ? .refund : .sale, date: date, currency: "GBP", base: "GBP", country: country,
      treatment: treatment, scheme: scheme, rate: tax == "0" ? "0" : "20", territory: territory, dispatch: dispatch,
      net: net, tax: tax)
  }

  /// The tax-authority sample: 600.00 at 20 % is 120.00, 100.00 at 0 %: 700; 20.00 is reclaimed on purchases of 100.
  @Test("The request to the service is the sample's, sign by sign")
  func sample() {
    var given = UKVATReturn.Given()
    given.reclaimed = MinorUnits(2_000)
    given.purchases = MinorUnits(10_000)
    let sheet = ReturnSheet(UKVATReturn(given: given), [sale(1, "600.00", "120.00"), sale(2, "100.00", "0")])
    #expect(
      UKVATReturn.digitalText(sheet.figures, periodKey: "26A1") == """
        {"periodKey":"26A1","vatDueSales":120.00,"vatDueAcquisitions":0.00,"totalVatDue":120.00,\
        "vatReclaimedCurrPeriod":20.00,"netVatDue":100.00,"totalValueSalesExVAT":700,"totalValuePurchasesExVAT":100,\
        "totalValueGoodsSuppliedExVAT":0,"totalAcquisitionsExVAT":0,"finalised":true}

        """)
  }

  @Test("Boxes 6 to 9 lose their pence, boxes 1 to 5 keep them, and box 5 has no sign")
  func rounding() {
    var given = UKVATReturn.Given()
    given.reclaimed = MinorUnits(10_000)
    let sheet = ReturnSheet(UKVATReturn(given: given), [sale(1, "99.99", "20.00"), sale(2, "-0.50", "-0.10")])
    #expect(sheet.stated["box1"] == "19.90")
    #expect(sheet.stated["box5"] == "80.10")
    #expect(sheet.stated["box6"] == "99.00")
  }

  @Test("Goods from Northern Ireland to the Union are in box 8, those from Great Britain are exports since 2021")
  func northernIreland() {
    let lines = [
      sale(1, "100.00", "0", territory: "XI", dispatch: "XI", scheme: .icSupply, treatment: .exemptIC, country: "IE"),
      sale(2, "40.00", "0", scheme: .export, treatment: .exportZero, country: "IE"),
    ]
    let stated = ReturnSheet(UKVATReturn(), lines).stated
    #expect(stated["box6"] == "140.00" && stated["box8"] == "100.00")
  }

  @Test("Before 2021 goods from anywhere in the kingdom to member states are in box 8, to businesses and consumers")
  func before2021() {
    let lines = [
      sale(1, "100.00", "0", scheme: .icSupply, treatment: .exemptIC, country: "FR", date: "2020-12-31"),
      sale(2, "10.00", "2.00", scheme: .originOldThreshold, country: "FR", date: "2020-06-01"),
      sale(3, "30.00", "6.00", date: "2020-06-01"),
    ]
    let stated = ReturnSheet(UKVATReturn(), lines).stated
    #expect(stated["box8"] == "110.00" && stated["box6"] == "140.00" && stated["box1"] == "8.00")
  }

  @Test("Tax that a marketplace owes is not the seller's; its supply to the marketplace is in box 6")
  func marketplace() {
    var line = sale(1, "100.00", "20.00", scheme: .ukOverseasSellerMarketplace)
    line.liable = .marketplace
    let sheet = ReturnSheet(UKVATReturn(), [line])
    #expect(sheet.stated == ["box6": "100.00"])
    #expect(sheet.doubts.isEmpty)
  }

  @Test("Tax on a supply that the rules do not tax is a doubt, not a figure")
  func strayTax() {
    let line = sale(1, "100.00", "20.00", territory: "XI", dispatch: "XI", scheme: .icSupply, treatment: .exemptIC)
    #expect(ReturnSheet(UKVATReturn(), [line]).doubts.map(\.doubt) == [.taxCharged])
  }

  @Test("Without a supply all nine boxes are nothing")
  func none() {
    let figures = ReturnSheet(UKVATReturn(), []).figures
    #expect(figures.map(\.key.figure) == (1...9).map { "box\($0)" })
    #expect(figures.allSatisfy { $0.stated == .zero })
  }

  @Test("What is cancelled, pending or undecided is left out with its reason; a supply abroad is not")
  func omissions() {
    var lines = [sale(1, "1.00", "0.20"), sale(2, "2.00", "0.40"), sale(3, "4.00", "0.80"), sale(4, "8.00", "0")]
    lines[0].status = .cancelled
    lines[1].status = .pending
    lines[2].treatment = .pending
    lines[3].treatment = .outOfScope
    lines[3].scheme = .nonEUService
    let sheet = ReturnSheet(UKVATReturn(), lines)
    #expect(sheet.reasons == ["status_cancelled", "status_pending", "tax_pending"])
    #expect(sheet.stated == ["box6": "8.00"])
  }
}
