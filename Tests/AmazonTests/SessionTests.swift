/// Tokens, limits, faults and what messages say.
import Amazon
import Commerce
import HTTPTypes
import Platforms
import Simulation
import Testing

@Suite("Tokens, limits and faults")
struct SessionTests {
  private static let empty = #"{"payload":{"Orders":[]}}"#

  private func pull(
    _ transport: any Transport, _ settings: [String: String] = [:],
    clock: VirtualClock = VirtualClock(start: Market.now)
  ) async throws -> PulledPage? {
    let adapter = try AmazonAdapter(.recorded(transport, clock: clock, ["refunds": "none"].merging(settings) { $1 }))
    var pull = try await adapter.pull(.orders, window: PullWindow(), columns: [], from: nil)
    return try await pull.next()
  }

  private func failure(_ transport: any Transport, _ settings: [String: String] = [:]) async throws -> PlatformFailure {
    try #require(await #expect(throws: PlatformFailure.self) { _ = try await pull(transport, settings) })
  }

  @Test("A token is asked for once and used until shortly before its end")
  func tokenOnce() async throws {
    let market = try Market("DE", orders: 30)
    let logins = Count()
    let transport = Between(next: market.simulator) { request throws(TransportFault) in
      if request.operation == "lwa.token" { _ = logins.next() }
      return nil
    }
    _ = try await market.pull(.orders, ["orders_api": "2026-01-01"], through: transport)
    #expect(logins.current == 1)
  }

  @Test("A token that ends in the middle of a pull is renewed, and nothing is lost", arguments: ["v0", "2026-01-01"])
  func tokenEnds(api: String) async throws {
    var options = AmazonSimulator.Options()
    options.accessTokenSeconds = 120
    let market = try Market("DE", orders: 90, options: options)
    let pulled = try await market.pull(.orders, ["orders_api": api, "page_size": "10"])
    let whole = try await Market("DE", orders: 90).pull(.orders, ["orders_api": api, "page_size": "10"])
    #expect(pulled.byID == whole.byID)
  }

  @Test("9: a token that Amazon calls expired is renewed once, wherever in a pull; the words are in message or details")
  func expiredOnce() async throws {
    for text in ["message", "details"] {
      let words = "The access token you provided has expired."
      let transport = Recorded { _, before in
        if before > 0 { return .json(Self.empty) }
        return text == "details"
          ? .error(403, "Unauthorized", "Access to requested resource is denied.", details: words)
          : .error(403, "Unauthorized", words)
      }
      _ = try await pull(transport)
      let tokens = transport.log.compactMap { $0.head.headerFields[HTTPField.Name("x-amz-access-token") ?? .accept] }
      #expect(tokens == ["Atza|test-0", "Atza|test-1"])
    }
  }

  @Test("9: a token that is refused as expired again and again ends the pull after two logins")
  func expiredAlways() async throws {
    let transport = Recorded { _, _ in
      .error(
        403, "Unauthorized", "Access to requested resource is denied.",
        details: "The access token you provided has expired.")
    }
    let failure = try await failure(transport)
    #expect(failure.kind == .badCredentials)
    #expect(transport.log.count == 2)
  }

  @Test("9: denied access is not tried again")
  func denied() async throws {
    let transport = Recorded { _, _ in .error(403, "Unauthorized", "Access to requested resource is denied.") }
    let failure = try await failure(transport)
    #expect(failure.kind == .missingPermission)
    #expect(failure.request == "GET /orders/v0/orders")
    #expect(!failure.mayRetry)
    #expect(transport.log.count == 1)
  }

  @Test("A missing role is told as such")
  func missingRole() async throws {
    let transport = Recorded { request, _ in
      request.operation == "tokens.restricted"
        ? .error(
          400, "InvalidInput",
          "Application does not have access to one or more requested data elements: [buyerInfo, shippingAddress]")
        : .json(Self.empty)
    }
    let failure = try await failure(transport, ["personal_data": "buyers"])
    #expect(failure.kind == .missingPermission)
    #expect(failure.remedy.contains("personal_data"))
  }

