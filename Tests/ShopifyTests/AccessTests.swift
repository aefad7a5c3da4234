/// What goes wrong with the access is named, with what to do, and never shows a secret.
import HTTPTypes
import Platforms
import Shopify
import Simulation
import Testing

@Suite("Access to Shopify")
struct AccessTests {
  private static let secret = "shpat_00000000000000000000000000000bad"

  private func failure(_ adapter: @autoclosure () throws -> ShopifyAdapter) async throws -> PlatformFailure {
    do {
      _ = try await Pulled(try adapter())
    } catch let failure as PlatformFailure {
      #expect(!"\(failure)".contains(Self.secret) && !"\(failure)".contains("shpat_"))
      #expect(failure.store == "shopify-de" && !failure.remedy.isEmpty)
      return failure
    }
    throw NothingFailed()
  }
  private struct NothingFailed: Error {}

  @Test("a shop says who it is")
  func connect() async throws {
    let identity = try await TestShop(orders: 1).adapter().connect()
    #expect(identity.currency == "EUR" && identity.timeZone == "Europe/Berlin" && identity.version == "2024-01")
    #expect(identity.limits == [])
  }

  @Test("a token without read_all_orders fails, and does not silently give sixty days")
  func sixtyDays() async throws {
    var options = ShopifySimulator.Options()
    options.scopes.remove("read_all_orders")
    let shop = try TestShop(options: options)
    #expect(try await failure(shop.adapter()).kind == .truncatedData)
    #expect(try await shop.adapter().connect().limits.count == 1)
    let recent = PullWindow(since: shop.clock.now() / 1_000 - 10 * 86_400)
    _ = try await Pulled(try shop.adapter(), .orders, recent)
  }

  @Test("a wrong token, another shop, a page of HTML and endless throttling each have a name")
  func wrong() async throws {
    let shop = try TestShop(orders: 5)
    #expect(try await failure(shop.adapter(token: Self.secret)).kind == .badCredentials)
    #expect(try await failure(shop.adapter(shop: "nobody.myshopify.com")).kind == .unreachable)
    let html = CannedTransport { _ in .html("<html>Be right back</html>", status: 200) }
    let page = try await failure(shop.adapter(through: html))
    #expect(page.kind == .unexpectedAnswer && page.mayRetry)
    let simulator = shop.simulator
    let busy = CannedTransport { request in simulator.throttled(request, milliseconds: 2_000) }
    let throttled = try await failure(shop.adapter(through: busy))
    #expect(throttled.kind == .throttled && throttled.mayRetry)
    let tls = CannedTransport { _ throws(TransportFault) in throw .tls("certificate has expired") }
    #expect(try await failure(shop.adapter(through: tls)).kind == .tls)
  }

  @Test("the callback of an installation is believed only with Shopify's signature")
  func install() {
    let install = ShopifyInstall(clientID: "id", secrets: [Secret("hush")])
    let first = "code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&timestamp=1337178173"
    let digest = "4712bf92ffc2917d15a2f5a273e39f0116667419aa4b6ac0b3baaf26fa3c4d20"
    #expect(install.isSigned(query: "\(first)&hmac=\(digest)"))
    #expect(!install.isSigned(query: "\(first)1&hmac=\(digest)"))
    let withState =
      "code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173"
    #expect(
      install.isSigned(
        query: "\(withState)&hmac=700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf"))
    let rotated = ShopifyInstall(clientID: "id", secrets: [Secret("new"), Secret("hush")])
    #expect(rotated.isSigned(query: "\(first)&hmac=\(digest)"))
  }
}
