/// Which accounts a business can need.
import Books
import Commerce
import Tax
import Testing

@Suite("Accounts that are needed")
struct AccountNeedsTests {
  private static func needs(
    _ country: String, registered: [String] = [], oss: Bool = false, platforms: Set<String> = ["shopify"],
    paymentMethods: Set<String> = []
  ) throws -> [AccountKey] {
    let always = DayRange(first: try #require(CivilDate("2021-07-01")))
    let seller = SellerProfile(
      country: try #require(Country(country)),
      registrations: registered.compactMap { Territory($0) }.map { .init($0, always) }, unionOSS: oss ? always : nil)
    let needs = AccountNeeds(of: seller, platforms: platforms, paymentMethods: paymentMethods)
    return needs.keys(on: try #require(CivilDate("2026-01-31")))
  }

  @Test("everything that the vectors post to is foreseen for a business like theirs")
  func vectors() throws {
    let german = try Self.needs(
      "DE", registered: ["DE", "GB"], oss: true, platforms: ["shopify", "amazon"], paymentMethods: ["paypal", "stripe"])
    let american = try Self.needs("US", registered: ["US-CA"], platforms: ["shopify", "amazon"])
    let foreseen = Set(german + american)
    for (name, events) in VectorEvents.all {
      for posting in try events() { #expect(foreseen.contains(posting.account), "\(name): \(posting.account)") }
    }
  }

  @Test(
    "the charts that come with the program have an account for all of them",
    arguments: [("DE", "skr03"), ("DE", "skr04"), ("GB", "uk"), ("US", "us"), ("FR", "uk")])
  func mapped(_ country: String, _ chart: String) throws {
    let keys = try Self.needs(
      country, registered: ["DE", "GB", "FR", "CH", "US-CA", "CA-ON"], oss: country != "US",
      platforms: ["shopify", "amazon", "woocommerce"], paymentMethods: ["klarna", "bacs", "gift_card", "foo"])
    #expect(keys.count > 100 && Set(keys).count == keys.count)
    #expect(try ChartTests.chart(chart).unmapped(among: keys) == [])
  }

  @Test("a seller who takes no part in a one-stop shop, and sells on no marketplace, needs no accounts of theirs")
  func fewer() throws {
    let keys = try Self.needs("DE", registered: ["DE"])
    #expect(!keys.contains { $0.supply == .oss || $0.supply == .marketplace || $0.role == .reserve })
    let taxes = keys.filter { $0.role == .outputTax }.map(\.description)
    #expect(taxes.prefix(2) == ["output_tax domestic DE 19", "output_tax domestic DE 7"])
  }
}
