/// The statement of supplies to businesses of other member states.
import Commerce
import Tax
import Testing

@Suite struct ECSalesListTests {
  private static let germany = Territory("DE") ?? .init(stored: 0)
  private let list = ECSalesList(
    state: germany, currency: .euro, ownIDs: [Territory("PL") ?? germany: "PL 52-600-01-246"])

  private func goods(_ id: Int64, _ country: String, _ buyer: String, _ net: String) -> Line {
    Line(
      id: id, kind: net.hasPrefix("-") ? .refund : .sale, country: country, buyer: buyer, treatment: .exemptIC,
      scheme: .icSupply, rate: "0", territory: "DE", dispatch: "DE", liable: .buyer, net: net)
  }

  /// 1,000.00 and 246.50 less 200.00 are 1,046.50, which is 1,047; Greece is EL; a sum below zero keeps its sign.
  private var lines: [Line] {
    [
      goods(1, "FR", "FR 23 334 175 221", "1000.00"), goods(2, "FR", "fr23334175221", "246.50"),
      goods(3, "FR", "FR23334175221", "-200.00"),
      Line(
        id: 4, country: "GR", buyer: "GR094259216", lineKind: .service, treatment: .reverseCharge,
        scheme: .serviceReverseCharge, rate: "0", territory: "EL", dispatch: "DE", liable: .buyer, net: "250.49"),
      goods(5, "XI", "110305878", "-15.00"),
      Line(
        id: 6, country: "PL", buyer: "PL8567346215", treatment: .exemptIC, scheme: .triangulation, rate: "0",
        territory: "DE", dispatch: "NL", liable: .buyer, net: "900.00"),
    ]
  }

  @Test("The German file: numbers without blanks, each buyer's total to the nearest euro, D for triangulation")
  func germanFile() throws {
    let sheet = ReturnSheet(list, lines)
    #expect(
      try GermanSalesList(sheet.figures).text == """
        #v3.0
        USt-IdNr.,Betrag (EUR),Art der Leistung
        EL094259216,250,S
        FR23334175221,1047,L
        PL8567346215,900,D
        XI110305878,-15,L

        """)
    #expect(sheet.stated["FR23334175221 L"] == "1046.50", "the amount that was not rounded is kept")
    #expect(sheet.doubts.isEmpty)
  }

  @Test("A figure names its documents, the refund with what it takes away")
  func documents() throws {
    let sheet = ReturnSheet(list, lines)
    let figure = try #require(sheet.figures.first { $0.key.group == "FR23334175221" })
    let shares = figure.shares.map {
      "\(sheet.documents[$0.document].externalID) \($0.amount.description(exponent: 2))"
    }
    #expect(shares == ["1 1000.00", "2 246.50", "3 -200.00"])
  }

  @Test("A supply without the buyer's number is a doubt and stays in the figures; the file refuses it")
  func withoutNumber() throws {
    let sheet = ReturnSheet(list, [goods(1, "FR", "", "80.00")])
    #expect(sheet.doubts.map(\.doubt) == [.buyerIDMissing])
    #expect(sheet.stated == [" L".trimmed: "80.00"])
    #expect(throws: GermanSalesList.Fault.buyerIDMissing(MinorUnits(8_000))) { try GermanSalesList(sheet.figures) }
  }

  @Test("Own goods that are moved stand under the seller's own number in the state of arrival")
  func ownGoods() {
    var transfer = goods(1, "PL", "", "500.00")
    transfer.scheme = .icTransfer
    transfer.liable = .seller
    #expect(ReturnSheet(list, [transfer]).stated == ["PL5260001246 L": "500.00"])
  }

  @Test("A line of 1,500 buyers is a file, one of 1,501 is not")
  func rows() throws {
    let many = (1...1_501).map { goods(Int64($0), "FR", "FR\(10_000 + $0)", "1.00") }
    #expect(try GermanSalesList(ReturnSheet(list, Array(many.dropLast())).figures).rows.count == 1_500)
    #expect(throws: GermanSalesList.Fault.tooManyRows(1_501)) {
      try GermanSalesList(ReturnSheet(list, many).figures)
    }
  }

  @Test("Halves go away from zero, and what sums to nothing is no row")
  func rounding() throws {
    let lines = [goods(1, "FR", "FR1", "10.50"), goods(2, "FR", "FR2", "-10.50"), goods(3, "FR", "FR3", "10.49")]
    let file = try GermanSalesList(
      ReturnSheet(list, lines + [goods(4, "FR", "FR4", "7.00"), goods(5, "FR", "FR4", "-7.00")]).figures)
    #expect(file.rows.map(\.euros) == [11, -11, 10])
  }

  @Test("Supplies at home, to consumers and from other states are not listed")
  func others() {
    var polish = goods(1, "FR", "FR1", "10.00")
    polish.territory = "PL"
    polish.dispatch = "PL"
    let lines = [
      polish, Line(id: 2, country: "DE", rate: "19", territory: "DE", dispatch: "DE", net: "1", tax: "0.19"),
    ]
    let sheet = ReturnSheet(list, lines)
    #expect(sheet.stated.isEmpty)
    #expect(Set(sheet.reasons) == ["other_territory", "other_kind"])
  }

  @Test("A period without a supply is a file without a row")
  func none() throws {
    #expect(
      try GermanSalesList(ReturnSheet(list, []).figures).text == "#v3.0\nUSt-IdNr.,Betrag (EUR),Art der Leistung\n")
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
