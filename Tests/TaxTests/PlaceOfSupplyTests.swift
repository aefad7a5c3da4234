/// Decisions for one seller, case by case.
import Columns
import Commerce
import Tax
import Testing

@Suite struct PlaceOfSupplyTests {
  /// A trader in the United Kingdom, and one in Germany within the one-stop shop.
  static func british() throws -> PlaceOfSupply {
    PlaceOfSupply(seller: SellerProfile(country: try #require(Country("GB"))))
  }
  static func german(oss: Bool) throws -> PlaceOfSupply {
    let since = DayRange(first: try #require(CivilDate("2021-07-01")))
    return PlaceOfSupply(seller: SellerProfile(country: try #require(Country("DE")), unionOSS: oss ? since : nil))
  }
  static func facts(
    _ from: String, _ to: String?, _ date: String, line: LineKind = .goods, category: RateCategory = .standard,
    buyer: BuyerKind = .unknown, vatID: VATIDStatus = .none
  ) throws -> SupplyFacts {
    let day = try #require(CivilDate(date))
    let dispatch = VATArea.standard.place(try #require(Country(from)), on: day)
    let arrival = try to.map { VATArea.standard.place(try #require(Country($0)), on: day) }
    return SupplyFacts(
      dispatch: dispatch, arrival: arrival, buyer: buyer, vatID: vatID, line: line, category: category, date: day)
  }

  @Test(
    "A British trader of 2010 and 2011 taxes at home and to consumers in the Union, and exports at zero",
    arguments: [
      ("GB", "2010-12-01", "taxed", "GB", "17.5", "domestic"), ("GB", "2011-01-04", "taxed", "GB", "20", "domestic"),
      ("IE", "2010-12-01", "taxed", "GB", "17.5", "distance_sale_at_origin_old"),
      ("CY", "2011-11-01", "taxed", "GB", "20", "distance_sale_at_origin_old"),
      ("HR", "2011-11-01", "export_zero", "GB", "0", "export"),
      ("NO", "2011-11-01", "export_zero", "GB", "0", "export"),
      ("US", "2011-11-01", "export_zero", "GB", "0", "export"),
      ("JE", "2011-11-01", "export_zero", "GB", "0", "export"),
      ("IM", "2011-11-01", "taxed", "GB", "20", "domestic"), ("IC", "2011-11-01", "export_zero", "GB", "0", "export"),
    ])
  func british(
    _ country: String, _ date: String, _ treatment: String, _ territory: String, _ rate: String, _ reason: String
  ) throws {
    let decision = try Self.british().decide(try Self.facts("GB", country, date))
    #expect(decision.treatment.name == treatment)
    #expect(decision.territory?.code == territory)
    #expect(decision.rate?.description == rate)
    #expect(decision.reason.code == reason)
  }

  @Test(
    "Distance sales since July 2021 are taxed in the consumer's state, by the one-stop shop where the seller takes part"
  )
  func destination() throws {
    let sale = try Self.facts("DE", "FR", "2026-03-02")
    let oss = try Self.german(oss: true).decide(sale)
    #expect(
      (oss.scheme, oss.taxReturn, oss.territory?.code, oss.rate?.description) == (.ossUnion, .ossUnion, "FR", "20"))
    #expect(!oss.reason.isFinding)
    let local = try Self.german(oss: false).decide(sale)
    #expect((local.scheme, local.taxReturn, local.rate?.description) == (.localRegistration, .local, "20"))
    #expect(local.reason.code == "needs_registration" && local.reason.isFinding)
    let northern = try Self.german(oss: true).decide(try Self.facts("DE", "XI", "2026-03-02"))
    #expect((northern.scheme, northern.territory?.code, northern.rate?.description) == (.ossUnion, "XI", "20"))
  }

  @Test("A seller below the threshold taxes at origin")
  func origin() throws {
    let seller = SellerProfile(
      country: try #require(Country("DE")),
      distanceSales: [.init(from: try #require(CivilDate("2021-07-01")), taxedAt: .origin)])
    let decision = PlaceOfSupply(seller: seller).decide(try Self.facts("DE", "FR", "2026-03-02"))
    #expect((decision.scheme, decision.territory?.code) == (.originBelowThreshold, "DE"))
  }

  @Test("A registration in the consumer's state is used where there is no one-stop shop")
  func registered() throws {
    let france = SellerProfile.Registration(
      try #require(Territory("FR")), DayRange(first: try #require(CivilDate("2020-01-01"))))
    let seller = SellerProfile(country: try #require(Country("DE")), registrations: [france])
    let decision = PlaceOfSupply(seller: seller).decide(try Self.facts("DE", "FR", "2026-03-02"))
    #expect((decision.scheme, decision.reason.code) == (.localRegistration, "distance_sale_at_destination"))
  }

  @Test("Great Britain and Northern Ireland are domestic to each other")
  func unitedKingdom() throws {
    let decision = try Self.british().decide(try Self.facts("GB", "XI", "2026-03-02"))
    #expect((decision.scheme, decision.rate?.description) == (.domestic, "20"))
  }

  @Test("Lines that are no supply are out of scope, even where the country is not known")
  func outOfScope() throws {
    for line in [LineKind.bankCharge, .marketplaceFee, .badDebt] {
      let decision = try Self.british().decide(try Self.facts("GB", nil, "2011-01-01", line: line))
      #expect((decision.treatment, decision.taxReturn) == (.outOfScope, .none))
    }
    var seller = try Self.british().seller
    seller.noSupply = LineKindSet([])
    let fee = PlaceOfSupply(seller: seller).decide(try Self.facts("GB", "GB", "2011-02-01", line: .bankCharge))
    #expect(fee.treatment == .taxed)
  }

  @Test("An unknown destination is a finding and never a guess")
  func unresolved() throws {
    let decision = try Self.british().decide(try Self.facts("GB", nil, "2011-01-01"))
    #expect((decision.treatment, decision.rate, decision.check) == (.pending, nil, .undecided))
    #expect(decision.reason.code == "country_unresolved" && decision.reason.isFinding)
  }

  @Test("Within a country without tabulated rates the platform's tax stands unchecked", arguments: ["US", "CA", "SG"])
  func platform(_ country: String) throws {
    let place = PlaceOfSupply(seller: SellerProfile(country: try #require(Country(country))))
    let decision = place.decide(try Self.facts(country, country, "2026-03-02"))
    #expect((decision.treatment, decision.check, decision.rate) == (.taxed, .platformOnly, nil))
    #expect(decision.reason.code == "platform_tax")
  }

  @Test("A class without a rate on that day is a finding")
  func rateMissing() throws {
    let decision = try Self.german(oss: true).decide(try Self.facts("DE", "DE", "2026-03-02", category: .parking))
    #expect((decision.treatment, decision.reason.code) == (.pending, "rate_missing"))
  }

  @Test("A business with a valid number buys free of tax, and one whose number is not answered for is parked")
  func business() throws {
    var sale = try Self.facts("DE", "FR", "2026-03-02", buyer: .business, vatID: .valid)
    #expect(try Self.german(oss: true).decide(sale).reason.code == "intra_community_supply")
    sale.vatID = .unavailable
    let parked = try Self.german(oss: true).decide(sale)
    #expect((parked.treatment, parked.scheme, parked.taxReturn) == (.pending, .pendingValidation, .none))
    #expect(parked.reason.isFinding && parked.check == .undecided)
  }

  @Test("A region without a class of its own takes the rate of its state")
  func region() throws {
    let day = try #require(CivilDate("2026-03-02"))
    let place = VATArea.standard.place(
      try #require(Country("FR")), postcode: Array("20000".utf8).span, city: [UInt8]().span, on: day)
    let seller = PlaceOfSupply(seller: SellerProfile(country: try #require(Country("FR"))))
    let home = VATArea.standard.place(try #require(Country("FR")), on: day)
    #expect(seller.decide(SupplyFacts(dispatch: home, arrival: place, date: day)).rate?.description == "20")
    let special = SupplyFacts(dispatch: home, arrival: place, category: .superReduced, date: day)
    #expect(seller.decide(special).rate?.description == "0.9")
  }

  @Test("Reasons have numbers and codes of their own, and are found by number")
  func reasons() {
    #expect(Set(DecisionReason.all.map(\.number)).count == DecisionReason.all.count)
    #expect(Set(DecisionReason.all.map(\.code)).count == DecisionReason.all.count)
    for reason in DecisionReason.all { #expect(DecisionReason(stored: reason.number) == reason) }
  }

  @Test("Words of the vocabulary come back as themselves")
  func words() {
    for value in Treatment.allCases { #expect(Treatment(name: value.name) == value) }
    for value in Scheme.allCases { #expect(Scheme(name: value.name) == value) }
    for value in LiableParty.allCases { #expect(LiableParty(name: value.name) == value) }
    for value in TaxReturn.allCases { #expect(TaxReturn(name: value.name) == value) }
    #expect(LineKindSet([.goods, .tip]).kinds == [.goods, .tip])
  }
}
