/// The published place-of-supply vectors.
import Commerce
import Tax
import Testing

@Suite struct SupplyVectorTests {
  static let vectors = Fixture.rows("place_of_supply_vectors.csv")

  /// Refunds of the vectors are declared in the first quarter of 2026.
  static func decided(_ vector: [String: String]) throws -> DecidedCase {
    let supply = try SupplyCase(SupplyCase.Column.allCases.map { vector[$0.name, default: ""] })
    return try #require(supply.decided(declaredOn: CivilDate("2026-03-31")))
  }

  @Test(
    "Every published vector is decided as published, with its amounts, its returns and who owes the tax",
    arguments: vectors)
  func decisions(_ vector: [String: String]) throws {
    let decided = try Self.decided(vector)
    let exponent = try #require(Currency(vector["currency", default: ""])?.exponent)
    let actual = [
      decided.decision.treatment.name.uppercased(), decided.taxCountry, decided.decision.rate?.description ?? "",
      decided.net.description(exponent: exponent), decided.tax.description(exponent: exponent),
      decided.gross.description(exponent: exponent), decided.scheme.name.uppercased(), decided.decision.liable.name,
      decided.reports,
    ]
    let expected = [
      "treatment", "tax_country", "rate", "net", "tax", "gross", "scheme", "tax_liable_party", "reports",
    ].map { vector["exp_\($0)", default: ""] }
    #expect(actual == expected, "\(vector["id", default: ""]): \(vector["reason", default: ""])")
  }

  @Test("A taxed decision says by which law, and every reason is told in words that can be quoted")
  func reasons() throws {
    #expect(Self.vectors.count == 75)
    for vector in Self.vectors {
      let decided = try Self.decided(vector)
      #expect(decided.reason.count > 20)
      if decided.decision.territory?.prefix.code != "US" { #expect(!decided.decision.reason.legalBasis.isEmpty) }
    }
  }

  @Test(
    "A word that no column has is said so, with the words there are",
    arguments: [
      (SupplyCase.Column.buyerType, "B2G", "B2B, B2C"), (.supply, "food", "digital_service"),
      (.rateCategory, "low", "super_reduced"), (.date, "2026-02-30", "2026-03-02"), (.currency, "XAU", "ISO 4217"),
      (.buyerVATIDStatus, "maybe", "unavailable"), (.sellerRegistrations, "QQ", "QQ"),
      (.salesChannel, "shop", "own_shop"),
      (.buyerCountry, "ZZ", "no country"), (.amount, "1,00", "119.00"), (.overThreshold, "perhaps", "neither y nor n"),
    ])
  func faults(_ column: SupplyCase.Column, _ word: String, _ hint: String) throws {
    let vector = try #require(Self.vectors.first)
    var cells = SupplyCase.Column.allCases.map { vector[$0.name, default: ""] }
    cells[column.rawValue] = word
    let fault = #expect(throws: SupplyCase.Fault.self) { try SupplyCase(cells) }
    #expect(fault?.column == column && fault?.sentence.contains(hint) == true, "\(fault?.sentence ?? "")")
  }
}
