/// The published vectors say which return a supply belongs to: the returns agree, and no other one has it.
import Commerce
import Tax
import Testing

@Suite struct ReturnVectorTests {
  static let all = Fixture.rows("place_of_supply_vectors.csv")

  @Test("Every vector stands in the returns that it names, and in no others", arguments: all)
  func placed(_ vector: [String: String]) throws {
    let line = try Self.line(vector)
    #expect(Self.placed(line) == Self.expected(vector))
  }

  /// Goods from Germany to a business in another state; what may stand in the middle changed for the kingdom with 2021.
  @Test(
    "A trader of the kingdom in the middle of three: in the decision as in the returns",
    arguments: [
      // Northern Ireland counts as a member state for goods; the middle's supply is in the statement, in no box.
      ("XI", "XI", "FR", "2026-03-02", "EXEMPT_IC", "XI", "TRIANGULATION", "ESL:T", ["list GB FR123 T"]),
      ("GB", "GB", "FR", "2020-12-31", "EXEMPT_IC", "GB", "TRIANGULATION", "ESL", ["list GB FR123 T"]),
      // France puts the tax on the buyer, Austria wants a registration.
      (
        "GB", "GB", "FR", "2021-01-01", "REVERSE_CHARGE", "FR", "ART194_DOMESTIC_RC", "FR_reverse_charge",
        ["FR domestic_reverse_charge gross"]
      ),
      (
        "GB", "GB", "AT", "2026-03-02", "TAXED", "AT", "LOCAL_REGISTRATION", "AT_U30_needs_registration",
        ["AT taxed 20 gross"]
      ),
      // A number of a third member state does for a trader from anywhere.
      (
        "GB", "GB+NL", "FR", "2026-03-02", "EXEMPT_IC", "NL", "TRIANGULATION", "NL_BTW_3b;ESL:T",
        ["NL triangulation gross", "list NL FR123 T"]
      ),
    ] as [(String, String, String, String, String, String, String, String, [String])])
  func britishTriangulation(
    _ seller: String, _ numbers: String, _ buyer: String, _ date: String, _ treatment: String, _ country: String,
    _ scheme: String, _ reports: String, _ placed: [String]
  ) throws {
    var vector = try #require(Self.all.first { $0["id"] == "V054" })
    vector.merge(
      [
        "seller_country": seller, "seller_registrations": numbers, "buyer_country": buyer, "date": date,
        "currency": ["XI", "GB"].contains(country) ? "GBP" : "EUR", "exp_treatment": "EXEMPT_IC",
      ]
    ) { $1 }
    let decided = try SupplyVectorTests.decided(vector)
    #expect(decided.decision.treatment.name.uppercased() == treatment)
    #expect(decided.taxCountry == country && decided.scheme.name.uppercased() == scheme)
    #expect(decided.reports == reports)
    vector["exp_tax"] = decided.tax.description(exponent: 2)
    #expect(try Self.placed(Self.line(vector)) == Set(placed))
  }

  /// The returns with a figure that is not nothing.
  private static func placed(_ line: Line) -> Set<String> {
    var found: Set<String> = []
    for figure in ReturnSheet(GermanVATReturn(), [line]).stated.keys where !figure.hasSuffix("_tax") && figure != "36" {
      found.insert("DE \(figure)")
    }
    for figure in ReturnSheet(UKVATReturn(), [line]).stated.keys where !["box3", "box5"].contains(figure) {
      found.insert("UK \(figure)")
    }
    for (figure, amount) in ReturnSheet(CanadianGSTReturn(), [line]).stated where !["105", "109"].contains(figure) {
      found.insert("CA \(figure)\(figure == "103" ? " \(amount)" : "")")
    }
    for (figure, amount) in ReturnSheet(CanadianProvincialTax(), [line]).stated { found.insert("\(figure) \(amount)") }
    for figure in ReturnSheet(AustralianBAS(), [line]).stated.keys { found.insert("AU \(figure)") }
    for figure in ReturnSheet(USSalesTax(), [line]).stated.keys { found.insert(figure) }
    for state in ["FR", "NL", "LU", "RO", "AT", "IE", "PL", "CH"] {
      guard let territory = Territory(state) else { continue }
      for figure in ReturnSheet(DomesticVATSummary(state: territory, currency: .euro), [line]).stated.keys
      where figure.hasSuffix("gross") {
        found.insert("\(state) \(figure)")
      }
    }
    for state in ["DE", "NL", "GB"] {
      guard let territory = Territory(state) else { continue }
      let list = ECSalesList(state: territory, currency: state == "GB" ? .poundSterling : .euro)
      for figure in ReturnSheet(list, [line]).stated.keys {
        found.insert("list \(state) \(figure)")
      }
    }
    return found
  }

