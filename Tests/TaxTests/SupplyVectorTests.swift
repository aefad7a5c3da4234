/// The published place-of-supply vectors that the rules of this version cover.
import Commerce
import Tax
import Testing

@Suite struct SupplyVectorTests {
  static let all = Fixture.rows("place_of_supply_vectors.csv")
  static let schemes: Set = ["DOMESTIC", "OSS_UNION", "ORIGIN_BELOW_THRESHOLD", "ORIGIN_OLD_THRESHOLD", "EXPORT"]
  static let categories: Set = ["standard", "reduced", "reduced2", "zero"]

  /// Goods sold to consumers from the seller's own shop, by a seller of the European Union or the United Kingdom.
  static let covered = all.filter { vector in
    schemes.contains(vector["exp_scheme", default: ""]) && vector["buyer_type"] == "B2C" && vector["supply"] == "goods"
      && ["TAXED", "EXPORT_ZERO"].contains(vector["exp_treatment", default: ""])
      && categories.contains(vector["rate_category", default: ""])
  }

  @Test("Vectors are covered, and not fewer than before")
  func coverage() { #expect(Self.covered.count >= 25, "\(Self.covered.count)") }

  @Test("Treatment, tax country, rate and scheme are the published ones", arguments: covered)
  func decisions(_ vector: [String: String]) throws {
    let date = try #require(CivilDate(vector["date", default: ""]))
    let registrations = vector["seller_registrations", default: ""].split(separator: "+").map(String.init)
    let atOrigin = vector["over_10k_threshold"] == "n" && !registrations.contains("OSS")
    let seller = SellerProfile(
      country: try #require(Country(Self.country(vector["seller_country", default: ""]))),
      unionOSS: registrations.contains("OSS") ? DayRange(first: try #require(CivilDate("2021-07-01"))) : nil,
      distanceSales: [.init(from: try #require(CivilDate("2021-07-01")), taxedAt: atOrigin ? .origin : .destination)])
    let dispatch = try #require(Country(Self.country(vector["dispatch_country", default: ""])))
    let arrival = try #require(Country(Self.country(vector["buyer_country", default: ""])))
    let postcode = Array(vector["buyer_postcode", default: ""].utf8)
    let facts = SupplyFacts(
      dispatch: VATArea.standard.place(dispatch, on: date),
      arrival: VATArea.standard.place(arrival, postcode: postcode.span, city: [UInt8]().span, on: date),
      buyer: .consumer, category: try #require(RateCategory(name: vector["rate_category", default: ""])), date: date)
    let decision = PlaceOfSupply(seller: seller).decide(facts)
    #expect(decision.treatment.name == vector["exp_treatment", default: ""].lowercased())
    #expect(decision.scheme.name == vector["exp_scheme", default: ""].lowercased())
    #expect(decision.rate?.description == vector["exp_rate", default: ""])
    #expect(decision.liable.name == vector["exp_tax_liable_party"] || decision.treatment == .exportZero)
    if decision.treatment == .taxed {
      #expect(decision.territory?.code.prefix(2) == vector["exp_tax_country"]?.prefix(2))
    }
  }

  private static func country(_ code: String) -> String { code == "EL" ? "GR" : code }
}
