/// What Shopify's answers mean, whatever shape they have.
import HTTPTypes
import Platforms
import Shopify
import Testing

@Suite("Answers of Shopify")
struct AnswerTests {
  private func failure(_ status: Int, _ body: String, _ fields: [(String, String)] = []) async throws -> PlatformFailure
  {
    let shop = try TestShop(orders: 1)
    let base = shop.simulator
    let transport = PickyTransport(base: base) { request in
      guard request.pathWithoutQuery.hasSuffix("/orders.json") else { return nil }
      var head = HTTPResponse(status: .init(code: status))
      for (name, value) in fields { if let name = HTTPField.Name(name) { head.headerFields[name] = value } }
      return PlatformResponse(head, body: Array(body.utf8))
    }
    do {
      _ = try await Pulled(try shop.adapter(through: transport))
    } catch let failure as PlatformFailure {
      return failure
    }
    Issue.record("status \(status) was taken for good")
    return PlatformFailure(.platformFault, store: "", "", remedy: "", mayRetry: false)
  }

  @Test(
    "errors are read in all their shapes",
    arguments: [
      (#"{"errors":"Some words"}"#, "Some words"), (#"{"errors":["One","Two"]}"#, "One; Two"),
      (#"{"errors":{"title":["is blank","is short"],"base":["no"]}}"#, "title is blank; title is short; no"),
      (#"{"errors":{"limit":"is odd"}}"#, "limit is odd"), (#"{"error":"alone"}"#, "alone"),
    ])
  func shapes(body: String, words: String) async throws {
    let failure = try await failure(422, body)
    #expect(failure.kind == .refusedRequest && failure.message.hasSuffix(": \(words)"))
    #expect(failure.request.hasSuffix("/admin/api/2024-01/orders.json"))
  }

  @Test(
    "each status has its meaning",
    arguments: [
      (301, .unknownShop, false), (303, .unknownShop, false), (401, .badCredentials, false),
      (402, .unknownShop, false), (403, .missingPermission, false), (404, .unexpectedAnswer, true),
      (406, .refusedRequest, false), (423, .unknownShop, false), (429, .throttled, true),
      (430, .refusedRequest, false), (500, .platformFault, true), (503, .platformFault, true),
    ] as [(Int, PlatformFailure.Kind, Bool)])
  func statuses(status: Int, kind: PlatformFailure.Kind, mayRetry: Bool) async throws {
    for body in ["", "<html><body>Oops</body></html>"] {
      let failure = try await failure(status, body)
      #expect(failure.kind == kind && failure.mayRetry == mayRetry)
      #expect(failure.store == "shopify-de" && !failure.remedy.isEmpty && !failure.message.contains("<html>"))
    }
  }

  @Test("a redirect is told by its host, never with a key that its address may hold")
  func redirect() async throws {
    let failure = try await failure(302, "", [("Location", "https://elsewhere.example/login?key=geheim")])
    #expect(failure.message.contains("elsewhere.example") && !"\(failure)".contains("geheim"))
  }

  @Test("half a body is asked for again, and told as such in the end")
  func half() async throws {
    let failure = try await failure(200, #"{"orders":[{"id":1,"#)
    #expect(failure.kind == .unexpectedAnswer && failure.mayRetry && failure.message.contains("breaks off"))
    let odd = try await self.failure(200, #"{"orders":[{"id":1,}]}"#)
    #expect(odd.kind == .unexpectedAnswer && odd.mayRetry)
    let other = try await self.failure(200, #"{"products":[]}"#)
    #expect(other.kind == .unexpectedAnswer && other.message.contains("\"orders\""))
  }

  @Test("an access without a token, and an address that is none, fail before anything is sent")
  func before() throws {
    let shop = try TestShop(orders: 1)
    for (secrets, address, kind) in [
      ([:], "beispielwaren.myshopify.com", PlatformFailure.Kind.missingSecret),
      (["access_token": Secret("x")], "https://evil.example/", .unknownShop),
      (["access_token": Secret("x")], "beispielwaren.myshopify.com.evil.example", .unknownShop),
    ] {
      do {
        _ = try ShopifyAdapter(
          StoreAccess(store: "s", shop: address, secrets: secrets, transport: shop.simulator, clock: shop.clock))
        Issue.record("\(address) was taken")
      } catch {
        #expect(error.kind == kind)
      }
    }
  }
}