  /// What the column of reports says, in the same words.
  private static func expected(_ vector: [String: String]) -> Set<String> {
    let names: [String: Set<String>] = [
      "DE_UStVA_Kz35": ["DE 35"], "DE_UStVA_Kz81": ["DE 81"], "DE_UStVA_Kz41": ["DE 41"], "DE_UStVA_Kz43": ["DE 43"],
      "DE_UStVA_Kz45": ["DE 45"], "SELLER:DE_exempt_136a": ["DE 43"],
      "UK_VAT_BOX6": ["UK box6"], "UK_VAT_BOX1_6": ["UK box1", "UK box6"], "UK_VAT_BOX6_8": ["UK box6", "UK box8"],
      "SELLER:UK_zero_to_marketplace": ["UK box6"],
      "IE_VAT3_T1": ["IE taxed 0 gross"], "LU_VAT": ["LU taxed 16 gross"], "RO_D300": ["RO taxed 21 gross"],
      "AT_U30": ["AT taxed 19 gross"], "FR_CA3_needs_registration": ["FR taxed 20 gross"],
      "PL_JPK_V7": ["PL taxed 23 gross"], "CH_MWST": ["CH taxed 8.1 gross"],
      "FR_reverse_charge": ["FR domestic_reverse_charge gross"], "NL_BTW_3b": ["NL triangulation gross"],
      "US_NEXUS_MONITOR": ["US-TX gross", "US-TX not_collected"],
      "US_STATE:TX gross sales with marketplace deduction": [
        "US-TX gross", "US-TX marketplace", "US-TX tax_marketplace",
      ],
      "US_STATE:MA exempt sales": ["US-MA gross", "US-MA exempt"],
      "US_STATE:TN": ["US-TN gross", "US-TN taxable", "US-TN tax_collected", "US-TN tax_other", "US-TN tax_due_state"],
      "CA_GST34:101,103": ["CA 101", "CA 103 \(vector["exp_tax", default: ""])"],
      "CA_GST34:101,103 (5.00)": ["CA 101", "CA 103 5.00"],
      "QC_QST (9.975 -> 9.98)": ["CA-QC sales 100.00", "CA-QC tax 9.98"],
      "AU_BAS:G1,1A": ["AU G1", "AU 1A"], "AU_GST_nonresident": ["AU low_value_sales", "AU low_value_gst"],
    ]
    let buyer = vector["buyer_country", default: ""]
    let seller = vector["seller_country", default: ""]
    return Set(
      vector["exp_reports", default: ""].split(separator: ";").flatMap { report -> Set<String> in
        if report.hasPrefix("ESL") { return ["list \(seller) \(buyer)123 \(report.hasSuffix("T") ? "T" : "L")"] }
        return names[String(report)] ?? []
      })
  }

  /// The line that a vector is decided to; amounts in other currencies stand in the books one to one.
  private static func line(_ vector: [String: String]) throws -> Line {
    func cell(_ name: String) -> String { vector[name, default: ""] }
    let dispatch = cell("dispatch_country").isEmpty ? cell("seller_country") : cell("dispatch_country")
    let base = cell("exp_reports").contains("DE_UStVA") || cell("exp_reports").contains("CH_MWST") ? "EUR" : "RON"
    let country = String(cell("buyer_country").prefix(2))
    let decided = try SupplyVectorTests.decided(vector)
    let decision = decided.decision
    return Line(
      kind: cell("exp_net").hasPrefix("-") ? .refund : .sale, date: cell("date"),
      currency: cell("currency") == "RON" ? "EUR" : cell("currency"), base: base,
      country: country == "EL" ? "GR" : country,
      buyer: ["EXEMPT_IC", "REVERSE_CHARGE"].contains(cell("exp_treatment")) ? "123" : "",
      lineKind: cell("supply") == "digital_service" || cell("supply") == "ebook" ? .digital : .goods,
      treatment: decision.treatment, scheme: decided.scheme, rate: decision.rate?.description,
      territory: decision.territory?.code, dispatch: dispatch, liable: decision.liable, net: cell("exp_net"),
      tax: cell("exp_tax"), baseNet: cell("exp_net"), baseTax: cell("exp_tax"))
  }
}
