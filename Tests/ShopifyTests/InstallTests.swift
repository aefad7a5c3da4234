/// An app is installed from the owner's click to the token, and only by Shopify's word.
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Installing an app")
struct InstallTests {
  private let options = ShopifySimulator.Options()

  private func callback(_ shop: TestShop, _ install: ShopifyInstall, state: String) async throws -> String {
    let address = try #require(
      install.authorizeURL(
        shop: shop.simulator.access.shop, scopes: ["read_orders", "read_all_orders"],
        redirect: "https://app.example/callback", state: state))
    let path = String(address.drop { $0 != "?" })
    let answer = try await shop.simulator.send(
      PlatformRequest(
        "authorize",
        .init(
          method: .get, scheme: "https", authority: shop.simulator.access.shop,
          path: "/admin/oauth/authorize\(path)")))
    #expect(answer.head.status.code == 302)
    return String(try #require(answer.field("Location")).drop { $0 != "?" }.dropFirst())
  }

  @Test("a token comes for a callback that Shopify signed, once")
  func whole() async throws {
    let shop = try TestShop(orders: 3)
    let install = ShopifyInstall(clientID: options.clientID, secrets: [Secret(options.clientSecret)])
    let query = try await callback(shop, install, state: "0.42")
    let trusted = try install.callback(query: query, state: "0.42")
    let grant = try await install.exchange(trusted, store: "s", transport: shop.simulator, clock: shop.clock)
    #expect(grant.scopes == ["read_orders", "read_all_orders"] && !"\(grant)".contains("shpat_"))
    #expect(try await shop.adapter(token: grant.token.revealed).connect().currency == "EUR")
    await #expect(throws: PlatformFailure.self) {
      try await install.exchange(trusted, store: "s", transport: shop.simulator, clock: shop.clock)
    }
  }

  @Test("a callback is refused for another signature, state or shop")
  func refused() async throws {
    let shop = try TestShop(orders: 1)
    let install = ShopifyInstall(clientID: options.clientID, secrets: [Secret(options.clientSecret)])
    let query = try await callback(shop, install, state: "a b&c")
    #expect(throws: ShopifyInstall.CallbackFault.state) { try install.callback(query: query, state: "other") }
    let forged = query.replacing("code=code1", with: "code=code9")
    #expect(throws: ShopifyInstall.CallbackFault.signature) { try install.callback(query: forged, state: "a b&c") }
    let other = ShopifyInstall(clientID: options.clientID, secrets: [Secret("other")])
    #expect(throws: ShopifyInstall.CallbackFault.signature) { try other.callback(query: query, state: "a b&c") }
    #expect(install.authorizeURL(shop: "evil.example", scopes: [], redirect: "", state: "") == nil)
    #expect(install.authorizeURL(shop: "-.myshopify.com", scopes: [], redirect: "", state: "") == nil)
    #expect(install.authorizeURL(shop: "a.b.myshopify.com", scopes: [], redirect: "", state: "") == nil)
  }
}
