/// Every kind of bad answer is an error that names store, request and remedy, and never a secret.
import HTTPTypes
import Platforms
import Simulation
import Testing
import WooCommerce

@Suite("Answers of WooCommerce")
struct AnswerTests {
  private func failure(_ transport: any Transport, _ settings: [String: String] = [:]) async throws -> PlatformFailure {
    let shop = try TestShop(orders: 1)
    let adapter = try shop.adapter(through: transport, settings: settings)
    return try #require(await #expect(throws: PlatformFailure.self) { _ = try await Pulled(adapter) })
  }

  private static let cases: [(status: Int, body: String, kind: PlatformFailure.Kind, mayRetry: Bool, says: String)] = [
    (
      401,
      #"{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}"#,
      .badCredentials, false, "Authorization"
    ),
    (
      401,
      #"{"code":"woocommerce_rest_authentication_error","message":"Consumer secret is invalid.","data":{"status":401}}"#,
      .badCredentials, false, "consumer"
    ),
    (
      401, #"{"code":"woocommerce_rest_authentication_error","message":"Invalid timestamp.","data":{"status":401}}"#,
      .badCredentials, false, "clock"
    ),
    (401, "<html>Authorization Required</html>", .badCredentials, false, "web server"),
    (
      403,
      #"{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot view this resource.","data":{"status":403}}"#,
      .missingPermission, false, "user who manages"
    ),
    (
      403, #"{"code":"rest_forbidden","message":"Sorry, you are not allowed to do that.","data":{"status":403}}"#,
      .missingPermission, false, "permission"
    ),
    (403, "<html><title>Just a moment...</title></html>", .refusedRequest, false, "firewall"),
    (
      404,
      #"{"code":"rest_no_route","message":"No route was found matching the URL and request method.","data":{"status":404}}"#,
      .refusedRequest, false, "plugin"
    ),
    (404, "<html>Not found</html>", .unknownShop, false, "routes"),
    (
      400,
      #"{"code":"rest_invalid_param","message":"Invalid parameter(s): page","data":{"status":400,"params":{"page":"page must be greater than or equal to 1"}}}"#,
      .refusedRequest, false, "greater than"
    ),
    (
      500, #"{"code":"woocommerce_rest_cannot_create_order_refund","message":"Invalid refund amount.","data":500}"#,
      .refusedRequest, false, "Invalid refund amount."
    ),
    (
      500,
      #"{"code":"internal_server_error","message":"<p>There has been a critical error on this website.</p>","data":{"status":500}}"#,
      .platformFault, true, "critical error"
    ),
    (502, "<html><h1>502 Bad Gateway</h1></html>", .platformFault, true, "502"),
    (429, "", .throttled, true, "too many"),
    (
      200, "<!DOCTYPE html><html><body>Briefly unavailable for scheduled maintenance.</body></html>", .unexpectedAnswer,
      true, "HTML"
    ),
    (200, "", .unexpectedAnswer, true, "nothing"),
    (200, #"[{"id":1,"meta_data":[{"id":1}]"#, .unexpectedAnswer, true, "no whole JSON"),
    (301, "", .unknownShop, false, "https://www.shop.example"),
  ]

  @Test("each is told as what it is", arguments: cases.indices)
  func told(index: Int) async throws {
    let expected = Self.cases[index]
    let transport = CannedTransport(
      expected.status, expected.body, ["Location": "https://www.shop.example/wp-json/?consumer_secret=cs_1"])
    let failure = try await failure(transport, ["routes": "pretty"])
    #expect(failure.kind == expected.kind && failure.mayRetry == expected.mayRetry, "\(failure)")
    #expect(failure.store == "woocommerce-de" && failure.request == "GET /wp-json/wc/v3/orders")
    #expect((failure.message + failure.remedy).contains(expected.says), "\(failure)")
    #expect(!"\(failure)".contains("cs_1") && !failure.remedy.isEmpty)
  }

  @Test("no failure holds a key, a secret or an address, not even when the shop repeats them")
  func secrets() async throws {
    let shop = try TestShop(orders: 1)
    let secrets = shop.simulator.access.secrets
    let body =
      #"{"code":"x","message":"\#(secrets["consumer_secret"] ?? "") of anna@example.test is \#(secrets["consumer_key"] ?? "")"}"#
    for address in ["https://shop.example", "http://shop.example"] {
      let adapter = try shop.adapter(through: CannedTransport(400, body), shop: address)
      let failure = try #require(await #expect(throws: PlatformFailure.self) { _ = try await Pulled(adapter) })
      for secret in secrets.values { #expect(!"\(failure)".contains(secret)) }
      #expect(!"\(failure)".contains("anna@") && !"\(failure)".contains("oauth"))
      #expect(!"\(adapter)".contains(secrets["consumer_secret"] ?? "?"))
    }
  }

  @Test("key and secret are sent over TLS only, and only in a header; without it requests are signed")
  func credentials() async throws {
    let shop = try TestShop(orders: 1)
    let secrets = shop.simulator.access.secrets
    for (address, isPlain) in [("https://shop.example", false), ("http://shop.example", true)] {
      let seen = Seen()
      let transport = CannedTransport { request in
        await seen.note(request)
        return .canned(200, "[]", ["X-WP-Total": "0"])
      }
      _ = try await Pulled(try shop.adapter(through: transport, shop: address))
      for request in await seen.requests {
        let path = request.head.path ?? ""
        #expect(!path.contains(secrets["consumer_secret"] ?? "?"))
        #expect((request.head.headerFields[.authorization] == nil) == isPlain)
        #expect(path.contains("oauth_signature=") == isPlain)
      }
    }
    #expect(throws: PlatformFailure.self) {
      _ = try shop.adapter(shop: "http://shop.example", settings: ["auth": "basic"])
    }
    #expect(throws: PlatformFailure.self) {
      try WooCommerceAdapter(
        StoreAccess(store: "x", shop: "https://a.example", secrets: [:], transport: shop.simulator, clock: shop.clock))
    }
  }

