/// The United States by state, Canada and Australia.
import Commerce
import Tax
import Testing

@Suite struct OverseasReturnTests {
  private func sale(
    _ id: Int64, _ state: String, _ net: String, _ tax: String, scheme: Scheme = .usState,
    treatment: Treatment = .taxed, liable: LiableParty = .seller, rate: String? = nil,
    taxes: [(title: String, amount: String)] = []
  ) -> Line {
    Line(
      id: id, kind: net.hasPrefix("-") ? .refund : .sale, currency: "USD", base: "USD", country: "US", taxes: taxes,
      treatment: treatment, scheme: scheme, rate: rate, territory: state, dispatch: "US-NV", liable: liable, net: net,
      tax: tax)
  }

  /// California: 7.25 % of 90.00 is 6.525, which is 6.53 due to the state; what was collected is 8.10 of 100.00 less a
  /// refund of 10.00.
  @Test("A state's return: sales by class, tax by level, and what the state's own rate gives")
  func state() {
    let lines = [
      sale(
        1, "US-CA", "100.00", "9.50",
        taxes: [("California State Tax", "7.25"), ("Los Angeles County Tax", "2.25")]),
      sale(
        2, "US-CA", "-10.00", "-0.95",
        taxes: [("California State Tax", "-0.73"), ("Los Angeles County Tax", "-0.22")]),
      sale(3, "US-CA", "40.00", "3.80", scheme: .usMarketplaceFacilitator, liable: .marketplace),
      sale(4, "US-CA", "20.00", "0", scheme: .usResale, treatment: .exempt, liable: .none),
      sale(5, "US-TX", "15.00", "0", scheme: .usNoNexus, treatment: .notCollected, liable: .buyerUseTax),
    ]
    #expect(
      ReturnSheet(USSalesTax(), lines).stated == [
        "US-CA gross": "150.00", "US-CA exempt": "20.00", "US-CA marketplace": "40.00", "US-CA taxable": "90.00",
        "US-CA tax_collected": "8.55", "US-CA tax_state": "6.52", "US-CA tax_county": "2.03",
        "US-CA tax_due_state": "6.53", "US-CA tax_marketplace": "3.80",
        "US-CA|California State Tax tax_line": "6.52", "US-CA|Los Angeles County Tax tax_line": "2.03",
        "US-TX gross": "15.00", "US-TX not_collected": "15.00",
      ])
  }

  @Test("What a marketplace collected in its own name stands apart from every tax of the seller")
  func withheld() {
    let line = sale(
      1, "US-CA", "40.00", "0", scheme: .usMarketplaceFacilitator, treatment: .notCollected, liable: .marketplace,
      taxes: [("Marketplace facilitator tax", "3.80"), ("", "-3.80")])
    #expect(
      ReturnSheet(USSalesTax(), [line]).stated == [
        "US-CA gross": "40.00", "US-CA marketplace": "40.00", "US-CA tax_marketplace": "0.00",
        "US-CA tax_withheld": "3.80",
      ])
  }

  @Test("Of a sale of which seller and marketplace owe a part each, each tax stands with its own part")
  func shared() {
    let taxes = [("California State Tax", "7.25"), ("Marketplace facilitator tax", "3.80"), ("", "-3.80")]
    let lines = [
      sale(1, "US-CA", "100.00", "7.25", taxes: taxes),
      sale(
        1, "US-CA", "40.00", "0", scheme: .usMarketplaceFacilitator, treatment: .notCollected, liable: .marketplace,
        taxes: taxes),
    ]
    #expect(
      ReturnSheet(USSalesTax(), lines).stated == [
        "US-CA gross": "140.00", "US-CA taxable": "100.00", "US-CA marketplace": "40.00",
        "US-CA tax_collected": "7.25", "US-CA tax_state": "7.25", "US-CA tax_due_state": "7.25",
        "US-CA tax_marketplace": "0.00", "US-CA tax_withheld": "3.80",
        "US-CA|California State Tax tax_line": "7.25",
      ])
  }

  @Test("What the tax lines leave of the tax is told apart from no level")
  func rest() {
    let stated = ReturnSheet(
      USSalesTax(), [sale(1, "US-NY", "100.00", "8.88", taxes: [("New York State Tax", "4.00"), ("", "4.88")])]
    ).stated
    #expect(stated["US-NY tax_state"] == "4.00" && stated["US-NY tax_other"] == "4.88")
  }

  @Test(
    "Names tell the level of a tax",
    arguments: [
      ("Texas State Tax", USTaxLevel.state), ("New York City Tax", .city), ("Miami-Dade County Tax", .county),
      ("ORLEANS PARISH SALES TAX", .county), ("Metropolitan Commuter Transportation District", .district),
      ("Town of Vail", .city), ("New York State Transit District Tax", .district), ("Colorado", .state),
      ("Sales Tax", .other), ("", .other), ("Statewide Electronics", .other),
    ])
  func levels(_ title: String, _ level: USTaxLevel) {
    #expect(USTaxLevel(title: title, state: "Colorado") == level)
  }

  @Test("Where the terms name no state, the document's region does; without either there is a doubt")
  func region() {
    var known = sale(1, "US", "10.00", "0.63", scheme: .platformTax)
    known.region = "TX"
    var unknown = known
    unknown.id = 2
    unknown.region = ""
    let sheet = ReturnSheet(USSalesTax(), [known, unknown])
    #expect(sheet.stated["US-TX taxable"] == "10.00" && sheet.stated["US taxable"] == "10.00")
    #expect(sheet.doubts.map(\.doubt) == [.regionUnknown])
  }

  private func canadian(
    _ id: Int64, _ province: String, _ net: String, _ tax: String, _ scheme: Scheme, rate: String
  ) -> Line {
    Line(
      id: id, currency: "CAD", base: "CAD", country: "CA", scheme: scheme, rate: rate, territory: province,
      dispatch: "CA-ON", net: net, tax: tax)
  }

  /// 13.00 + 5.00 + 5.00 of 100.00 each, in Québec 9.98 beside it and in British Columbia 7.00; 20.00 are credited.
  @Test("Canada: federal tax in one return, the provinces' in theirs, each rounded by itself")
  func canada() {
    var given = CanadianGSTReturn.Given()
    given.credits = MinorUnits(2_000)
    let lines = [
      canadian(1, "CA-ON", "100.00", "13.00", .caHST, rate: "13"),
      canadian(2, "CA-QC", "100.00", "14.98", .caGSTAndQST, rate: "14.975"),
      canadian(3, "CA-BC", "100.00", "12.00", .caGSTAndPST, rate: "12"),
    ]
    #expect(
      ReturnSheet(CanadianGSTReturn(given: given), lines).stated == [
        "101": "300.00", "103": "23.00", "105": "23.00", "106": "20.00", "108": "20.00", "109": "3.00",
      ])
    #expect(
      ReturnSheet(CanadianProvincialTax(), lines).stated == [
        "CA-BC sales": "100.00", "CA-BC tax": "7.00", "CA-QC sales": "100.00", "CA-QC tax": "9.98",
      ])
  }

  /// Two lines of 100.00 and 9.99 in Québec: 5.49 of GST and 10.98 of QST, though 5 % of each line, rounded by itself,
  /// come to 5.50.
  @Test("Where the platform names its taxes, they are split by their names, to the cent that it charged")
  func namedTaxes() {
    func line(_ number: Int64, _ net: String, _ tax: String) -> Line {
      var line = canadian(1, "CA-QC", net, tax, .caGSTAndQST, rate: "14.975")
      line.number = number
      line.taxes = [("GST 5%", "5.49"), ("TVQ 9,975 %", "10.98")]
      return line
    }
    let lines = [line(1, "100.00", "14.98"), line(2, "9.99", "1.49")]
    #expect(
      ReturnSheet(CanadianGSTReturn(), lines).stated == [
        "101": "109.99", "103": "5.49", "105": "5.49", "109": "5.49",
      ])
    #expect(
      ReturnSheet(CanadianProvincialTax(), lines).stated == ["CA-QC sales": "109.99", "CA-QC tax": "10.98"])
  }

  @Test("A provincial tax that was charged by name is the province's, also where the seller is not registered there")
  func unregistered() {
    var sale = canadian(1, "CA-BC", "100.00", "12.00", .caGST, rate: "12")
    sale.taxes = [("British Columbia PST 7%", "7.00"), ("Canada GST 5%", "5.00")]
    var refund = canadian(2, "CA-BC", "-50.00", "-6.00", .caGST, rate: "12")
    refund.taxes = [("British Columbia PST 7%", "-3.50"), ("Canada GST 5%", "-2.50")]
    #expect(ReturnSheet(CanadianGSTReturn(), [sale, refund]).stated["103"] == "2.50")
    #expect(
      ReturnSheet(CanadianProvincialTax(), [sale, refund]).stated == ["CA-BC sales": "50.00", "CA-BC tax": "3.50"])
    // In books of Canadian dollars 12.00 of another currency are 8.00: 7/12 of them are 4.67.
    sale.currency = "USD"
    sale.baseNet = "66.67"
    sale.baseTax = "8.00"
    #expect(ReturnSheet(CanadianProvincialTax(), [sale]).stated["CA-BC tax"] == "4.67")
    #expect(ReturnSheet(CanadianGSTReturn(), [sale]).stated["103"] == "3.33")
  }

  @Test("A name that does not tell whose tax it is leaves the split to the rates")
  func unnamed() {
    var sale = canadian(1, "CA-QC", "100.00", "14.98", .caGSTAndQST, rate: "14.975")
    sale.taxes = [("Sales tax", "14.98")]
    #expect(ReturnSheet(CanadianGSTReturn(), [sale]).stated["103"] == "5.00")
    #expect(ReturnSheet(CanadianProvincialTax(), [sale]).stated["CA-QC tax"] == "9.98")
  }

  @Test(
    "Names tell whose a Canadian tax is, in English and French",
    arguments: [
      ("GST 5%", CanadianTaxName.federal), ("Ontario HST 13%", .federal), ("TPS", .federal), ("TVH (15 %)", .federal),
      ("GST/HST", .federal), ("Goods and Services Tax", .federal), ("QST 9.975%", .provincial),
      ("CA TVQ 9,975%", .provincial), ("PST", .provincial), ("Manitoba RST 7%", .provincial),
      ("Taxe de vente du Québec", .provincial), ("Provincial Sales Tax", .provincial), ("GST + PST", nil),
      ("Sales tax", nil), ("", nil), ("August", nil),
    ] as [(String, CanadianTaxName?)])
  func names(_ title: String, _ name: CanadianTaxName?) {
    #expect(CanadianTaxName(title: title) == name)
  }

  @Test("Tax of a sale whose province is not known is in no line of the form, and a doubt")
  func province() {
    let sheet = ReturnSheet(CanadianGSTReturn(), [canadian(1, "CA", "100.00", "12.00", .platformTax, rate: "12")])
    #expect(sheet.stated == ["101": "100.00", "unsplit": "12.00"])
    #expect(sheet.doubts.map(\.doubt) == [.regionUnknown])
  }

  /// 110.99 with 10.09 of tax, 30.00 exported, 20.00 free: G1 160, and imported goods of low value by themselves.
  @Test("Australia: whole dollars, sales with the tax, imports of low value apart")
  func australia() {
    func line(
      _ id: Int64, _ net: String, _ tax: String, _ scheme: Scheme, _ rate: String = "10",
      _ treatment: Treatment = .taxed, dispatch: String = "AU"
    ) -> Line {
      Line(
        id: id, currency: "AUD", base: "AUD", country: "AU", treatment: treatment, scheme: scheme, rate: rate,
        territory: "AU", dispatch: dispatch, net: net, tax: tax)
    }
    let lines = [
      line(1, "100.90", "10.09", .auGST), line(2, "30.00", "0", .export, "0", .exportZero),
      line(3, "20.00", "0", .auGST, "0"), line(4, "90.00", "9.00", .auLowValueImport, dispatch: "DE"),
    ]
    #expect(
      ReturnSheet(AustralianBAS(), lines).stated == [
        "G1": "160.00", "G2": "30.00", "G3": "20.00", "1A": "10.00", "low_value_sales": "90.00",
        "low_value_gst": "9.00",
      ])
  }
}