  @Test(
    "Wrong credentials are told by the login service, and the remedy names them",
    arguments: [
      (401, #"{"error":"invalid_client","error_description":"Client authentication failed"}"#),
      (
        400,
        #"{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : refresh_token"}"#
      ),
    ])
  func badCredentials(status: Int, body: String) async throws {
    let transport = Between(next: Recorded { _, _ in .json(Self.empty) }) { request throws(TransportFault) in
      request.operation == "lwa.token" ? .json(body, status: status) : nil
    }
    let failure = try await failure(transport)
    #expect(failure.kind == .badCredentials)
    #expect(failure.remedy.contains("client_secret"))
    #expect(failure.request == "POST /auth/o2/token")
  }

  @Test("The simulator's login service says the same, word for word")
  func simulatedLogin() async throws {
    let market = try Market("DE", orders: 5)
    var access = market.access()
    access.secrets["client_secret"] = Secret("wrong")
    let adapter = try AmazonAdapter(access)
    let failure = await #expect(throws: PlatformFailure.self) { try await adapter.connect() }
    #expect(failure?.message.contains("invalid_client: Client authentication failed") == true)
  }

  @Test("8: too many requests without any hint are waited for and the same page is asked for again")
  func throttled() async throws {
    let clock = VirtualClock(start: Market.now)
    let transport = Recorded { _, before in
      before < 3
        ? .error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.") : .json(Self.empty)
    }
    _ = try await pull(transport, clock: clock)
    #expect(transport.log.count == 4)
    #expect(Set(transport.log.map(\.address)).count == 1)
    // One login: a limit is no reason to renew the token. Orders have one request a minute once the bucket is empty.
    #expect(transport.all.count { $0.operation == "lwa.token" } == 1)
    #expect(clock.now() - Market.now >= 3 * 59_000)
  }

  @Test("8: an answer without a granted rate is fine, and one with it is kept to")
  func grantedRate() {
    var pacing = AmazonPacing()
    for _ in 0..<20 { #expect(pacing.delay(before: "orders.list", now: 0) == 0) }
    #expect(pacing.delay(before: "orders.list", now: 0) == 59_881)
    var faster = AmazonPacing()
    faster.learn(from: .json("{}", ["x-amzn-RateLimit-Limit": "0.5"]), to: "orders.list", now: 0)
    for _ in 0..<20 { _ = faster.delay(before: "orders.list", now: 0) }
    #expect(faster.delay(before: "orders.list", now: 0) == 2_000)
    faster.learn(from: .json("{}"), to: "orders.list", now: 0)
    #expect(faster.delay(before: "orders.list", now: 0) == 4_000)
  }

  @Test(
    "Rates are read as they are written",
    arguments: [("0.0167", 16_700), ("2.0", 2_000_000), ("5", 5_000_000), ("0.0055999", 5_599)])
  func rates(text: String, rate: Int64) { #expect(TokenBucket.rate(of: text) == rate) }

  @Test("The simulator counts requests by operation, and a paced pull never meets its limits")
  func pacedPull() async throws {
    let market = try Market("DE", orders: 150)
    let refusals = Count()
    let transport = Between(next: market.simulator) { request async throws(TransportFault) in
      let answer = try await market.simulator.send(request)
      if answer.head.status.code == 429 { _ = refusals.next() }
      return answer
    }
    let pulled = try await market.pull(through: transport)
    #expect(pulled.documents.count > 100)
    #expect(refusals.current == 0)
  }

  @Test("The simulator refuses the request after the last token of a bucket, without a rate and a time")
  func simulatedLimit() async throws {
    let market = try Market("DE", orders: 5)
    let login = try await market.simulator.send(loginRequest(market))
    let body = String(decoding: login.body, as: UTF8.self)
    let token = String(body.split(separator: "\"")[3])
    var head = HTTPRequest(method: .get, scheme: "https", authority: "x", path: "/fba/inventory/v1/summaries")
    head.headerFields[HTTPField.Name("x-amz-access-token") ?? .accept] = token
    var last: PlatformResponse?
    for _ in 0..<3 { last = try await market.simulator.send(PlatformRequest("inventory.summaries", head)) }
    let answer = try #require(last)
    #expect(answer.head.status.code == 429)
    #expect(
      String(decoding: answer.body, as: UTF8.self)
        == #"{"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota for the requested resource.","details":""}]}"#
    )
    for name in ["Retry-After", "x-amzn-RateLimit-Limit"] {
      #expect(answer.head.headerFields[HTTPField.Name(name) ?? .accept] == nil)
    }
  }

  private func loginRequest(_ market: Market) -> PlatformRequest {
    let secrets = market.simulator.access.secrets
    let form = [
      "grant_type=refresh_token", "refresh_token=\(secrets["refresh_token"] ?? "")",
      "client_id=\(secrets["client_id"] ?? "")", "client_secret=\(secrets["client_secret"] ?? "")",
    ].joined(separator: "&")
    let head = HTTPRequest(method: .post, scheme: "https", authority: "api.amazon.com", path: "/auth/o2/token")
    return PlatformRequest("lwa.token", head, body: Array(form.utf8))
  }

  // MARK: Faults

  @Test("Platform faults, broken connections, halves of bodies and web pages are tried again")
  func faults() async throws {
    let market = try Market("DE", orders: 40)
    let count = Count()
    let transport = Between(next: market.simulator) { request async throws(TransportFault) in
      switch count.next() % 12 {
      case 1: return .json(#"{"errors":[{"code":"InternalFailure","message":null}]}"#, status: 500)
      case 3: throw .timedOut
      case 5: throw .cutOff(received: 10, expected: 100)
      case 7: return .html("<html>maintenance</html>", status: 200)
      case 9:
        var answer = try await market.simulator.send(request)
        answer.body = Array(answer.body.prefix(answer.body.count / 2))
        return answer
      default: return nil
      }
    }
    let pulled = try await market.pull(.orders, ["page_size": "10"], through: transport)
    let whole = try await Market("DE", orders: 40).pull(.orders, ["page_size": "10"])
    #expect(pulled.byID == whole.byID)
  }

  @Test("What always fails ends with its reason, the store and the request")
  func alwaysFails() async throws {
    let html = try await failure(Recorded { _, _ in .html("<html></html>", status: 200) })
    #expect(html.kind == .unexpectedAnswer && html.mayRetry)
    #expect(html.message.contains("web page"))
    let fault = try await failure(Recorded { _, _ in .json("{}", status: 503) })
    #expect(fault.kind == .platformFault && fault.mayRetry && fault.store == "amazon-us")
    let half = try await failure(Recorded { _, _ in .json(#"{"payload":{"Orders":["#) })
    #expect(half.kind == .unexpectedAnswer)
    #expect(half.message.contains("no whole JSON"))
  }

  @Test("No message holds a secret, a token, or what the platform echoes of them")
  func secretsInMessages() async throws {
    for status in [400, 403, 404, 409, 500] {
      let transport = Recorded { request, _ in
        .error(status, "Bad", "client-secret-1 and Atza|abc.def and Atzr|refresh-1 in \(request.address)")
      }
      let text = String(describing: try await failure(transport))
      for secret in ["client-secret-1", "Atza|abc", "Atzr|refresh", "refresh-1", "test-0"] {
        #expect(!text.contains(secret), "\(status): \(text)")
      }
      #expect(!text.contains("MarketplaceIds") || status == 400 || text.contains("in /orders"))
    }
    #expect(String(describing: Secret("x")) == "(secret)")
  }

  @Test("A missing secret, a wrong marketplace and a wrong setting are told before any request")
  func entry() async throws {
    var access = StoreAccess.recorded(Recorded { _, _ in .json("{}") })
    access.secrets["refresh_token"] = nil
    let adapter = try AmazonAdapter(access)
    let failure = await #expect(throws: PlatformFailure.self) { try await adapter.connect() }
    #expect(failure?.kind == .missingSecret)
    #expect(failure?.message.contains("refresh_token") == true)
    access.shop = "XX"
    #expect(throws: PlatformFailure.self) { try AmazonAdapter(access) }
    access.shop = "DE"
    access.settings["orders_api"] = "v1"
    let wrong = #expect(throws: PlatformFailure.self) { try AmazonAdapter(access) }
    #expect(wrong?.remedy == "give 2026-01-01 or v0")
  }

  @Test("The nine marketplaces have their ids, hosts, regions and currencies")
  func marketplaces() {
    let expected = [
      ("US", "ATVPDKIKX0DER", "USD", "na", "us-east-1"), ("GB", "A1F83G8C2ARO7P", "GBP", "eu", "eu-west-1"),
      ("DE", "A1PA6795UKMFR9", "EUR", "eu", "eu-west-1"), ("FR", "A13V1IB3VIYZZH", "EUR", "eu", "eu-west-1"),
      ("IT", "APJ6JRA9NG5V4", "EUR", "eu", "eu-west-1"), ("ES", "A1RKKUPIHCS9HS", "EUR", "eu", "eu-west-1"),
      ("NL", "A1805IZSGTT6HS", "EUR", "eu", "eu-west-1"), ("CA", "A2EUQ1WTGCTBG2", "CAD", "na", "us-east-1"),
      ("AU", "A39IBJ37TRP1C6", "AUD", "fe", "us-west-2"),
    ]
    for (country, id, currency, region, signing) in expected {
      let marketplace = AmazonMarketplace.named(country)
      #expect(marketplace?.id == id)
      #expect(marketplace?.currency == currency)
      #expect(marketplace?.region.host == "sellingpartnerapi-\(region).amazon.com")
      #expect(marketplace?.region.signingRegion == signing)
      #expect(AmazonMarketplace.named(id) == marketplace)
    }
    #expect(Set(AmazonMarketplace.all.map(\.id)).count == AmazonMarketplace.all.count)
  }

  @Test("Connecting says what shop it is and what the access cannot see")
  func connect() async throws {
    let identity = try await Market("DE").adapter().connect()
    #expect(identity.currency == "EUR")
    #expect(identity.version == "Orders v0")
    #expect(identity.limits.contains { $0.contains("two years") })
    #expect(identity.limits.contains { $0.contains("27 March 2027") })
    let elsewhere = try Market("DE")
    var access = elsewhere.access()
    access.shop = "FR"
    let adapter = try AmazonAdapter(access)
    let failure = await #expect(throws: PlatformFailure.self) { try await adapter.connect() }
    #expect(failure?.kind == .unknownShop)
  }
}