  private actor Seen {
    var requests: [PlatformRequest] = []
    func note(_ request: PlatformRequest) { requests.append(request) }
  }

  @Test(
    "notices of PHP and a byte order mark before the JSON are passed over",
    arguments: [
      "\u{FEFF}", "\n\n  ",
      "<br />\n<b>Warning</b>:  Undefined array key \"x\" in <b>/srv/wp[1]/{a}.php</b> on line <b>12</b><br />\n",
      "PHP Notice:  Trying to access array offset in /srv/x.php on line 3\n",
    ])
  func noise(text: String) async throws {
    var options = WooCommerceSimulator.Options()
    options.noise = text
    let shop = try TestShop(orders: 40, options: options)
    let clean = try TestShop(orders: 40)
    let expected = try await Pulled(try clean.adapter()).byKey
    #expect(try await Pulled(try shop.adapter()).byKey == expected)
    let identity = try await shop.adapter().connect()
    let isNotice = text.contains("PHP") || text.contains("Warning")
    #expect(identity.currency == "EUR" && identity.limits.contains { $0.contains("notices") } == isNotice)
  }

  @Test("half an answer behind a notice is no answer")
  func halfBehindNoise() async throws {
    let body = "<br />\n[{\"id\":1,\"total\":\"1.00\",\"meta_data\":[{\"id\":1}]"
    #expect(try await failure(CannedTransport(200, body)).kind == .unexpectedAnswer)
  }

  @Test("a shop without permalinks is found by its other address")
  func withoutPermalinks() async throws {
    var options = WooCommerceSimulator.Options()
    options.hasPermalinks = false
    for address in ["https://shop.example", "http://shop.example"] {
      let shop = try TestShop(orders: 30, options: options)
      let pulled = try await Pulled(try shop.adapter(shop: address))
      #expect(pulled.documents.count { $0.kind == "sale" } == 30)
      let forced = try await Pulled(try shop.adapter(shop: address, settings: ["routes": "query"]))
      #expect(forced.byKey == pulled.byKey)
    }
  }

  @Test("connecting tells currency, zone, version and what is odd about the shop")
  func connect() async throws {
    var options = WooCommerceSimulator.Options()
    options.roundsAtSubtotal = true
    let identity = try await TestShop(orders: 1, options: options).adapter().connect()
    #expect(identity.name == "Beispielwaren" && identity.currency == "EUR" && identity.timeZone == "Europe/Berlin")
    #expect(identity.version == "wc/v3, WooCommerce 11.0.1, orders in tables")
    #expect(identity.limits.count == 1 && identity.limits.first?.contains("once per rate") == true)
    options.storage = .posts
    options.roundsAtSubtotal = false
    let older = try await TestShop(orders: 1, options: options).adapter().connect()
    #expect(older.version == "wc/v3, WooCommerce 7.9.0, orders in posts" && older.limits == [])
    let failure = try #require(
      await #expect(throws: PlatformFailure.self) {
        _ = try await TestShop(orders: 1).adapter(key: "ck_unknown").connect()
      })
    #expect(failure.kind == .badCredentials)
  }
}
